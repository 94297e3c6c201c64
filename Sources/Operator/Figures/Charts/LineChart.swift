/// Shares along time, from 0 to 100 percent.
struct LineChart {
    /// One line; nil where there is nothing to take a share of.
    struct Line {
        var name: String
        var color: String
        var isDashed = false
        /// Hundredths of a percent.
        var values: [Int?]
    }

    let title: String
    let names: [String]
    let lines: [Line]
    private static let width = 960

    var svg: String {
        let (left, right, top, bottom) = (70.0, 84.0, 76.0, 300.0)
        var drawing = SVGDrawing(width: Self.width, height: 336, title: title, description: description)
        drawing.text(title, 20, 28, size: 17, fill: "#1d2733", isBold: true)
        drawing.legend(lines.map { ($0.name, $0.color) }, 20, 54)
        func y(_ hundredths: Int) -> Double { bottom - Double(hundredths) / 10_000 * (bottom - top) }
        for percent in stride(from: 0, through: 100, by: 25) {
            let height = y(percent * 100)
            drawing.line(left, height, Double(Self.width) - right, height, stroke: percent == 0 ? "#8a949e" : "#e3e7ec")
            drawing.text("\(percent) %", left - 8, height + 4, size: 11, anchor: .end, fill: "#5b6670")
        }
        let room = (Double(Self.width) - left - right) / Double(max(1, names.count))
        func x(_ index: Int) -> Double { left + room * (Double(index) + 0.5) }
        let every = max(1, Int((62 / room).rounded(.up)))
        for (index, name) in names.enumerated() where index % every == 0 {
            drawing.text(name, x(index), bottom + 20, size: 11, anchor: .middle)
        }
        for line in lines {
            let points = line.values.enumerated().compactMap { index, value in value.map { (x: x(index), y: y($0)) } }
            drawing.path(points, stroke: line.color, isDashed: line.isDashed)
            guard names.count <= 60 else { continue }
            for (index, value) in line.values.enumerated() {
                guard let value else { continue }
                let tip = "\(names[index]), \(line.name): \(IndonesianNumber.percent(hundredths: value))"
                drawing.dot(x(index), y(value), fill: line.color, tip: tip)
            }
        }
        for (place, height) in labels(y) {
            guard let last = lines[place].values.compactMap(\.self).last else { continue }
            drawing.text(
                IndonesianNumber.percent(hundredths: last), Double(Self.width) - right + 8, height + 4, size: 12,
                fill: lines[place].color, isBold: true)
        }
        return drawing.svg
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
