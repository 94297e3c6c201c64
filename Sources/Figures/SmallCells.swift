/// Which cells of a public table are withheld, so that nobody can tell what a few people reported.
///
/// Cells of 1 to 4 are withheld. So that they do not follow from what is shown, further cells are: every withheld cell is
/// a corner of a rectangle of withheld cells that are all above 0. One case more or fewer at each corner, sums among them,
/// leaves everything shown as it is, so no withheld cell is certain, whatever is subtracted from whatever, and though a
/// withheld cell is known to be above 0.
///
/// Cells that are published elsewhere stay shown, and no rectangle is made of them.
///
/// Where it can be had the rectangle is one in which each corner stays on its side of the threshold: then a cell is not
/// certain for readers either who know which cells are small. Four cases in four cells of a line leave no such choice.
package struct SmallCells: Sendable, Equatable {
    /// The smallest count that is shown.
    package static let threshold = 5

    /// A sum is withheld only where nothing else helps.
    private static let sumCost = 1_000_000_000
    /// Rows that are looked at for a cheaper rectangle.
    private static let furtherRows = 500

    /// What a reader is taken to know of a withheld cell.
    private enum Knowledge {
        /// That it is above 0.
        case isSome
        /// And whether it is below the threshold.
        case side
    }

    /// The corner of a rectangle that is in another row and another column than the cell to be protected.
    private struct Opposite {
        var row: Int, column: Int
    }

    /// Rows and columns of the table without its sums; the row and the column after them are the sums.
    package let rows: Int, columns: Int
    private var hidden: [[Bool]]
    /// Cells that everybody knows already.
    private let known: [[Bool]]

    /// All cells of a table shown.
    package init(showing counts: [[Int]]) {
        (rows, columns) = (counts.count, counts.first?.count ?? 0)
        hidden = Array(repeating: Array(repeating: false, count: columns + 1), count: rows + 1)
        known = hidden
    }

    /// Decides for a table of counts, all of the same length; sums of rows and columns are published beside them.
    ///
    /// - Parameter isKnown: whether a cell, sums in the row and the column after the last, is published elsewhere.
    package init(_ counts: [[Int]], isKnown: (_ row: Int, _ column: Int) -> Bool = { _, _ in false }) {
        rows = counts.count
        columns = counts.first?.count ?? 0
        let table = Self.withSums(counts, columns)
        let known = table.indices.map { row in table[row].indices.map { isKnown(row, $0) } }
        self.known = known
        hidden = table.indices.map { row in
            table[row].indices.map { 1..<Self.threshold ~= table[row][$0] && !known[row][$0] }
        }
        var isSafe = hidden.map { $0.map { _ in false } }
        for row in table.indices {
            for column in table[row].indices where hidden[row][column] && !isSafe[row][column] {
                let found =
                    opposite(row, column, table, knowing: .side) ?? opposite(row, column, table, knowing: .isSome)
                // Where nothing is known there always is one: a cell above 0 has sums above 0, and all four may have one
                // case more.
                guard let other = found else { continue }
                for row in [row, other.row] {
                    for column in [column, other.column] {
                        hidden[row][column] = true
                        isSafe[row][column] = true
                    }
                }
            }
        }
    }

    /// Whether a cell is withheld; the sums are in the row and the column after the last.
    package func isHidden(row: Int, column: Int) -> Bool { hidden[row][column] }

    package var count: Int { hidden.reduce(0) { $0 + $1.count(where: \.self) } }

    private static func withSums(_ counts: [[Int]], _ columns: Int) -> [[Int]] {
        let wide = counts.map { $0 + [$0.reduce(0, +)] }
        let sums = (0...columns).map { column in wide.reduce(0) { $0 + $1[column] } }
        return wide + [sums]
    }

    /// The corner opposite to a withheld cell whose rectangle costs least; nil when no rectangle protects it. In a long
    /// table not the least of all: once a rectangle has no sum, only so many rows more are looked at.
    private func opposite(_ row: Int, _ column: Int, _ table: [[Int]], knowing: Knowledge) -> Opposite? {
        var best: Opposite?
        var least = Int.max
        for step in [1, -1] where Self.mayBe(table[row][column] + step, table[row][column], knowing) {
            var further = Self.furtherRows
            for other in (1..<table.count).lazy.map({ (row + $0) % table.count }) {
                if least < Self.sumCost { further -= 1 }
                // Nothing costs less than nothing.
                guard least > 0, further > 0 else { break }
                let below = (row == rows) == (other == rows) ? -step : step
                let atColumn = cost(other, column, table)
                guard !known[other][column], atColumn < least,
                    Self.mayBe(table[other][column] + below, table[other][column], knowing)
                else {
                    continue
                }
                for beside in table[row].indices where beside != column {
                    // Two cells of a line move against each other, a cell and its sum together.
                    let turn = (column == columns) == (beside == columns) ? -1 : 1
                    guard !known[row][beside], !known[other][beside],
                        Self.mayBe(table[row][beside] + turn * step, table[row][beside], knowing),
                        Self.mayBe(table[other][beside] + turn * below, table[other][beside], knowing)
                    else { continue }
                    let cost = atColumn + cost(row, beside, table) + cost(other, beside, table)
                    if cost < least { (least, best) = (cost, Opposite(row: other, column: beside)) }
                }
            }
        }
        return best
    }

    /// Whether readers must think it possible that a cell of `count` cases has `other`.
    private static func mayBe(_ other: Int, _ count: Int, _ knowing: Knowledge) -> Bool {
        guard count > 0, other > 0 else { return false }
        return knowing == .isSome || (other < threshold) == (count < threshold)
    }

    /// What is lost when a cell is withheld: its count, and much more for a sum.
    private func cost(_ row: Int, _ column: Int, _ table: [[Int]]) -> Int {
        guard !hidden[row][column] else { return 0 }
        let isSum = row == rows || column == columns
        return table[row][column] + (isSum ? Self.sumCost : 0)
    }
}
