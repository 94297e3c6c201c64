import Complaints
import Figures
import Foundation
import Testing

@testable import Operator
@testable import Store

/// A screen has no word of the other language, and tells moments in one notation.
@Suite(.serialized) struct ScreenTests {
    private static let screens: [(name: String, text: @Sendable () throws -> String)] = [
        ("calendar diff", { MovedDeadlines().text + ChangeRows(CalendarChange(from: [], to: [])).text }),
        ("doctor", { Finding.good(DoctorWords.queue("-"), DoctorWords.depth(1, consumers: 2)).finding.text }),
        ("explain", { try Explanation(json: explanation).text }),
        ("body show", { OfficerList(rows: [officer]).text + DecreeList(rows: [decree]).text }),
        ("body show of nobody", { OfficerList(rows: []).text + DecreeList(rows: []).text }),
        ("report", { try table([.region, .kind], view: .cohort) }),
        ("report status", { try table([], view: .cohort) }),
        ("a wrong code", { try message { _ = try TrackingCode(typed: "BCDF") } }),
        ("a wrong file", { BodyFile.read([], known: nobody).faults.map(\.text).joined() }),
        ("a wrong calendar", { try message { _ = try CalendarFile(Array(holidays.utf8), regions: []) } }),
        ("a wrong scenario", { try message { _ = try Scenario("{}") } }),
    ]

    @Test(arguments: Language.allCases, screens.indices) func `one language`(language: Language, index: Int) throws {
        let text = try Language.$current.withValue(language) { try Self.screens[index].text() }
        #expect(!text.isEmpty)
        #expect(MarkerWords.foreign(text, in: language).isEmpty, "\(text)")
        #expect(!text.contains(#/\d{4}-\d\d-\d\dT/#), "\(text)")
        let other = try Language.$current.withValue(language == .id ? .en : .id) { try Self.screens[index].text() }
        #expect(text != other)
    }

    @Test func `a moment is told in the zone's own time`() throws {
        let moment = try #require(Instant(rfc3339: "2026-11-29T07:05:59Z"))
        #expect(IndonesianZone.wib.time(moment) == "2026-11-29 14:05 WIB")
        #expect(IndonesianZone.wit.time(rfc3339: "2026-11-29T16:00:00+00:00") == "2026-11-30 01:00 WIT")
        #expect(IndonesianZone.wib.time(rfc3339: nil) == "-")
        #expect(IndonesianZone.wib.time(rfc3339: "kemarin") == "kemarin")
    }

    @Test func `what programs read is the same in both`() throws {
        let findings = [Finding.good(DoctorWords.clock, DoctorWords.skew(0.2))]
        let texts = try Language.allCases.map { language in
            try Language.$current.withValue(language) { try JSONResult.encode(findings) }
        }
        #expect(texts[0] == texts[1] && texts[0].contains(#""subject" : "clock""#))
    }

    // MARK: - What is shown

    private static let explanation = """
        {"rules_version":3,"basis":"rule","rule":"jalan","agency":[{"label":"pu","probability":0.8}],"words":["lubang"],
        "category":[],"keywords":["jalan"],"kind":[],"places":["Bandung"],"dangers":["roboh"],"threats":["takut"],
        "models":["agency-1"]}
        """
    private static let officer = OfficerTable.Holder(
        id: 1, name: "Tuti Contoh", role: "officer", email: nil, phone: nil, from: CivilDate(daysSinceEpoch: 20_000),
        to: nil, answers: true)
    private static let decree = DecreeList.Row(
        body: "64", number: "1", issued: "2026-01-01", until: nil, document: nil, endReason: nil, inForce: true,
        outdated: true)
    private static let nobody = BodyFile.Known(parents: [:], regions: [], duties: [])
    private static let holidays = "date,name,kind\n2025-08-18,Libur,hari_besar\n"

    private static func table(
        _ dimensions: [FigureQuestion.Dimension], view: FigureQuestion.View
    ) throws -> String {
        var question = FigureQuestion()
        (question.dimensions, question.region, question.to) = (dimensions, "64.72", CivilDate(iso: "2026-01-01"))
        let cell = ChartTests.cell([9, 0, 3, 0, 0, 0])
        let keys = dimensions.map { FigureTable.Key(code: $0.rawValue, name: "-") }
        let rows = dimensions.isEmpty ? [] : [FigureTable.Row(keys: keys, cell: cell)]
        let table = try FigureTable(question, rows: rows, total: cell, asOf: Instant(microseconds: 0))
        return try PrintedTable(table, isPublic: !dimensions.isEmpty).text
    }

    private static func message(_ body: () throws -> Void) throws -> String {
        "\(try #require(#expect(throws: Failure.self) { try body() }))"
    }
}
