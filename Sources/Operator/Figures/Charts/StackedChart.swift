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
        /// Whether it has not had all its time.
        var isYoung = false

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
        // Above the highest column stands its sum, upright where it is wider.
        let top = drawing.heading(title, entries, layout) + 42
        let bottom = top + (layout.isNarrow ? 190 : 276)
        let scale = ChartScale(bars.map(\.sum).max() ?? 0)
        for value in scale.lines {
            let y = bottom - Double(value) / Double(scale.top) * (bottom - top)
            drawing.line(left, y, layout.width - right, y, stroke: value == 0 ? "#8a949e" : "#e3e7ec")
            drawing.text(
                IndonesianNumber.text(value), left - 8, y + 4, size: layout.small, anchor: .end, fill: "#5b6670")
        }
        let room = (layout.width - left - right) / Double(max(1, bars.count))
        for (index, bar) in bars.enumerated() {
            let x = left + room * Double(index) + room * 0.14
            column(bar, &drawing, x: x, width: room * 0.72, from: bottom, to: top, scale, layout)
        }
        let labels = bars.map { [$0.name] + ($0.isYoung ? ["muda"] : []) }
        let below = drawing.axisLabels(
            labels, at: { left + room * (Double($0) + 0.5) }, room: room, below: bottom, layout)
        drawing.height = drawing.note(notes(beyond: 0, asColumns: true), below, layout)
        return drawing.svg
    }

    private func column(
        _ bar: Bar, _ drawing: inout SVGDrawing, x: Double, width: Double, from bottom: Double, to top: Double,
        _ scale: ChartScale, _ layout: ChartWidth
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
        guard width >= SVGDrawing.leastRoom * 0.72 else { return }
        let sum = IndonesianNumber.text(bar.sum)
        let isUpright = SVGDrawing.width(of: sum, size: layout.small, isBold: true) > width
        drawing.text(
            sum, x + width / 2 + (isUpright ? 4 : 0), y - 6, size: layout.small, anchor: isUpright ? .start : .middle,
            isBold: true, isUpright: isUpright)
    }

    func rows(_ layout: ChartWidth) -> String {
        let shown = longest.prefix(Self.mostBars)
        let (left, right) = layout.isNarrow ? (layout.margin, layout.margin) : (290.0, 150.0)
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
        if bars.contains(where: \.isYoung) {
            notes.append("Muda: laporannya belum sampai pada batas waktunya.")
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
        let shown = bars.filter { $0.counts != nil }
        guard !shown.isEmpty || bars.isEmpty else { return "Semua ditahan untuk melindungi pelapor." }
        let sum = bars.reduce(0) { $0 + $1.sum }
        let sums = parts.enumerated().map { index, part in
            "\(part.name) \(IndonesianNumber.text(bars.reduce(0) { $0 + ($1.counts?[index] ?? 0) }))"
        }
        let withheld = bars.filter { $0.counts == nil }.map(\.name)
        let others = [
            withheld.isEmpty ? nil : "Ditahan, dan di sini tidak terhitung: \(withheld.joined(separator: "; ")).",
            bars.contains(where: \.isYoung)
                ? "Muda, belum sampai pada batas waktunya: "
                    + bars.filter(\.isYoung).map(\.name).joined(separator: ", ") + "." : nil,
        ].compactMap(\.self)
        let all = withheld.isEmpty ? "Jumlah" : "Jumlah yang digambar"
        return
            (["\(all) \(IndonesianNumber.text(sum)): \(sums.joined(separator: ", "))."] + others
            + ["Angka lengkap ada di tabel."]).joined(separator: " ")
    }

    private func tip(_ bar: Bar, _ part: Part, _ count: Int) -> String {
        "\(bar.name), \(part.name): \(IndonesianNumber.text(count))"
    }
}
