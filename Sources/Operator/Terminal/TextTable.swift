/// A table for people: columns as wide as they must be, long texts cut. On a terminal it fits the width: heads break into lines,
/// columns that may be missing go first, then the widest become narrower. A number is never cut, and no column goes unsaid.
struct TextTable {
    typealias Row = [(any CustomStringConvertible)?]

    /// What becomes of columns for which a narrow screen has no room.
    enum Overflow {
        /// They are named below the table, with how to see them.
        case named
        /// They stand below each row.
        case below
        /// The table goes on below itself, with its first columns again.
        case continued(keys: Int)
    }

    private static let gap = 2
    private var header: [String]
    /// How each column is named in a call.
    private var names: [String]
    /// Columns that may be missing, the one that is missed least first.
    private var less: [Int]
    private let widest: Int
    private let overflow: Overflow
    private var rows: [[Painted]] = []

    /// - Parameters:
    ///   - less: heads of columns that a narrow terminal may do without, the one that is missed least first.
    ///   - widest: no column becomes wider.
    init(
        _ header: [Phrase], less: [Phrase] = [], widest: Int = 44, overflow: Overflow = .named, _ rows: [Row] = []
    ) {
        self.header = header.map(\.text)
        names = header.map(\.columnName)
        self.less = less.compactMap { header.firstIndex(of: $0) }
        self.widest = widest
        self.overflow = overflow
        rows.forEach { add($0) }
    }

    /// Nil shows as `-`.
    mutating func add(_ row: Row) { rows.append(row.map { ($0 as? Painted) ?? Painted($0) }) }

    /// Empty when it has none of the columns that the call has chosen.
    var text: String {
        guard let chosen = Screen.columns else { return text(fitting: Screen.width) }
        let places = chosen.compactMap(names.firstIndex)
        return places.isEmpty ? "" : only(places).text(fitting: Screen.width)
    }

    /// With these columns alone, none of which may be missing.
    private func only(_ places: [Int]) -> TextTable {
        var table = self
        (table.header, table.names, table.less) = (places.map { header[$0] }, places.map { names[$0] }, [])
        table.rows = rows.map { row in places.map { row[$0] } }
        return table
    }

    /// - Parameter width: columns of the screen; nil: as wide as it must be.
    func text(fitting width: Int?) -> String {
        let columns = header.indices.map { index in
            TableColumn(header[index], cells: rows.map { $0[index].text }, widest: widest)
        }
        let layout = TableLayout(columns, less: less, overflow: overflow, gap: Self.gap, width: width)
        let blocks = layout.blocks.map { block in self.text(of: block, columns, layout, width) }
        let table = blocks.joined(separator: "\n\n")
        guard let width, case .named = overflow, !layout.hidden.isEmpty else { return table }
        let names = layout.hidden.map { header[$0] }.joined(separator: ", ")
        return "\(table)\n\n\(TerminalWords.hiddenColumns(names).text.wrapped(to: width))"
    }

    private func text(of block: [Int], _ columns: [TableColumn], _ layout: TableLayout, _ width: Int?) -> String {
        let heads = block.map { columns[$0].head(in: layout.widths[$0]) }
        let height = heads.map(\.count).max() ?? 0
        let lines = (0..<height).map { line in
            // What is shorter stands next to the rows.
            self.line(
                heads.map { head in Painted(line < height - head.count ? "" : head[line - height + head.count]) },
                block,
                layout.widths)
        }
        let rule = block.map { String(repeating: "-", count: layout.widths[$0]) }
        let body = rows.flatMap { row in
            [line(block.map { row[$0] }, block, layout.widths)] + below(row, layout.hidden, width)
        }
        return (lines + [rule.joined(separator: String(repeating: " ", count: Self.gap))] + body).joined(
            separator: "\n")
    }

    private func line(_ cells: [Painted], _ block: [Int], _ widths: [Int]) -> String {
        var parts = zip(cells, block).map { $0.padded(to: widths[$1]) }
        if let last = block.last, let cell = cells.last { parts[parts.count - 1] = cell.cut(to: widths[last]) }
        var text = parts.joined(separator: String(repeating: " ", count: Self.gap))
        while text.last == " " { text.removeLast() }
        return text
    }

    /// What a row has in the columns that the screen has no room for.
    private func below(_ row: [Painted], _ hidden: [Int], _ width: Int?) -> [String] {
        guard let width, case .below = overflow, !hidden.isEmpty else { return [] }
        let facts = hidden.map { "\(header[$0]): \(row[$0].text)" }.joined(separator: "; ")
        return facts.wrapped(to: width, indent: 4).split(separator: "\n").map(String.init)
    }
}
