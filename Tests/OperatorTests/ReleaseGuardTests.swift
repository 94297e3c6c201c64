import Complaints
import Figures
import Foundation
import Store
import Testing

@testable import Operator

/// What was released stays protected by what is released after it.
@Suite struct ReleaseGuardTests {
    private static let moment = Instant(microseconds: 1_609_434_000_000_000)

    /// Region 64 in 2020, as in the bulletin: 59 cases, 53 of them closed.
    private static func table(
        _ dimensions: [FigureQuestion.Dimension], _ rows: [(String, [Int])], at moment: Instant = moment
    ) throws -> FigureTable {
        var question = FigureQuestion()
        question.dimensions = dimensions
        question.region = "64"
        (question.from, question.to, question.asOf) = (
            CivilDate(iso: "2020-01-01"), CivilDate(iso: "2020-12-31"), moment
        )
        var total = ChartTests.cell([])
        for row in rows { total.add(ChartTests.cell(row.1)) }
        return try FigureTable(
            question,
            rows: dimensions.isEmpty
                ? [] : rows.map { .init(keys: [.init(code: $0.0, name: $0.0)], cell: ChartTests.cell($0.1)) },
            total: total, asOf: moment)
    }

    private static func release(_ table: FigureTable, after earlier: [Release] = []) throws -> Release {
        let (shown, cells) = try ReleaseGuard(earlier: earlier).table(table, bodies: nil)
        var release = Release(
            .table, title: "t", files: [], question: .init(table.question), cells: cells, withheld: shown.hiddenCells,
            asOf: table.asOf, publishedAt: table.asOf, by: "sri")
        release.id = earlier.count + 1
        return release
    }

    private static let bulletin: [(String, [Int])] = [
        ("64.01", [0, 0, 1, 9, 0, 0]), ("64.02", [0, 0, 1, 12, 0, 0]), ("64.03", [2, 0, 0, 7, 0, 0]),
        ("64.04", [0, 0, 0, 5, 0, 0]), ("64.05", [0, 0, 0, 20, 0, 2]),
    ]

    @Test func `the status table and the table by body are not both released, in whichever order`() throws {
        let (status, bodies) = (try Self.table([], Self.bulletin), try Self.table([.body], Self.bulletin))
        let first = try Self.release(status)
        #expect(first.withheld == 0, "the founding table is shown whole")
        let refusal = #expect(throws: Failure.self) { try Self.release(bodies, after: [first]) }
        #expect(refusal?.status == .badData && refusal?.phrase.en.contains("together with release 1 ") == true)
        #expect(refusal?.phrase.en.contains("proses") == true || refusal?.phrase.en.contains("terverifikasi") == true)
        let byBody = try Self.release(bodies)
        let second = try? Self.release(status, after: [byBody])
        #expect((second?.withheld ?? 1) > 0, "it may be released only with cells withheld")
        if let second {
            var check = try Disclosure([byBody.cells, second.cells])
            #expect(check.leaks().isEmpty)
        }
    }

    @Test func `a second table is withheld in more cells where that protects both`() throws {
        let rows: [(String, [Int])] = [
            ("64.01", [0, 0, 3, 9, 0, 0]), ("64.02", [0, 0, 6, 12, 0, 0]), ("64.03", [0, 0, 9, 7, 0, 0]),
        ]
        let first = try Self.release(try Self.table([], rows))
        let second = try Self.release(try Self.table([.body], rows), after: [first])
        #expect(second.withheld >= 4)
        var check = try Disclosure([first.cells, second.cells])
        #expect(check.leaks().isEmpty)
    }

    @Test func `the same table again, and a table of another moment, are released`() throws {
        let table = try Self.table([.body], Self.bulletin)
        let first = try Self.release(table)
        let second = try Self.release(table, after: [first])
        #expect(second.cells == first.cells)
        let later = Self.moment.advanced(bySeconds: 86_400)
        let moved = try Self.table([], Self.bulletin + [("64.06", [0, 0, 0, 9, 0, 0])], at: later)
        #expect(try Self.release(moved, after: [first]).withheld == 0)
        // Where no case has moved in between, another moment tells the same.
        let unmoved = try? Self.release(try Self.table([], Self.bulletin, at: later), after: [first])
        #expect((unmoved?.withheld ?? 1) > 0)
    }

    @Test func `a few days more, and few cases more, are not released beside the rest`() throws {
        func month(to last: String, _ waiting: Int) throws -> FigureTable {
            var question = try Self.table([], []).question
            (question.from, question.to) = (CivilDate(iso: "2020-11-01"), CivilDate(iso: last))
            let cell = ChartTests.cell([waiting, 0, 0, 40, 0, 0])
            return try FigureTable(question, rows: [], total: cell, asOf: Self.moment)
        }
        let first = try Self.release(try month(to: "2020-12-28", 6))
        #expect(first.withheld == 0)
        #expect(throws: Failure.self) { try Self.release(try month(to: "2020-12-29", 7), after: [first]) }
        #expect(try Self.release(try month(to: "2020-12-29", 11), after: [first]).withheld == 0, "five are enough")
        #expect(try Self.release(try month(to: "2021-01-31", 7), after: [first]).withheld == 0, "a month is enough")
    }

    @Test func `rows of cases and a table that withholds some of them exclude each other`() throws {
        let bodies = try Self.table([.body], Self.bulletin)
        let table = try Self.release(bodies)
        var (box, elsewhere) = (CaseBox(bodies.question, bodies: nil), CaseBox())
        elsewhere.place = .below("65")
        let guarding = ReleaseGuard(earlier: [table])
        #expect(throws: Failure.self) { try guarding.checkRows(box) }
        #expect(throws: Never.self) { try guarding.checkRows(elsewhere) }
        var rows = table
        (rows.kind, rows.withheld) = (.rows, 0)
        #expect(throws: Failure.self) { try Self.release(bodies, after: [rows]) }
        box.place = nil
        #expect(throws: Failure.self) { try guarding.checkRows(box) }
    }

    @Test func `a question that was stored asks the same`() throws {
        var question = try Self.table([.body, .period], []).question
        (question.level, question.period, question.body) = (.regency, .quarter, "64.LH")
        let stored = try JSONDecoder().decode(
            Release.Question.self, from: try JSONEncoder().encode(Release.Question(question)))
        #expect(try stored.asked(at: Self.moment) == question)
    }

    @Test func `a catalogue's record says what, since when and under which licence`() throws {
        let record = CatalogueRecord(
            title: "Laporan", asOf: Self.moment, publisher: "Diskominfo", license: "CC-BY-4.0", FigureQuestion())
        let text = try record.text
        let json = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(json["@type"] as? String == "dcat:Dataset" && json["dct:license"] as? String == "CC-BY-4.0")
        let files = try #require(json["dcat:distribution"] as? [[String: Any]])
        #expect(files.compactMap { $0["dcat:downloadURL"] as? String } == ["laporan.csv", "tenggat.csv"])
    }
}
