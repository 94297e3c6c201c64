import Complaints
import Figures
import Testing

@Suite struct SmallCellsTests {
    /// Whether other counts than the true ones give all that is shown while the cell differs, each withheld one above 0, and
    /// on its side of the threshold when readers know the sides: tried by brute force over every table whose cells differ
    /// from the true ones by one at most.
    private static func isUncertain(
        _ counts: [[Int]], _ cells: SmallCells, row: Int, column: Int, knowingSides: Bool
    ) -> Bool {
        let columns = cells.columns
        let places = counts.indices.flatMap { row in (0..<columns).map { (row, $0) } }
            .filter { cells.isHidden(row: $0.0, column: $0.1) }
        let truth = sums(counts)
        return (0..<power(3, places.count)).contains { code in
            var other = counts
            var rest = code
            for (row, column) in places {
                other[row][column] += rest % 3 - 1
                rest /= 3
            }
            let table = sums(other)
            for row in truth.indices {
                for column in truth[row].indices {
                    let (count, real) = (table[row][column], truth[row][column])
                    let fits =
                        cells.isHidden(row: row, column: column)
                        ? count > 0 && (!knowingSides || (count < 5) == (real < 5)) : count == real
                    if !fits { return false }
                }
            }
            return table[row][column] != truth[row][column]
        }
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    private static func sums(_ counts: [[Int]]) -> [[Int]] {
        let wide = counts.map { $0 + [$0.reduce(0, +)] }
        let columns = wide.first?.count ?? 0
        return wide + [(0..<columns).map { column in wide.reduce(0) { $0 + $1[column] } }]
    }

    /// Checks that each small cell is withheld, and that no withheld cell is certain.
    private static func check(_ counts: [[Int]], knowingSides: Bool) {
        let cells = SmallCells(counts)
        let table = sums(counts)
        for row in table.indices {
            for column in table[row].indices {
                let isHidden = cells.isHidden(row: row, column: column)
                #expect(isHidden || !(1..<5 ~= table[row][column]), "\(counts): \(row), \(column) is shown")
                guard isHidden else { continue }
                let isUncertain = isUncertain(counts, cells, row: row, column: column, knowingSides: knowingSides)
                #expect(isUncertain, "\(counts): \(row), \(column) is certain")
            }
        }
    }

    @Test(arguments: [
        [0, 1, 2, 3, 4, 5, 6, 7, 20, 20, 20], [0, 1, 1, 2, 20], [0, 0, 4, 4, 5], [1, 5, 9, 30], [0, 0, 0, 1, 3, 6],
    ])
    func `no withheld cell follows from what is shown, though it is above 0`(_ values: [Int]) {
        for seed in 0..<60 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let (height, width) = (Int.random(in: 1...3, using: &random), Int.random(in: 1...3, using: &random))
            let counts = (0..<height).map { _ in
                (0..<width).map { _ in values[Int.random(in: 0..<values.count, using: &random)] }
            }
            Self.check(counts, knowingSides: false)
        }
    }

    @Test(arguments: [
        [[4, 9], [4, 8], [4, 7], [4, 12], [0, 17]], [[1, 9], [1, 8], [1, 7], [7, 12]],
        [5, 4, 6, 5, 4, 6, 5, 5, 5, 4, 4, 6].map { [$0] },
    ])
    func `nor does it for readers who know which cells are small`(_ counts: [[Int]]) {
        Self.check(counts, knowingSides: true)
    }

    @Test func `four cases in four cells leave most other rows as they are`() {
        let counts = [[1, 1, 1, 1], [20, 30, 40, 50], [25, 35, 45, 55], [26, 36, 46, 56]]
        let cells = SmallCells(counts)
        #expect((2...3).allSatisfy { row in (0...4).allSatisfy { !cells.isHidden(row: row, column: $0) } })
        Self.check(counts, knowingSides: false)
    }

    @Test func `one small cell takes the cheapest rectangle with it, and no sum`() {
        let cells = SmallCells([[3, 40, 50], [60, 9, 70], [80, 90, 30]])
        #expect(cells.count == 4)
        #expect(cells.isHidden(row: 0, column: 0) && cells.isHidden(row: 1, column: 1))
        #expect(cells.isHidden(row: 0, column: 1) && cells.isHidden(row: 1, column: 0))
    }

    @Test func `nothing is withheld where nothing is small`() {
        #expect(SmallCells([[5, 0, 9], [0, 0, 12]]).count == 0)
        #expect(SmallCells([]).count == 0)
    }

    @Test func `a rate is withheld with what it is made of`() throws {
        let rows = [
            FigureTableTests.row("a", FigureTableTests.cell([9, 0, 2, 20, 0, 0])),
            FigureTableTests.row("b", FigureTableTests.cell([9, 0, 30, 40, 0, 0])),
            FigureTableTests.row("c", FigureTableTests.cell([90, 0, 80, 70, 0, 0])),
        ]
        let table = try FigureTable(
            FigureTableTests.question([.body]), rows: rows, total: FigureTableTests.cell([108, 0, 112, 130, 0, 0]),
            asOf: Instant(microseconds: 0))
        let shown = try PublicTable(table)
        let texts = (0..<3).map { index in shown.values(at: index).map { $0?.text ?? "*" } }
        #expect(texts[0] == ["31", "*", "0", "*", "20", "0", "0", "*", "64.52"])
        #expect(texts[1] == ["79", "*", "0", "*", "40", "0", "0", "*", "50.63"])
        #expect(texts[2] == ["240", "90", "0", "80", "70", "0", "0", "62.50", "29.17"])
        #expect(shown.totals.map { $0?.text } == ["350", "108", "0", "112", "130", "0", "0", "69.14", "37.14"])
    }

    @Test func `what is published elsewhere stays shown, and protects nothing`() {
        let counts = [[3, 40, 50], [60, 9, 70], [80, 90, 30]]
        let free = SmallCells(counts)
        #expect(free.isHidden(row: 1, column: 1))
        let cells = SmallCells(counts) { row, column in (row, column) == (1, 1) || row == 3 }
        #expect(cells.isHidden(row: 0, column: 0) && !cells.isHidden(row: 1, column: 1))
        #expect((0...3).allSatisfy { !cells.isHidden(row: 3, column: $0) } && cells.count == 4)
    }

    @Test(
        arguments: [
            (nil, nil, [], true), ("64", nil, [], true), ("64.72", nil, [], false), ("64", "64.LH", [], false),
            ("64", nil, [.body], false), (nil, nil, [.region], true), ("64", nil, [.period], false),
        ] as [(String?, String?, [FigureQuestion.Dimension], Bool)])
    func `totals of provinces are shown whole`(
        _ region: String?, _ body: String?, _ dimensions: [FigureQuestion.Dimension], _ isWhole: Bool
    ) throws {
        var question = FigureTableTests.question(dimensions)
        (question.region, question.body) = (region, body)
        #expect(question.isOfWholeProvinces == isWhole)
        question.from = CivilDate(iso: "2020-01-01")
        question.to = CivilDate(iso: "2020-01-20")
        #expect(!question.isOfWholeProvinces, "of days somebody could be told apart")
    }

    @Test func `figures that are not protected are not published`() throws {
        var question = FigureTableTests.question([])
        question.measures = Measure.groups.first { $0.name == "waktu" }?.measures ?? []
        let table = try FigureTable(
            question, rows: [], total: FigureTableTests.cell([0, 0, 0, 0, 0, 0]), asOf: Instant(microseconds: 0))
        #expect(throws: FigureError.self) { try PublicTable(table) }
    }
}
