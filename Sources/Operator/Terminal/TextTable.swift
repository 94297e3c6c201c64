/// A table for a terminal: columns as wide as they must be, long texts cut.
struct TextTable {
    typealias Row = [(any CustomStringConvertible)?]

    private let widest: Int
    private var rows: [[String]]

    /// No column becomes wider than `widest`.
    init(_ header: [Phrase], widest: Int = 44, _ rows: [Row] = []) {
        self.widest = widest
        self.rows = [header.map(\.text)]
        rows.forEach { add($0) }
    }

    /// Nil shows as `-`.
    mutating func add(_ row: Row) {
        rows.append(
            row.map { cell in
                let text = cell.map { "\($0)" } ?? "-"
                return text.count > widest ? String(text.prefix(widest - 1)) + "…" : text
            })
    }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        func line(_ row: [String]) -> String {
            var text = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return ([line(rows[0]), rule] + rows.dropFirst().map(line)).joined(separator: "\n")
    }
}

extension String {
    /// The text with spaces up to `width`.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
