import Complaints

/// A table as it was released: its cells, those that are withheld among them, and which cases each counts.
package struct ReleasedTable: Sendable, Equatable, Codable {
    /// The six statuses in their order, and their sum.
    package struct Row: Sendable, Equatable, Codable {
        package var box: CaseBox
        package var counts: [Int]
        package var isHidden: [Bool]

        package init(box: CaseBox, counts: [Int], isHidden: [Bool]) {
            (self.box, self.counts, self.isHidden) = (box, counts, isHidden)
        }

        /// The cases of one of its cells.
        func box(of column: Int) -> CaseBox { ReleasedTable.box(box, of: column) }
    }

    package var rows: [Row]
    package var total: Row

    package init(rows: [Row], total: Row) { (self.rows, self.total) = (rows, total) }

    /// The cases of one of the cells of a row.
    static func box(_ row: CaseBox, of column: Int) -> CaseBox {
        var box = row
        if column < CaseStatus.allCases.count { box.status = CaseStatus.allCases[column].rawValue }
        return box
    }

    /// The places of the rows that are together wherever one thing or more that tells rows apart is left out, but not all; by which
    /// cases they count.
    var margins: [CaseBox: [Int]] {
        let axes = CaseBox.Axis.allCases.filter { axis in
            rows.contains { $0.box.without([axis], of: total.box) != $0.box }
        }
        var margins: [CaseBox: [Int]] = [:]
        guard axes.count > 1 else { return margins }
        for choice in 1..<(1 << axes.count) - 1 {
            let dropped = axes.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element)
            for (index, row) in rows.enumerated() {
                margins[row.box.without(dropped, of: total.box), default: []].append(index)
            }
        }
        return margins
    }

    /// What everybody can read, with the cases that it counts.
    package var shownCounts: [(box: CaseBox, count: Int)] {
        allRows.flatMap { row in
            Self.columns.filter { !row.isHidden[$0] }.map { (row.box(of: $0), row.counts[$0]) }
        }
    }

    /// Whether none of the cases that both count have moved in between; nil where no cell is of the same cases.
    package func isUnmoved(since other: ReleasedTable) -> Bool? {
        let counts = Dictionary(
            other.allRows.flatMap { row in Self.columns.map { (row.box(of: $0), row.counts[$0]) } },
            uniquingKeysWith: { first, _ in first })
        let common = allRows.flatMap { row in
            Self.columns.compactMap { column in counts[row.box(of: column)].map { $0 == row.counts[column] } }
        }
        return common.isEmpty ? nil : common.allSatisfy(\.self)
    }

    /// A cell that differs from one of `other` by a few days, and by so few cases that they would be withheld.
    package func fewBeside(_ other: ReleasedTable) -> CaseBox? {
        let others = Dictionary(grouping: other.shownCounts) { $0.box.without([.days]) }
        return shownCounts.first { cell in
            (others[cell.box.without([.days])] ?? []).contains { beside in
                let (wide, narrow) = beside.box.isInside(cell.box) ? (cell, beside) : (beside, cell)
                guard narrow.box.isInside(wide.box), let days = wide.box.days(beyond: narrow.box) else { return false }
                return (1..<FigureQuestion.leastDays).contains(days)
                    && (1..<SmallCells.threshold).contains(abs(wide.count - narrow.count))
            }
        }?.box
    }

    static var columns: Range<Int> { 0..<(CaseStatus.allCases.count + 1) }

    /// Its cells, the sums over all rows last.
    var allRows: [Row] { rows + [total] }

    /// Cells that everybody can read.
    package var shown: Set<CaseBox> {
        var shown: Set<CaseBox> = []
        for row in allRows {
            for column in Self.columns where !row.isHidden[column] { shown.insert(row.box(of: column)) }
        }
        return shown
    }

    /// - Parameter bodies: the codes of the question's body and of those below it; nil when it names none.
    package init(_ shown: PublicTable, bodies: Set<String>?) {
        let question = shown.table.question
        let whole = CaseBox(question, bodies: bodies)
        func row(_ box: CaseBox, _ cell: FigureCell, _ index: Int) -> Row {
            Row(
                box: box, counts: CaseStatus.allCases.map { cell[.status($0)] } + [cell[.cases]],
                isHidden: Self.columns.map { shown.isHidden(row: index, column: $0) })
        }
        rows = shown.table.rows.enumerated().map { row(whole.row($1.keys, of: question), $1.cell, $0) }
        // Without rows the sums are the one row that the cells were decided for.
        total = row(whole, shown.table.total, rows.isEmpty ? 0 : rows.count)
    }
}
