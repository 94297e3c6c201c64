import Complaints
import Figures
import Testing

@Suite struct DisclosureTests {
    /// The review's case: region 64, 2020, 59 cases of which 53 are closed.
    private static func question(_ dimensions: [FigureQuestion.Dimension]) -> FigureQuestion {
        var question = FigureTableTests.question(dimensions)
        question.region = "64"
        (question.from, question.to) = (CivilDate(iso: "2020-01-01"), CivilDate(iso: "2020-12-31"))
        return question
    }

    private static func table(
        _ question: FigureQuestion, _ rows: [(String, [Int])], known: Set<CaseBox> = []
    ) throws -> (shown: PublicTable, released: ReleasedTable) {
        let cells = rows.map { FigureTableTests.row($0.0, FigureTableTests.cell($0.1)) }
        let sum = (0..<6).map { column in rows.reduce(0) { $0 + $1.1[column] } }
        let table = try FigureTable(
            question, rows: question.dimensions.isEmpty ? [] : cells, total: FigureTableTests.cell(sum),
            asOf: Instant(microseconds: 0))
        let shown = try PublicTable(table, known: (known, nil))
        return (shown, ReleasedTable(shown, bodies: nil))
    }

    private static let bodies: [(String, [Int])] = [
        ("64.01", [0, 0, 1, 9, 0, 0]), ("64.02", [0, 0, 1, 12, 0, 0]), ("64.03", [2, 0, 0, 7, 0, 0]),
        ("64.04", [0, 0, 0, 5, 0, 0]), ("64.05", [0, 0, 0, 20, 0, 2]),
    ]

    @Test func `a table by itself tells nothing that it withholds`() throws {
        let (_, released) = try Self.table(Self.question([.body]), Self.bodies)
        var check = try Disclosure([released])
        #expect(check.leaks().isEmpty)
        #expect(released.rows.contains { $0.isHidden.contains(true) })
    }

    @Test func `the status table beside it gives withheld cells away, for one who knows that they are above 0`() throws
    {
        let (_, status) = try Self.table(Self.question([]), Self.bodies)
        #expect(!status.total.isHidden.contains(true), "the founding table is shown whole")
        let (_, bodies) = try Self.table(Self.question([.body]), Self.bodies)
        var check = try Disclosure([status, bodies])
        let leaks = check.leaks()
        #expect(leaks.contains { $0.isProven && $0.box.status == "proses" && $0.box.bodies == ["64.01"] }, "\(leaks)")
    }

    @Test func `a second table that knows of the first protects both, or is told not to be safe`() throws {
        let rows: [(String, [Int])] = [
            ("64.01", [0, 0, 3, 9, 0, 0]), ("64.02", [0, 0, 6, 12, 0, 0]), ("64.03", [0, 0, 9, 7, 0, 0]),
        ]
        let (_, status) = try Self.table(Self.question([]), rows)
        let (_, second) = try Self.table(Self.question([.body]), rows, known: status.shown)
        #expect(!second.total.isHidden.contains(true), "what everybody knows is not withheld")
        var check = try Disclosure([status, second])
        #expect(check.leaks().isEmpty)
        let (_, alone) = try Self.table(Self.question([.body]), Self.bodies, known: status.shown)
        var other = try Disclosure([try Self.table(Self.question([]), Self.bodies).released, alone])
        #expect(!other.leaks().isEmpty, "two bodies with one case each, and their sum: nothing protects them")
    }

    @Test func `months that make a year tell on each other`() throws {
        var months = Self.question([.period])
        months.period = .month
        var years = Self.question([.body, .period])
        years.period = .year
        let (_, byMonth) = try Self.table(
            months,
            [
                ("2020-01-01", [9, 0, 3, 20, 0, 0]), ("2020-02-01", [9, 0, 8, 30, 0, 0]),
                ("2020-03-01", [9, 0, 7, 9, 0, 0]),
            ])
        let (_, whole) = try Self.table(Self.question([]), [("", [27, 0, 18, 59, 0, 0])])
        var check = try Disclosure([byMonth, whole])
        let knowing = check.leaks()
        let (_, second) = try Self.table(
            months,
            [
                ("2020-01-01", [9, 0, 3, 20, 0, 0]), ("2020-02-01", [9, 0, 8, 30, 0, 0]),
                ("2020-03-01", [9, 0, 7, 9, 0, 0]),
            ],
            known: whole.shown)
        var both = try Disclosure([second, whole])
        #expect(both.leaks().isEmpty && knowing.allSatisfy { $0.box.first != nil })
        #expect(CaseBox(months, bodies: nil).isInside(CaseBox(Self.question([]), bodies: nil)))
    }

