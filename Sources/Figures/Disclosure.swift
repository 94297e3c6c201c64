/// What follows from several released tables together: whether a withheld cell of any of them is certain for a reader of all.
///
/// Cells that count the same cases are one unknown; a row is the sum of its cells, a sum of its column, and a cell of one table
/// the sum of another's rows where these part its cases. A reader is taken to know that no withheld cell is 0. A cell is safe only
/// when other whole numbers are found that give everything shown, with another count in it; whatever is not shown to be safe in so
/// many steps counts as certain.
package struct Disclosure {
    /// A withheld cell that follows, or that nobody has shown not to.
    package struct Leak: Sendable, Equatable {
        package var box: CaseBox
        /// Whether its count was derived; else no other possible count was found.
        package var isProven: Bool

        package init(box: CaseBox, isProven: Bool) { (self.box, self.isProven) = (box, isProven) }
    }

    /// The tables are too large to be compared.
    package struct TooLarge: Error {}

    private struct Unknown {
        var box: CaseBox
        var truth: Int
        var isShown: Bool
        /// Whether a table has it; else it is a sum that is printed nowhere.
        var isCell = true
    }

    /// A whole and its parts.
    private struct Sum {
        var whole: Int
        var parts: [Int]
    }

    private static let mostComparisons = 50_000_000
    private static let mostSteps = 4_000
    private static let unbounded = 1 << 40

    private var cells: [Unknown] = []
    private var places: [CaseBox: Int] = [:]
    private var sums: [Sum] = []
    private var sumsOf: [[Int]] = []
    private var low: [Int] = []
    private var high: [Int] = []

    /// - Throws: `TooLarge`.
    package init(_ tables: [ReleasedTable]) throws(TooLarge) {
        let columns = tables.map { table in table.allRows.map { row in ReleasedTable.columns.map { place(row, $0) } } }
        for (table, places) in zip(tables, columns) { addSums(of: table, places) }
        var comparisons = 0
        for (one, table) in tables.enumerated() {
            for (other, parts) in tables.enumerated() where one != other && !parts.rows.isEmpty {
                comparisons += table.allRows.count * parts.rows.count
                guard comparisons <= Self.mostComparisons else { throw TooLarge() }
                addSums(of: table, columns[one], by: parts, columns[other])
            }
        }
        addCommonSums(tables, columns)
        sumsOf = Array(repeating: [], count: cells.count)
        for (index, sum) in sums.enumerated() {
            for cell in Set(sum.parts + [sum.whole]) { sumsOf[cell].append(index) }
        }
    }

    /// Withheld cells that are not safe.
    package mutating func leaks() -> [Leak] {
        propagate()
        var isSafe = cells.map { $0.isShown || !$0.isCell }
        var leaks: [Leak] = []
        for index in cells.indices where !isSafe[index] {
            if low[index] == high[index] {
                leaks.append(Leak(box: cells[index].box, isProven: true))
            } else if let moved = otherCounts(index) {
                for cell in moved.keys { isSafe[cell] = true }
            } else {
                leaks.append(Leak(box: cells[index].box, isProven: false))
            }
        }
        return leaks
    }

    // MARK: - Equations

    private mutating func place(_ row: ReleasedTable.Row, _ column: Int) -> Int {
        let box = row.box(of: column)
        if let known = places[box], cells[known].truth == row.counts[column] {
            if !row.isHidden[column] { cells[known].isShown = true }
            return known
        }
        // Counts that were corrected between two releases are two unknowns.
        cells.append(Unknown(box: box, truth: row.counts[column], isShown: !row.isHidden[column]))
        places[box] = cells.count - 1
        return cells.count - 1
    }

    private mutating func addSums(of table: ReleasedTable, _ places: [[Int]]) {
        for row in places { add(row[row.count - 1], Array(row.dropLast())) }
        guard !table.rows.isEmpty else { return }
        for column in ReleasedTable.columns {
            add(places[places.count - 1][column], places.dropLast().map { $0[column] })
        }
    }

    /// Rows of `table` that the rows of `parts` part.
    private mutating func addSums(
        of table: ReleasedTable, _ wholes: [[Int]], by parts: ReleasedTable, _ places: [[Int]]
    ) {
        for (row, whole) in zip(table.allRows, wholes) where row.box.isInside(parts.total.box) {
            var inside: [Int] = []
            let isParted = parts.rows.indices.allSatisfy { index in
                if parts.rows[index].box.isInside(row.box) {
                    inside.append(index)
                    return true
                }
                return parts.rows[index].box.isApart(from: row.box)
            }
            guard isParted else { continue }
            for column in ReleasedTable.columns { add(whole[column], inside.map { places[$0][column] }) }
        }
    }

    /// Sums that several tables give although none prints them: of their rows wherever something that tells these apart is left out.
    private mutating func addCommonSums(_ tables: [ReleasedTable], _ places: [[[Int]]]) {
        let margins = tables.map(\.margins)
        for (one, margin) in margins.enumerated() {
            let others = margins.enumerated().filter { $0.offset != one }.map(\.element)
            for (box, rows) in margin where others.contains(where: { $0[box] != nil }) {
                for column in ReleasedTable.columns {
                    let parts = rows.map { places[one][$0][column] }
                    add(sum(ReleasedTable.box(box, of: column), of: parts), parts)
                }
            }
        }
    }

    /// The unknown that these parts are together, whichever table has them.
    private mutating func sum(_ box: CaseBox, of parts: [Int]) -> Int {
        let truth = parts.reduce(0) { $0 + cells[$1].truth }
        if let known = places[box], cells[known].truth == truth { return known }
        cells.append(Unknown(box: box, truth: truth, isShown: false, isCell: false))
        places[box] = cells.count - 1
        return cells.count - 1
    }

    private mutating func add(_ whole: Int, _ parts: [Int]) {
        let sum = Sum(whole: whole, parts: parts)
        // Numbers that were corrected in between do not add up, and tell nothing.
        guard parts != [whole], parts.reduce(0, { $0 + cells[$1].truth }) == cells[whole].truth else { return }
        sums.append(sum)
    }

    // MARK: - What follows

    /// Narrows what each cell can be until nothing more follows.
    private mutating func propagate() {
        low = cells.map { $0.isShown ? $0.truth : $0.isCell ? 1 : 0 }
        high = cells.map { $0.isShown ? $0.truth : Self.unbounded }
        var waiting = Array(sums.indices)
        var isWaiting = Array(repeating: true, count: sums.count)
        while let index = waiting.popLast() {
            isWaiting[index] = false
            for cell in narrow(sums[index]) {
                for other in sumsOf[cell] where !isWaiting[other] {
                    isWaiting[other] = true
                    waiting.append(other)
                }
            }
        }
    }

    /// Narrows the cells of one sum; which have changed.
    private mutating func narrow(_ sum: Sum) -> [Int] {
        var changed: [Int] = []
        let least = sum.parts.reduce(0) { $0 + low[$1] }
        let most = sum.parts.reduce(0) { $0 + high[$1] }
        if narrow(sum.whole, least, most) { changed.append(sum.whole) }
        for part in sum.parts {
            let (others, further) = (least - low[part], most - high[part])
            if narrow(part, low[sum.whole] - further, high[sum.whole] - others) {
                changed.append(part)
                // The sums above are those of before: the sum waits again.
            }
        }
        return changed
    }

    private mutating func narrow(_ cell: Int, _ least: Int, _ most: Int) -> Bool {
        let before = (low[cell], high[cell])
        low[cell] = max(low[cell], least)
        high[cell] = min(high[cell], most)
        return before != (low[cell], high[cell])
    }

    /// How much other counts that give all that is shown differ from the true ones, with another count in `cell`; nil when none
    /// were found.
    private func otherCounts(_ cell: Int) -> [Int: Int]? {
        var steps = 0
        for step in [1, -1] {
            let count = cells[cell].truth + step
            guard low[cell] <= count, count <= high[cell] else { continue }
            var moved = [cell: step]
            if settle(&moved, open(moved, since: [:], cell, step), &steps) { return moved }
        }
        return nil
    }

    /// Sums that no longer add up, with by how much their whole is too large, once `cell` has moved by `step`.
    private func open(_ moved: [Int: Int], since before: [Int: Int], _ cell: Int, _ step: Int) -> [Int: Int] {
        var open = before
        for index in sumsOf[cell] {
            let sum = sums[index]
            let times = (sum.whole == cell ? 1 : 0) - sum.parts.count { $0 == cell }
            let rest = (open[index] ?? 0) + times * step
            open[index] = rest == 0 ? nil : rest
        }
        return open
    }

    /// Moves further cells by one case until every sum adds up again.
    private func settle(_ moved: inout [Int: Int], _ open: [Int: Int], _ steps: inout Int) -> Bool {
        guard let (index, rest) = open.min(by: { freedom($0.key, moved) < freedom($1.key, moved) }) else { return true }
        steps += 1
        guard steps < Self.mostSteps else { return false }
        for (cell, step) in moves(index, rest, moved) {
            moved[cell] = step
            let next = self.open(moved, since: open, cell, step)
            if next.count <= open.count + 4, settle(&moved, next, &steps) { return true }
            moved[cell] = nil
        }
        return false
    }

    private func freedom(_ sum: Int, _ moved: [Int: Int]) -> Int {
        (sums[sum].parts + [sums[sum].whole]).count { mayMove($0, moved) }
    }

    private func mayMove(_ cell: Int, _ moved: [Int: Int]) -> Bool { !cells[cell].isShown && moved[cell] == nil }

    /// Cells that may move to close a sum, those first that disturb the fewest others.
    private func moves(_ index: Int, _ rest: Int, _ moved: [Int: Int]) -> [(cell: Int, step: Int)] {
        let sum = sums[index]
        let step = rest > 0 ? 1 : -1
        let wanted = sum.parts.map { ($0, step) } + [(sum.whole, -step)]
        return wanted.filter { cell, step in
            mayMove(cell, moved) && low[cell] <= cells[cell].truth + step && cells[cell].truth + step <= high[cell]
        }.sorted { (sumsOf[$0.0].count, -cells[$0.0].truth) < (sumsOf[$1.0].count, -cells[$1.0].truth) }
    }
}
