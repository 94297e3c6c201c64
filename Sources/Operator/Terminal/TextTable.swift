/// A table for people: columns as wide as they must be, long texts cut. On a terminal it fits the width: columns that may be
/// missing go first, then the widest become narrower.
struct TextTable {
    typealias Row = [(any CustomStringConvertible)?]

    /// No column becomes narrower than this to fit.
    private static let narrowest = 8
    private static let gap = 2
    private let header: [String]
    /// Columns that may be missing, the one that is missed least first.
    private let less: [Int]
    private let widest: Int
    private var rows: [[Painted]] = []

    /// - Parameters:
    ///   - less: heads of columns that a narrow terminal may do without, the one that is missed least first.
    ///   - widest: no column becomes wider.
    init(_ header: [Phrase], less: [Phrase] = [], widest: Int = 44, _ rows: [Row] = []) {
        self.header = header.map(\.text)
        self.less = less.compactMap { header.firstIndex(of: $0) }
        self.widest = widest
        rows.forEach { add($0) }
    }

    /// Nil shows as `-`.
    mutating func add(_ row: Row) { rows.append(row.map { ($0 as? Painted) ?? Painted($0) }) }

    var text: String { text(fitting: Screen.width) }

    /// - Parameter width: columns of the screen; nil: as wide as it must be.
    func text(fitting width: Int?) -> String {
        let (columns, widths) = layout(fitting: width)
        func line(_ cells: [Painted]) -> String {
            var parts = columns.map { cells[$0].padded(to: widths[$0]) }
            if let last = columns.last { parts[parts.count - 1] = cells[last].cut(to: widths[last]) }
            var text = parts.joined(separator: String(repeating: " ", count: Self.gap))
            while text.last == " " { text.removeLast() }
            return text
        }
        let rule = columns.map { Painted(String(repeating: "-", count: widths[$0])) }
        let ruled = rule.map(\.text).joined(separator: String(repeating: " ", count: Self.gap))
        return ([line(header.map { Painted($0) }), ruled] + rows.map(line)).joined(separator: "\n")
    }

    private func layout(fitting width: Int?) -> (columns: [Int], widths: [Int]) {
        var widths = header.indices.map { column in
            max(min(header[column].count, widest), rows.map { min($0[column].text.count, widest) }.max() ?? 0)
        }
        var columns = Array(header.indices)
        guard let width else { return (columns, widths) }
        func excess() -> Int { columns.reduce((columns.count - 1) * Self.gap) { $0 + widths[$1] } - width }
        for column in less where excess() > shrinkable(columns, widths) { columns.removeAll { $0 == column } }
        // The first column tells what a row is about: it is shortened last.
        for group in [columns.dropFirst(), columns.prefix(1)] {
            while excess() > 0, let column = group.max(by: { widths[$0] < widths[$1] }),
                widths[column] > Self.narrowest
            {
                widths[column] -= 1
            }
        }
        return (columns, widths)
    }

    /// How much narrower the columns may become before what stands in them is hard to tell.
    private func shrinkable(_ columns: [Int], _ widths: [Int]) -> Int {
        columns.reduce(0) { $0 + max(0, widths[$1] - 2 * Self.narrowest) }
    }
}

/// A cell of a table, or a word, that may have a colour.
struct Painted: CustomStringConvertible {
    let text: String
    let colour: Colour?

    init(_ value: (any CustomStringConvertible)?, _ colour: Colour? = nil) {
        text = value.map { "\($0)" } ?? "-"
        self.colour = colour
    }

    var description: String { Screen.isColoured ? painted(text) : text }

    /// Cut to `width`, and with its colour where the screen has colours.
    func cut(to width: Int) -> String {
        let short = text.count > width ? String(text.prefix(max(1, width - 1))) + "…" : text
        return Screen.isColoured ? painted(short) : short
    }

    func padded(to width: Int) -> String {
        cut(to: width) + String(repeating: " ", count: max(0, width - text.count))
    }

    private func painted(_ text: String) -> String {
        colour.map { "\u{1B}[\($0.rawValue)m\(text)\u{1B}[0m" } ?? text
    }
}

/// What a colour means, by the number that terminals know it by.
enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
}

extension String {
    /// The text with spaces up to `width`.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
