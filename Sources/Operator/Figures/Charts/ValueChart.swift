/// One number for each row, with of how many it speaks: days, or shares.
struct ValueChart {
    struct Bar {
        var name: String
        /// Hundredths; nil: of nothing.
        var value: Int?
        var count: Int
    }

    let title: String
    /// What stands behind a number: ` %`, ` hari kerja`.
    let unit: String
    let bars: [Bar]
    private static let mostBars = 40

    func svg(_ layout: ChartWidth) -> String {
        let left = layout.isNarrow ? 6.0 : 290.0
        var drawing = SVGDrawing(width: layout.width, title: title, description: "Angka lengkap ada di tabel.")
        var y = drawing.heading(title, [], layout) + 6
        let largest = max(1, bars.compactMap(\.value).max() ?? 1)
        for bar in bars.prefix(Self.mostBars) {
            let lines = drawing.barName(bar.name, y: y, left: left, layout)
            let base = layout.isNarrow ? y + Double(lines) * 15 + 4 : y + 2
            let size = Double(bar.value ?? 0) / Double(largest) * (layout.width - left - (layout.isNarrow ? 170 : 220))
            drawing.rectangle(left, base, size, 19, fill: "#2f6f9f", tip: "\(bar.name): \(text(bar))")
            drawing.text(text(bar), left + size + 8, base + 13)
            y += layout.isNarrow ? Double(lines) * 15 + 32 : max(27, Double(lines) * 15 + 10)
        }
        let rest = bars.count - Self.mostBars
        drawing.height = drawing.note(rest > 0 ? ["\(rest) lainnya ada di tabel."] : [], y + 18, layout)
        return drawing.svg
    }

    private func text(_ bar: Bar) -> String {
        let value = bar.value.map { IndonesianNumber.decimal(hundredths: $0) + unit } ?? "–"
        return "\(value) (n = \(IndonesianNumber.text(bar.count)))"
    }
}
