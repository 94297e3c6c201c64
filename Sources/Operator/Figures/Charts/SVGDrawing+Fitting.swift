/// How wide a drawing is, and where names of bars stand.
struct ChartWidth {
    let width: Double
    /// Names stand above their bars, as phones have no room beside them.
    let isNarrow: Bool

    static let broad = ChartWidth(width: 960, isNarrow: false)
    /// Shown at 332 px on a screen of 360: letters of 12 stay above 11 px.
    static let narrow = ChartWidth(width: 344, isNarrow: true)

    var small: Int { isNarrow ? 12 : 11 }
    /// Between the edge and what is written.
    var margin: Double { isNarrow ? 14 : 20 }
}

extension SVGDrawing {
    /// The text in lines of at most `width`, broken between words; a word that is longer stands alone.
    static func lines(_ text: String, _ width: Double, size: Int = 12, isBold: Bool = false) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            let joined = lines.last.map { "\($0) \(word)" } ?? String(word)
            if lines.isEmpty || Self.width(of: joined, size: size, isBold: isBold) > width {
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
        let (left, size) = (layout.margin, layout.isNarrow ? 15 : 17)
        var y = 26.0
        for line in Self.lines(title, layout.width - 2 * left, size: size, isBold: true) {
            text(line, left, y, size: size, fill: "#1d2733", isBold: true)
            y += 21
        }
        guard entries.count > 1 else { return y }
        var x = left
        y += 6
        for entry in entries {
            let width = 18 + Self.width(of: entry.name, size: 12) + 20
            if x > left, x + width > layout.width - left { (x, y) = (left, y + 19) }
            legend([entry], x, y)
            x += width
        }
        return y + 20
    }

    /// Lines of what the drawing leaves out; where the drawing ends.
    mutating func note(_ notes: [String], _ y: Double, _ layout: ChartWidth) -> Double {
        let left = layout.margin
        var y = y
        for line in notes.flatMap({ Self.lines($0, layout.width - 2 * left, size: 12) }) {
            text(line, left, y, fill: "#56616b")
            y += 17
        }
        return y
    }

    /// What stands below an axis at a point: side by side where there is room, upright where there is none.
    ///
    /// - Parameters:
    ///   - lines: of which each stands below the one before, or behind it.
    ///   - room: as much as each point has.
    /// - Returns: where the rest may begin.
    mutating func axisLabels(
        _ labels: [[String]], at x: (Int) -> Double, room: Double, below bottom: Double, _ layout: ChartWidth
    ) -> Double {
        let isUpright = room < 62
        // So many points stand between two labels that none covers another.
        let every = max(1, Int((Self.leastRoom / room).rounded(.up)))
        var end = bottom + 20
        for (index, lines) in labels.enumerated() where index % every == 0 {
            if isUpright {
                let line = lines.joined(separator: " · ")
                text(line, x(index) + 4, bottom + 8, size: layout.small, anchor: .end, isUpright: true)
                end = max(end, bottom + 12 + Self.width(of: line, size: layout.small))
            } else {
                for (place, line) in lines.enumerated() {
                    let fill = place == 0 ? "#3c4650" : "#5b6670"
                    text(
                        line, x(index), bottom + 20 + Double(place) * 16, size: layout.small, anchor: .middle,
                        fill: fill)
                }
                end = max(end, bottom + 4 + Double(lines.count) * 16)
            }
        }
        return end + 22
    }

    /// What an upright line takes.
    static let leastRoom = 13.0

    /// The name of a bar: before it, where it begins at `left`, or on a narrow drawing above it.
    ///
    /// - Returns: how many lines it has.
    mutating func barName(_ name: String, y: Double, left: Double, _ layout: ChartWidth) -> Int {
        let lines = Self.lines(name, layout.isNarrow ? layout.width - 2 * layout.margin : left - 34)
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
