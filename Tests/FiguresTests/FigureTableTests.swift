import Complaints
import Figures
import Testing

@Suite struct FigureTableTests {
    /// Counts by status: belum_terverifikasi, belum_ditindaklanjuti, proses, selesai, tunda, arsip.
    static func cell(_ counts: [Int], cases: Int? = nil) -> FigureCell {
        var cell = FigureCell()
        for (status, count) in zip(CaseStatus.allCases, counts) { cell[.status(status)] = count }
        cell[.cases] = cases ?? counts.reduce(0, +)
        return cell
    }

    static func row(_ code: String, _ cell: FigureCell) -> FigureTable.Row {
        FigureTable.Row(keys: [.init(code: code, name: "di \(code)")], cell: cell)
    }

    static func question(_ dimensions: [FigureQuestion.Dimension]) -> FigureQuestion {
        var question = FigureQuestion()
        question.dimensions = dimensions
        return question
    }

    private static let now = Instant(microseconds: 0)

    @Test func `the founding document's figures`() throws {
        let table = try FigureTable(
            FigureQuestion(), rows: [], total: Self.cell([4, 0, 2, 53, 0, 0]), asOf: Self.now)
        #expect(table.totals.map(\.text) == ["59", "4", "0", "2", "53", "0", "0", "93.22", "89.83"])
        #expect(table.totals.suffix(2) == [.share(Rate(55, of: 59)), .share(Rate(53, of: 59))])
    }

    @Test func `a row whose statuses do not sum is refused, with the difference and its name`() {
        let bad = Self.row("35.01", Self.cell([1, 2, 3, 4, 5, 6], cases: 133))
        #expect(throws: FigureError.sum(parts: 21, total: 133, in: "di 35.01")) {
            try FigureTable(Self.question([.region]), rows: [bad], total: bad.cell, asOf: Self.now)
        }
        #expect(FigureError.sum(parts: 21, total: 133, in: "di 35.01").description.contains("112 less"))
    }

    @Test func `rows that do not sum to what was counted over all are refused`() {
        let rows = [Self.row("a", Self.cell([1, 0, 0, 2, 0, 0])), Self.row("b", Self.cell([0, 0, 0, 4, 0, 0]))]
        #expect(throws: FigureError.self) {
            try FigureTable(
                Self.question([.region]), rows: rows, total: Self.cell([2, 0, 0, 5, 0, 0]), asOf: Self.now)
        }
        #expect(throws: Never.self) {
            try FigureTable(
                Self.question([.region]), rows: rows, total: Self.cell([1, 0, 0, 6, 0, 0]), asOf: Self.now)
        }
    }

    @Test func `working days that were counted for fewer cases in the rows are refused`() {
        var question = Self.question([.region])
        question.measures = Measure.all.filter { $0.id == "tanggapan_pertama_median" }
        var total = Self.cell([0, 0, 2, 0, 0, 0])
        total[.firstReply] = DayCountsTests.counts([1, 2])
        var part = Self.cell([0, 0, 2, 0, 0, 0])
        part[.firstReply] = DayCountsTests.counts([1])
        #expect(throws: FigureError.sum(parts: 1, total: 2, in: "first_reply")) {
            try FigureTable(question, rows: [Self.row("a", part)], total: total, asOf: Self.now)
        }
    }

    @Test func `months without cases are rows, and growth is against the month before`() throws {
        var question = Self.question([.period])
        question.measures = try Measure.named(["jumlah", "pertumbuhan"])
        let rows = [("2025-11-01", 4), ("2025-12-01", 6), ("2026-02-01", 3)].map {
            Self.row($0.0, Self.cell([$0.1, 0, 0, 0, 0, 0]))
        }
        let table = try FigureTable(
            question, rows: rows, total: Self.cell([13, 0, 0, 0, 0, 0]),
            asOf: try #require(Instant(rfc3339: "2026-03-10T00:00:00Z")))
        #expect(table.rows.map(\.keys[0].code) == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"])
        #expect(table.rows.map { table.values(of: $0)[1].text } == ["-", "50.00", "-100.00", "-"])
    }

    @Test func `growth is of whole periods alone`() throws {
        func growth(from: String? = nil, to: String? = nil, asOf: String = "2026-06-15T05:00:00Z") throws -> [String] {
            var question = Self.question([.period])
            question.measures = try Measure.named(["pertumbuhan"])
            (question.from, question.to) = (from.flatMap(CivilDate.init(iso:)), to.flatMap(CivilDate.init(iso:)))
            let rows = [("2026-03-01", 4), ("2026-04-01", 6), ("2026-05-01", 3), ("2026-06-01", 3)].map {
                Self.row($0.0, Self.cell([$0.1, 0, 0, 0, 0, 0]))
            }
            let table = try FigureTable(
                question, rows: rows, total: Self.cell([16, 0, 0, 0, 0, 0]),
                asOf: try #require(Instant(rfc3339: asOf)))
            return table.rows.map { table.values(of: $0)[0].text }
        }
        #expect(try growth() == ["-", "50.00", "-50.00", "-"], "June is not over")
        #expect(try growth(asOf: "2026-06-30T17:00:00Z") == ["-", "50.00", "-50.00", "0.00"])
        #expect(try growth(from: "2026-03-02") == ["-", "-", "-50.00", "-"])
        #expect(try growth(from: "2026-03-01", to: "2026-05-30") == ["-", "50.00", "-", "-"])
    }

    @Test func `closings apart sum to selesai`() {
        var question = FigureQuestion()
        question.measures = Measure.all.filter { $0.id == "ditutup_diam" }
        var cell = Self.cell([0, 0, 0, 5, 0, 0])
        cell[.closed(.silence)] = 3
        #expect(throws: FigureError.sum(parts: 3, total: 5, in: "jumlah")) {
            try FigureTable(question, rows: [], total: cell, asOf: Self.now)
        }
    }
}

@Suite struct MeasureTests {
    @Test func `names are there once`() {
        let ids = Measure.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Measure.all.allSatisfy { !$0.formula.isEmpty && !$0.source.isEmpty && $0.version >= 1 })
        // A share or mean says of what.
        for measure in Measure.all {
            if case .count = measure.rule {
                #expect(measure.denominator.isEmpty)
            } else {
                #expect(!measure.denominator.isEmpty)
            }
        }
    }

    @Test(arguments: [["persentase_selesai"], ["persentase_tindak_lanjut"], ["jumlah", "persentase_selesai"]])
    func `neither rate stands alone`(_ names: [String]) throws {
        let found = try Measure.named(names)
        #expect(found.contains(.followUp) && found.contains(.resolution))
    }

    @Test func `what is not known is named`() {
        #expect(throws: FigureError.measure("there is no measure 'laju' here: see 'lapor report definitions'")) {
            try Measure.named(["laju"])
        }
    }

    @Test func `satisfaction is over cases that a person rated`() {
        var cell = FigureCell()
        (cell[.cases], cell[.rated], cell[.stars]) = (10, 3, 8)
        let measure = Measure.all.first { $0.id == "kepuasan" }
        #expect(measure?.value(cell, before: nil) == .mean(267, of: 3))
    }
}
