/// Parts of a whole, side by side: columns along time, or bars, the longest first.
struct StackedChart {
    struct Part {
        var name: String
        var color: String
    }

    struct Bar {
        var name: String
        /// Counts, one for each part.
        var counts: [Int]
        /// What stands at its end beside the sum.
        var note = ""

        var sum: Int { counts.reduce(0, +) }
    }

    let title: String
    let parts: [Part]
    let bars: [Bar]
    private static let width = 960
    /// Bars of a drawing; the others are named in one line.
    private static let mostBars = 40

    var columns: String {
        let (left, top, bottom, height) = (70.0, 84.0, 360.0, 396)
        var drawing = SVGDrawing(width: Self.width, height: height, title: title, description: description)
        heading(&drawing)
        let scale = ChartScale(bars.map(\.sum).max() ?? 0)
        let room = (Double(Self.width) - left - 20) / Double(max(1, bars.count))
        for value in scale.lines {
            let y = bottom - Double(value) / Double(scale.top) * (bottom - top)
            drawing.line(left, y, Double(Self.width) - 20, y, stroke: value == 0 ? "#8a949e" : "#e3e7ec")
            drawing.text(IndonesianNumber.text(value), left - 8, y + 4, size: 11, anchor: .end, fill: "#5b6670")
        }
        let every = max(1, Int((62 / room).rounded(.up)))
        for (index, bar) in bars.enumerated() {
            let x = left + room * Double(index) + room * 0.14
            var y = bottom
            for (part, count) in zip(parts, bar.counts) where count > 0 {
                let size = Double(count) / Double(scale.top) * (bottom - top)
                y -= size
                drawing.rectangle(x, y, room * 0.72, size, fill: part.color, tip: tip(bar, part, count))
            }
            if room > 34 {
                drawing.text(
                    IndonesianNumber.text(bar.sum), x + room * 0.36, y - 6, size: 11, anchor: .middle, isBold: true)
            }
            guard index % every == 0 else { continue }
            drawing.text(bar.name, x + room * 0.36, bottom + 20, size: 11, anchor: .middle)
        }
        return drawing.svg
    }

    var rows: String {
        let bars = longest.prefix(Self.mostBars)
        let rest = longest.dropFirst(Self.mostBars)
        let (left, right, top, step) = (270.0, 150.0, 84.0, 27.0)
        let height = Int(top + step * Double(bars.count)) + (rest.isEmpty ? 20 : 44)
        var drawing = SVGDrawing(width: Self.width, height: height, title: title, description: description)
        heading(&drawing)
        let largest = max(1, bars.map(\.sum).max() ?? 1)
        for (index, bar) in bars.enumerated() {
            let y = top + step * Double(index)
            drawing.text(SVGDrawing.fitted(bar.name, left - 40), left - 12, y + 15, anchor: .end)
            var x = left
            for (part, count) in zip(parts, bar.counts) where count > 0 {
                let size = Double(count) / Double(largest) * (Double(Self.width) - left - right)
                drawing.rectangle(x, y + 2, size, step - 8, fill: part.color, tip: tip(bar, part, count))
                x += size
            }
            drawing.text(IndonesianNumber.text(bar.sum), x + 8, y + 15, isBold: true)
            let sumWidth = SVGDrawing.width(of: IndonesianNumber.text(bar.sum), size: 13)
            drawing.text(bar.note, x + 16 + sumWidth, y + 15, size: 11, fill: "#5b6670")
        }
        if !rest.isEmpty {
            let sum = IndonesianNumber.text(rest.reduce(0) { $0 + $1.sum })
            drawing.text("\(rest.count) lainnya, jumlah \(sum), ada di tabel", left, Double(height) - 20, size: 11)
        }
        return drawing.svg
    }

    private var longest: [Bar] {
        bars.enumerated().sorted { ($1.element.sum, $0.offset) < ($0.element.sum, $1.offset) }.map(\.element)
    }

    private var description: String {
        let sum = bars.reduce(0) { $0 + $1.sum }
        let sums = parts.enumerated().map { index, part in
            "\(part.name) \(IndonesianNumber.text(bars.reduce(0) { $0 + $1.counts[index] }))"
        }
        return "Jumlah \(IndonesianNumber.text(sum)): \(sums.joined(separator: ", ")). Angka lengkap ada di tabel."
    }

    private func heading(_ drawing: inout SVGDrawing) {
        drawing.text(title, 20, 28, size: 17, fill: "#1d2733", isBold: true)
        if parts.count > 1 { drawing.legend(parts.map { ($0.name, $0.color) }, 20, 54) }
    }

    private func tip(_ bar: Bar, _ part: Part, _ count: Int) -> String {
        "\(bar.name), \(part.name): \(IndonesianNumber.text(count))"
    }
}
