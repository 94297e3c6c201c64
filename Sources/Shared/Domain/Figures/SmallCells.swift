/// Which cells of a public table are withheld, so that nobody can tell what a few people reported.
///
/// Cells of 1 to 4 are withheld. So that they do not follow from what is shown, further cells are: every withheld cell is
/// a corner of a rectangle of withheld cells that are all above 0. One case more or fewer at each corner, sums among them,
/// leaves everything shown as it is, and every corner as small or as large as it must be: a withheld cell is known to be
/// above 0, and may be known to be below the threshold or not. So no withheld cell is certain, whatever is subtracted from
/// whatever. Where there is no such rectangle, all that is above 0 is withheld.
public struct SmallCells: Sendable, Equatable {
    /// The smallest count that is shown.
    public static let threshold = 5

    /// Rows and columns of the table without its sums; the row and the column after them are the sums.
    public let rows: Int, columns: Int
    private var hidden: [[Bool]]

    /// Decides for a table of counts, all of the same length; sums of rows and columns are published beside them.
    public init(_ counts: [[Int]]) {
        rows = counts.count
        columns = counts.first?.count ?? 0
        let table = Self.withSums(counts, columns)
        hidden = table.map { $0.map { 1..<Self.threshold ~= $0 } }
        var isSafe = hidden.map { $0.map { _ in false } }
        for row in table.indices {
            for column in table[row].indices where hidden[row][column] && !isSafe[row][column] {
                guard let (otherRow, otherColumn) = opposite(row, column, table) else {
                    hidden = table.map { $0.map { $0 > 0 } }
                    return
                }
                for (row, column) in [(row, column), (row, otherColumn), (otherRow, column), (otherRow, otherColumn)] {
                    hidden[row][column] = true
                    isSafe[row][column] = true
                }
            }
        }
    }

    /// Whether a cell is withheld; the sums are in the row and the column after the last.
    public func isHidden(row: Int, column: Int) -> Bool { hidden[row][column] }

    /// How many cells are withheld.
    public var count: Int { hidden.reduce(0) { $0 + $1.count(where: \.self) } }

    private static func withSums(_ counts: [[Int]], _ columns: Int) -> [[Int]] {
        let wide = counts.map { $0 + [$0.reduce(0, +)] }
        let sums = (0...columns).map { column in wide.reduce(0) { $0 + $1[column] } }
        return wide + [sums]
    }

    /// The corner opposite to a withheld cell whose rectangle costs least; nil when none can move.
    private func opposite(_ row: Int, _ column: Int, _ table: [[Int]]) -> (Int, Int)? {
        var best: (Int, Int)?
        var least = Int.max
        for other in table.indices where other != row && table[other][column] > 0 {
            let atRow = cost(other, column, table)
            guard atRow < least else { continue }
            for beside in table[other].indices where beside != column {
                guard table[row][beside] > 0, table[other][beside] > 0,
                    canMove(row, column, other, beside, table)
                else { continue }
                let cost = atRow + cost(row, beside, table) + cost(other, beside, table)
                if cost < least { (least, best) = (cost, (other, beside)) }
            }
        }
        return best
    }

    /// Whether one case more or fewer at each corner leaves each of them on its side of the threshold. Two cells of a line
    /// move against each other, a cell and its sum together.
    private func canMove(_ row: Int, _ column: Int, _ other: Int, _ beside: Int, _ table: [[Int]]) -> Bool {
        let across = column == columns || beside == columns ? 1 : -1
        let down = row == rows || other == rows ? 1 : -1
        let corners = [
            (table[row][column], 1), (table[row][beside], across), (table[other][column], down),
            (table[other][beside], across * down),
        ]
        return [1, -1].contains { sign in
            corners.allSatisfy { count, direction in
                let moved = count + sign * direction
                return moved > 0 && (moved < Self.threshold) == (count < Self.threshold)
            }
        }
    }

    /// What is lost when a cell is withheld: its count, and much more for a sum.
    private func cost(_ row: Int, _ column: Int, _ table: [[Int]]) -> Int {
        guard !hidden[row][column] else { return 0 }
        let isSum = row == rows || column == columns
        return table[row][column] + (isSum ? 1_000_000_000 : 0)
    }
}
