import Complaints

/// A table of figures as it may be shown to everybody.
package struct PublicTable: Sendable {
    package let table: FigureTable
    private let cells: SmallCells

    /// What of `table` may be shown. Totals of the country and its provinces are shown whole: nobody is told by them.
    ///
    /// - Parameters:
    ///   - known: cells that were published before; nil: whatever was, the table stands by itself.
    ///   - isWhole: whether totals of provinces are shown whole.
    /// - Throws: `FigureError` `measure` when it has figures that cannot be protected yet.
    package init(
        _ table: FigureTable, known: (boxes: Set<CaseBox>, bodies: Set<String>?)? = nil, isWhole: Bool = true
    ) throws(FigureError) {
        guard table.question.measures.allSatisfy(Measure.standing.contains) else {
            throw .measure(
                "only the figures of group 'status' can be published: others are not protected by suppression")
        }
        self.table = table
        let counted = table.rows.isEmpty ? [table.total] : table.rows.map(\.cell)
        let counts = counted.map { cell in CaseStatus.allCases.map { cell[.status($0)] } }
        guard !isWhole || !table.question.isOfWholeProvinces else {
            cells = SmallCells(showing: counts)
            return
        }
        guard let known, !known.boxes.isEmpty else {
            cells = SmallCells(counts)
            return
        }
        let all = CaseBox(table.question, bodies: known.bodies)
        let boxes = table.rows.map { all.row($0.keys, of: table.question) } + [all]
        cells = SmallCells(counts) { row, column in
            // Without rows the sums are the one row.
            let box = boxes[min(row, boxes.count - 1)]
            return known.boxes.contains(ReleasedTable.Row(box: box, counts: [], isHidden: []).box(of: column))
        }
    }

    /// Whether the count of a status is withheld, the sum of a row behind the last, the sums of columns in the row after the last.
    package func isHidden(row: Int, column: Int) -> Bool { cells.isHidden(row: row, column: column) }

    /// How many cells are withheld, of those that are printed: without rows only the sums.
    package var hiddenCells: Int {
        guard table.rows.isEmpty else { return cells.count }
        return (0...cells.columns).count { cells.isHidden(row: cells.rows, column: $0) }
    }

    /// The figures of the row at `index`; nil: withheld.
    package func values(at index: Int) -> [FigureValue?] { shown(table.values(of: table.rows[index]), index) }

    /// The figures over all rows; nil: withheld.
    package var totals: [FigureValue?] { shown(table.totals, cells.rows) }

    /// Whether nothing at all is withheld of the row at `index`: what is made of it needs no protection.
    package func isWhole(at index: Int) -> Bool {
        (0...cells.columns).allSatisfy { !cells.isHidden(row: index, column: $0) }
    }

    /// The same of the figures over all rows.
    package var isTotalWhole: Bool { isWhole(at: cells.rows) }

    private func shown(_ values: [FigureValue], _ row: Int) -> [FigureValue?] {
        zip(table.question.measures, values).map { measure, value in
            measure.tallies.contains { isHidden($0, row) } ? nil : value
        }
    }

    private func isHidden(_ tally: CaseTally, _ row: Int) -> Bool {
        guard case .status(let status) = tally, let column = CaseStatus.allCases.firstIndex(of: status) else {
            return cells.isHidden(row: row, column: cells.columns)
        }
        return cells.isHidden(row: row, column: column)
    }
}