    @Test func `a cell of one table is the sum of another's where these part its cases`() throws {
        var regencies = FigureTableTests.question([.region])
        regencies.level = .regency
        var provinces = FigureTableTests.question([.region])
        provinces.level = .province
        let (_, fine) = try Self.table(
            regencies, [("64.01", [2, 0, 0, 9, 0, 0]), ("64.02", [6, 0, 0, 9, 0, 0]), ("65.01", [9, 0, 0, 9, 0, 0])])
        let (_, coarse) = try Self.table(provinces, [("64", [8, 0, 0, 18, 0, 0]), ("65", [9, 0, 0, 9, 0, 0])])
        #expect(fine.rows[0].isHidden[0] && !coarse.rows[0].isHidden[0])
        var check = try Disclosure([fine, coarse])
        // Only what the fine table withholds within the province moves; a sum over provinces that are shown does not.
        for leak in check.leaks() { #expect(leak.box.place != .below("64"), "\(leak)") }
        var hidden = fine
        for row in hidden.rows.indices { hidden.rows[row].isHidden = Array(repeating: false, count: 7) }
        hidden.total.isHidden = Array(repeating: false, count: 7)
        hidden.rows[0].isHidden[0] = true
        var open = try Disclosure([hidden, coarse])
        #expect(open.leaks().map(\.isProven) == [true])
    }

    @Test func `boxes of cases lie in each other or apart`() {
        var (province, regency, unknown, other) = (CaseBox(), CaseBox(), CaseBox(), CaseBox())
        province.place = .below("64")
        regency.place = .below("64.72")
        unknown.place = .exactly("64")
        other.place = .below("6")
        #expect(regency.isInside(province) && unknown.isInside(province) && !province.isInside(regency))
        #expect(unknown.isApart(from: regency) && other.isApart(from: province) && province.isInside(CaseBox()))
        (province.bodies, regency.bodies) = (["a", "b"], ["a"])
        #expect(regency.isInside(province) && !regency.isApart(from: province))
        (regency.status, province.status) = ("proses", "selesai")
        #expect(!regency.isInside(province) && regency.isApart(from: province))
    }

    /// Whether some other table of whole numbers above 0 has another count in a withheld cell: tried over all tables whose
    /// cells differ by two at most.
    private static func isUncertain(_ table: ReleasedTable, _ fixed: [Bool], row: Int, column: Int) -> Bool {
        let places = table.rows.indices.flatMap { row in (0..<6).map { (row, $0) } }.filter {
            table.rows[$0.0].isHidden[$0.1]
        }
        func power(_ count: Int) -> Int { (0..<count).reduce(1) { product, _ in product * 5 } }
        return (0..<power(places.count)).contains { code in
            var counts = table.rows.map(\.counts)
            var rest = code
            for (row, column) in places {
                counts[row][column] += rest % 5 - 2
                rest /= 5
                if counts[row][column] < 1 { return false }
            }
            for (row, line) in counts.enumerated() {
                let sum = line.dropLast().reduce(0, +)
                if table.rows[row].isHidden[6] ? sum < 1 : sum != line[6] { return false }
            }
            for column in 0..<6 where fixed[column] {
                let sum = counts.reduce(0) { $0 + $1[column] }
                if sum != table.rows.reduce(0, { $0 + $1.counts[column] }) { return false }
            }
            return counts[row][column] != table.rows[row].counts[column]
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what the check calls safe is uncertain, and what it derives is certain`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let rows = (1...2).map { number in
            ("64.0\(number)", (0..<6).map { $0 > 2 ? 0 : [0, 1, 2, 3, 6, 9][Int.random(in: 0..<6, using: &random)] })
        }
        guard rows.allSatisfy({ $0.1.contains { $0 > 0 } }) else { return }
        let (_, status) = try Self.table(Self.question([]), rows)
        let (_, bodies) = try Self.table(Self.question([.body]), rows)
        var check = try Disclosure([status, bodies])
        let leaks = check.leaks()
        for row in bodies.rows.indices {
            for column in 0..<6 where bodies.rows[row].isHidden[column] {
                var box = bodies.rows[row].box
                box.status = CaseStatus.allCases[column].rawValue
                let leak = leaks.first { $0.box == box }
                let isUncertain = Self.isUncertain(bodies, Array(repeating: true, count: 6), row: row, column: column)
                if leak == nil { #expect(isUncertain, "\(rows): \(row), \(column)") }
                if leak?.isProven == true { #expect(!isUncertain, "\(rows): \(row), \(column)") }
            }
        }
    }

    /// A body by months, and by channels: neither table has its sum, both give it.
    @Test func `sums that no table prints are known when two tables give them`() throws {
        var months = Self.question([.body, .period])
        months.period = .month
        func rows(_ question: FigureQuestion, _ keys: [([String], [Int])]) throws -> ReleasedTable {
            let cells = keys.map { keys, counts in
                FigureTable.Row(keys: keys.map { .init(code: $0, name: $0) }, cell: FigureTableTests.cell(counts))
            }
            let sum = (0..<6).map { column in keys.reduce(0) { $0 + $1.1[column] } }
            let table = try FigureTable(
                question, rows: cells, total: FigureTableTests.cell(sum), asOf: Instant(microseconds: 0))
            return ReleasedTable(try PublicTable(table, known: ([], nil), isWhole: false), bodies: nil)
        }
        let byMonth = try rows(
            months,
            [
                (["64.01", "2020-01-01"], [0, 0, 0, 13, 0, 0]), (["64.01", "2020-02-01"], [0, 0, 0, 14, 0, 0]),
                (["64.01", "2020-03-01"], [0, 0, 0, 3, 0, 0]), (["64.02", "2020-01-01"], [0, 0, 0, 20, 0, 0]),
                (["64.02", "2020-03-01"], [0, 0, 0, 9, 0, 0]),
            ])
        #expect(byMonth.rows[2].isHidden.contains(true))
        let byChannel = try rows(
            Self.question([.channel, .body]),
            [(["web", "64.01"], [0, 0, 0, 30, 0, 0]), (["web", "64.02"], [0, 0, 0, 29, 0, 0])])
        #expect(!byChannel.rows[0].isHidden.contains(true))
        var alone = try Disclosure([byMonth])
        #expect(alone.leaks().isEmpty)
        var check = try Disclosure([byMonth, byChannel])
        #expect(check.leaks().contains { $0.isProven && $0.box.bodies == ["64.01"] && $0.box.status == "selesai" })
    }
}
