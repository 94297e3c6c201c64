/// Parts of a whole, side by side: columns along time, or bars, the longest first.
struct StackedChart {
    struct Part {
        var name: String
        var color: String
    }

    struct Bar {
        var name: String
        /// Counts, one for each part; nil: withheld.
        var counts: [Int]?
        /// What stands at its end beside the sum.
        var note = ""

        var sum: Int { (counts ?? []).reduce(0, +) }
    }

    let title: String
    let parts: [Part]
    let bars: [Bar]
    /// Bars of a drawing; the others are named in one line.
    private static let mostBars = 40
    /// What stands in the place of a column that is withheld.
    static let blind = "#d5dbe1"

    func columns(_ layout: ChartWidth) -> String {
        let (left, right) = layout.isNarrow ? (46.0, 6.0) : (70.0, 20.0)
        var drawing = SVGDrawing(width: layout.width, title: title, description: description)
        let top = drawing.heading(title, entries, layout) + 18
        let bottom = top + (layout.isNarrow ? 190 : 276)
        let scale = ChartScale(bars.map(\.sum).max() ?? 0)
        for value in scale.lines {
            let y = bottom - Double(value) / Double(scale.top) * (bottom - top)
            drawing.line(left, y, layout.width - right, y, stroke: value == 0 ? "#8a949e" : "#e3e7ec")
            drawing.text(
                IndonesianNumber.text(value), left - 8, y + 4, size: layout.small, anchor: .end, fill: "#5b6670")
        }
        let room = (layout.width - left - right) / Double(max(1, bars.count))
        let every = max(1, Int((62 / room).rounded(.up)))
        for (index, bar) in bars.enumerated() {
            let x = left + room * Double(index) + room * 0.14
            column(bar, &drawing, x: x, width: room * 0.72, from: bottom, to: top, scale, showsSum: room > 34, layout)
            guard index % every == 0 else { continue }
            drawing.text(bar.name, x + room * 0.36, bottom + 20, size: layout.small, anchor: .middle)
        }
        drawing.height = drawing.note(notes(beyond: 0, asColumns: true), bottom + 42, layout)
        return drawing.svg
    }

    private func column(
        _ bar: Bar, _ drawing: inout SVGDrawing, x: Double, width: Double, from bottom: Double, to top: Double,
        _ scale: ChartScale, showsSum: Bool, _ layout: ChartWidth
    ) {
        guard let counts = bar.counts else {
            return drawing.rectangle(x, top, width, bottom - top, fill: Self.blind, tip: "\(bar.name): ditahan")
        }
        var y = bottom
        for (part, count) in zip(parts, counts) where count > 0 {
            let size = Double(count) / Double(scale.top) * (bottom - top)
            y -= size
            drawing.rectangle(x, y, width, size, fill: part.color, tip: tip(bar, part, count))
        }
        guard showsSum else { return }
        drawing.text(
            IndonesianNumber.text(bar.sum), x + width / 2, y - 6, size: layout.small, anchor: .middle, isBold: true)
    }

    func rows(_ layout: ChartWidth) -> String {
        let shown = longest.prefix(Self.mostBars)
        let (left, right) = layout.isNarrow ? (6.0, 6.0) : (290.0, 150.0)
        var drawing = SVGDrawing(width: layout.width, title: title, description: description)
        var y = drawing.heading(title, entries, layout) + 6
        let largest = max(1, shown.map(\.sum).max() ?? 1)
        for bar in shown {
            let lines = drawing.barName(bar.name, y: y, left: left, layout)
            let base = layout.isNarrow ? y + Double(lines) * 15 + 4 : y + 2
            let room = layout.isNarrow ? layout.width - left - right - 50 : layout.width - left - right
            row(bar, &drawing, x: left, y: base, room: room, largest, layout)
            y +=
                layout.isNarrow
                ? Double(lines) * 15 + (bar.note.isEmpty ? 32 : 46) : max(27, Double(lines) * 15 + 10)
        }
        drawing.height = drawing.note(notes(beyond: shown.count, asColumns: false), y + 18, layout)
        return drawing.svg
    }

    private func row(
        _ bar: Bar, _ drawing: inout SVGDrawing, x left: Double, y: Double, room: Double, _ largest: Int,
        _ layout: ChartWidth
    ) {
        guard let counts = bar.counts else {
            return drawing.text("ditahan", left, y + 13, size: 12, fill: "#5b6670")
        }
        var x = left
        for (part, count) in zip(parts, counts) where count > 0 {
            let size = Double(count) / Double(largest) * room
            drawing.rectangle(x, y, size, 19, fill: part.color, tip: tip(bar, part, count))
            x += size
        }
        drawing.text(IndonesianNumber.text(bar.sum), x + 8, y + 13, isBold: true)
        guard !bar.note.isEmpty else { return }
        if layout.isNarrow { return drawing.text(bar.note, left, y + 33, fill: "#5b6670") }
        let sum = SVGDrawing.width(of: IndonesianNumber.text(bar.sum), size: 13)
        drawing.text(bar.note, x + 16 + sum, y + 13, size: layout.small, fill: "#5b6670")
    }

    /// What a reader must know that the drawing does not show.
    private func notes(beyond shown: Int, asColumns: Bool) -> [String] {
        var notes: [String] = []
        let rest = asColumns ? [] : longest.dropFirst(shown)
        if !rest.isEmpty {
            let sum = IndonesianNumber.text(rest.reduce(0) { $0 + $1.sum })
            notes.append("\(rest.count) lainnya, jumlah \(sum), ada di tabel.")
        }
        let withheld = bars.count { $0.counts == nil }
        if withheld > 0 {
            let place = asColumns ? " (kelabu)" : ""
            notes.append("\(withheld) dari \(bars.count) ditahan\(place) untuk melindungi pelapor, dan tidak digambar.")
        }
        return notes
    }

    /// Those that are withheld behind all others.
    private var longest: [Bar] {
        bars.enumerated().sorted { one, other in
            let (isOne, isOther) = (one.element.counts == nil, other.element.counts == nil)
            if isOne != isOther { return isOther }
            return (other.element.sum, one.offset) < (one.element.sum, other.offset)
        }.map(\.element)
    }

    private var entries: [(name: String, color: String)] { parts.map { ($0.name, $0.color) } }

    private var description: String {
        let sum = bars.reduce(0) { $0 + $1.sum }
        let sums = parts.enumerated().map { index, part in
            "\(part.name) \(IndonesianNumber.text(bars.reduce(0) { $0 + ($1.counts?[index] ?? 0) }))"
        }
        let left = bars.contains { $0.counts == nil } ? " Yang ditahan tidak terhitung di sini." : ""
        return
            "Jumlah \(IndonesianNumber.text(sum)): \(sums.joined(separator: ", ")).\(left) Angka lengkap ada di tabel."
    }

    private func tip(_ bar: Bar, _ part: Part, _ count: Int) -> String {
        "\(bar.name), \(part.name): \(IndonesianNumber.text(count))"
    }
}
