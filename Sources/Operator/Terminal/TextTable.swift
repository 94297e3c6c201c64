/// A table for a terminal: columns as wide as they must be, long texts cut.
struct TextTable {
    private let widest: Int
    private var rows: [[String]]

    /// A table with `header`; no column becomes wider than `widest`.
    init(_ header: [Phrase], widest: Int = 44) {
        self.widest = widest
        rows = [header.map(\.text)]
    }

    mutating func add(_ row: [String]) {
        rows.append(row.map { $0.count > widest ? String($0.prefix(widest - 1)) + "…" : $0 })
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
