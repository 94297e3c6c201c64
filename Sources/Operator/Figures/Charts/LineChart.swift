/// Shares along time, from 0 to 100 percent, each with of how many it is a share.
struct LineChart {
    /// One line; nil where there is nothing to take a share of, or where it is withheld.
    struct Line {
        var name: String
        var color: String
        var isDashed = false
        /// Hundredths of a percent.
        var values: [Int?]
    }

    let title: String
    let names: [String]
    /// Of how many each share is; nil: withheld.
    let counts: [Int?]
    let lines: [Line]

    func svg(_ layout: ChartWidth) -> String {
        let (left, right) = layout.isNarrow ? (46.0, 66.0) : (70.0, 84.0)
        var drawing = SVGDrawing(width: layout.width, title: title, description: description)
        let top = drawing.heading(title, lines.map { ($0.name, $0.color) }, layout) + 4
        let bottom = top + (layout.isNarrow ? 170 : 224)
        func y(_ hundredths: Int) -> Double { bottom - Double(hundredths) / 10_000 * (bottom - top) }
        for percent in stride(from: 0, through: 100, by: 25) {
            let height = y(percent * 100)
            drawing.line(
                left, height, layout.width - right, height, stroke: percent == 0 ? "#8a949e" : "#e3e7ec")
            drawing.text("\(percent) %", left - 8, height + 4, size: layout.small, anchor: .end, fill: "#5b6670")
        }
        let room = (layout.width - left - right) / Double(max(1, names.count))
        func x(_ index: Int) -> Double { left + room * (Double(index) + 0.5) }
        let every = max(1, Int((62 / room).rounded(.up)))
        for (index, name) in names.enumerated() where index % every == 0 {
            drawing.text(name, x(index), bottom + 20, size: layout.small, anchor: .middle)
            let count = counts[index].map { "n = \(IndonesianNumber.text($0))" } ?? "ditahan"
            drawing.text(count, x(index), bottom + 36, size: layout.small, anchor: .middle, fill: "#5b6670")
        }
        for line in lines { draw(line, &drawing, x, y) }
        for (place, height) in labels(y) {
            guard let last = lines[place].values.compactMap(\.self).last else { continue }
            drawing.text(
                IndonesianNumber.percent(hundredths: last), layout.width - right + 6, height + 4, size: 12,
                fill: lines[place].color, isBold: true)
        }
        drawing.height = drawing.note(notes, bottom + 58, layout)
        return drawing.svg
    }

    /// A line is broken where a time has no share: what is not known is not drawn.
    private func draw(
        _ line: Line, _ drawing: inout SVGDrawing, _ x: (Int) -> Double, _ y: (Int) -> Double
    ) {
        var points: [(x: Double, y: Double)] = []
        for (index, value) in line.values.enumerated() {
            if let value { points.append((x(index), y(value))) }
            guard value == nil || index == line.values.count - 1 else { continue }
            if points.count > 1 { drawing.path(points, stroke: line.color, isDashed: line.isDashed) }
            points = []
        }
        guard names.count <= 60 else { return }
        for (index, value) in line.values.enumerated() {
            guard let value else { continue }
            let count = counts[index].map { " (n = \(IndonesianNumber.text($0)))" } ?? ""
            let tip = "\(names[index]), \(line.name): \(IndonesianNumber.percent(hundredths: value))\(count)"
            drawing.dot(x(index), y(value), fill: line.color, tip: tip)
        }
    }

    private var notes: [String] {
        let withheld = counts.count { $0 == nil }
        return withheld == 0
            ? [] : ["\(withheld) dari \(counts.count) ditahan untuk melindungi pelapor: garis terputus di sana."]
    }

    /// Heights of the last values' labels, by line, none on another.
    private func labels(_ y: (Int) -> Double) -> [(Int, Double)] {
        var heights: [(Int, Double)] = lines.enumerated().compactMap { place, line in
            line.values.compactMap(\.self).last.map { (place, y($0)) }
        }.sorted { $0.1 < $1.1 }
        for index in heights.indices.dropFirst() where heights[index].1 < heights[index - 1].1 + 16 {
            heights[index].1 = heights[index - 1].1 + 16
        }
        return heights
    }

    private var description: String {
        let last = lines.map { line in
            "\(line.name) terakhir \(IndonesianNumber.percent(hundredths: line.values.compactMap(\.self).last))"
        }
        return last.joined(separator: ", ") + ". Angka lengkap ada di tabel."
    }
}
