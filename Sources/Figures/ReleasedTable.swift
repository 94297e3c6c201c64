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
        func box(of column: Int) -> CaseBox {
            var box = box
            if column < CaseStatus.allCases.count { box.status = CaseStatus.allCases[column].rawValue }
            return box
        }
    }

    package var rows: [Row]
    package var total: Row

    package init(rows: [Row], total: Row) { (self.rows, self.total) = (rows, total) }

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
