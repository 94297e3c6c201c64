/// How wide a drawing is, and where names of bars stand.
struct ChartWidth {
    let width: Double
    /// Names stand above their bars, as phones have no room beside them.
    let isNarrow: Bool

    static let broad = ChartWidth(width: 960, isNarrow: false)
    /// Shown at 332 px on a screen of 360: letters of 12 stay above 11 px.
    static let narrow = ChartWidth(width: 344, isNarrow: true)

    var small: Int { isNarrow ? 12 : 11 }
}

extension SVGDrawing {
    /// The text in lines of at most `width`, broken between words; a word that is longer stands alone.
    static func lines(_ text: String, _ width: Double, size: Int = 12) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            let joined = lines.last.map { "\($0) \(word)" } ?? String(word)
            if lines.isEmpty || Self.width(of: joined, size: size) > width {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = joined
            }
        }
        return lines
    }

    /// Title and coloured names at the top; where the rest may begin.
    mutating func heading(
        _ title: String, _ entries: [(name: String, color: String)], _ layout: ChartWidth
    ) -> Double {
        let left = layout.isNarrow ? 6.0 : 20.0
        var y = 26.0
        for line in Self.lines(title, layout.width - 2 * left, size: layout.isNarrow ? 15 : 17) {
            text(line, left, y, size: layout.isNarrow ? 15 : 17, fill: "#1d2733", isBold: true)
            y += 21
        }
        guard entries.count > 1 else { return y }
        var x = left
        y += 6
        for entry in entries {
            let width = 18 + Self.width(of: entry.name, size: 12) + 20
            if x > left, x + width > layout.width { (x, y) = (left, y + 19) }
            legend([entry], x, y)
            x += width
        }
        return y + 20
    }

    /// Lines of what the drawing leaves out; where the drawing ends.
    mutating func note(_ notes: [String], _ y: Double, _ layout: ChartWidth) -> Double {
        let left = layout.isNarrow ? 6.0 : 20.0
        var y = y
        for line in notes.flatMap({ Self.lines($0, layout.width - 2 * left, size: 12) }) {
            text(line, left, y, fill: "#56616b")
            y += 17
        }
        return y
    }

    /// The name of a bar: before it, where it begins at `left`, or on a narrow drawing above it.
    ///
    /// - Returns: how many lines it has.
    mutating func barName(_ name: String, y: Double, left: Double, _ layout: ChartWidth) -> Int {
        let lines = Self.lines(name, layout.isNarrow ? layout.width - 12 : left - 34)
        for (place, line) in lines.enumerated() {
            let height = y + 15 + Double(place) * 15
            if layout.isNarrow {
                text(line, left, height)
            } else {
                text(line, left - 12, height, anchor: .end)
            }
        }
        return lines.count
    }
}
