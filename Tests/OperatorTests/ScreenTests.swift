import Complaints
import Figures
import Foundation
import Rabbit
import Testing

@testable import Operator
@testable import Store

/// A screen has no word of the other language, and tells moments in one notation.
@Suite(.serialized) struct ScreenTests {
    /// Each screen with the words in it that are data.
    private static let screens: [(name: String, data: String, text: @Sendable () throws -> String)] = [
        ("calendar diff", "verify libur_nasional Nyepi", { "\(calendar.text)\n\(moved.text)" }),
        (
            "case show",
            "BCDF-GHJK-LMNP web Tuti Contoh sms routing verify assigned started sent opd Jalan admin perkara title ekspor.csv Selesai",
            { file.text }
        ),
        ("a refused case", "close proses", { "\(Failure(CommandRefusal(.illegalMove, refusal)))" }),
        ("dead list", "intake intake.web web text", { "\(parked.text)\n\(ParkedGroups(parked).text)" }),
        ("dead list of nothing", "", { ParkedList(rows: []).text }),
        ("doctor", "fsync intake dead off PostgreSQL", { examination.text + "\(examination.failure!)" }),
        (
            "doctor's work",
            "sms email mesin pid casework IntakeWorker RoutingWorker CaseWorker NotifyWorker ClockWorker",
            { Examination(rows: work.findings + ContentChecks.notices([("sms", "failed", 9)], filed: ["email"])).text }
        ),
        (
            "workers", "IntakeWorker RoutingWorker CaseWorker NotifyWorker ClockWorker mesin",
            { WorkerList([frozen]).text }
        ),
        ("status", "intake notify sent", { status.text }),
        ("explain", "rule jalan pu lubang Bandung roboh takut agency-1", { try Explanation(json: explanation).text }),
        (
            "body show", "Tuti Contoh officer",
            { OfficerList(rows: [officer]).text + "\n" + DecreeList(rows: [decree]).text }
        ),
        ("a body's standing", "pejabat penghubung", { "\(BodyWords.standing(dormant: true, ["no_officer"]))" }),
        ("body show of nobody", "", { OfficerList(rows: []).text + "\n" + DecreeList(rows: []).text }),
        ("body change", "pejabat", { "\(BodyWords.watched(1, 2, 3, 4)) \(BodyWords.imported(1, 2, 3))" }),
        ("report", "kind region", { try table([.region, .kind], view: .cohort) }),
        ("report status", "", { try table([], view: .cohort) }),
        ("a wrong code", "", { try message { _ = try TrackingCode(typed: "BCDF") } }),
        ("a wrong file", "", { BodyFile.read([], known: nobody).faults.map(\.text).joined() }),
        (
            "a wrong calendar", "kind hari_besar libur_nasional cuti_bersama",
            { try message { _ = try CalendarFile(Array(holidays.utf8), regions: []) } }
        ),
        ("a wrong scenario", "at", { try message { _ = try Scenario("{}") } }),
        ("a wrong call", "--limit", { "\(CallWords.aboveZero("--limit")) \(CallWords.notDay("x"))" }),
        ("a wrong topology", "intake", { "\(Phrase(said: "queue intake is missing"))" }),
    ]

    @Test(arguments: Language.allCases, screens.indices) func `one language`(language: Language, index: Int) throws {
        let screen = Self.screens[index]
        let text = try Language.$current.withValue(language) { try screen.text() }
        #expect(!text.isEmpty)
        let known = "\(screen.data) \(Self.measureWords)"
        #expect(Vocabulary.strange(text, in: language, data: known).isEmpty, "\(text)")
        #expect(!text.contains(#/\d{4}-\d\d-\d\dT/#), "\(text)")
        let other = try Language.$current.withValue(language == .id ? .en : .id) { try screen.text() }
        #expect(text != other)
    }

    @Test func `a word of the other language is found`() {
        #expect(Vocabulary.strange("3 menunggu, 2 consumers", in: .id, data: "") == ["consumers"])
        #expect(Vocabulary.strange("3 wait, 2 pembaca", in: .en, data: "") == ["pembaca"])
        #expect(Vocabulary.strange("intake: 3 menunggu, 'lapor dead list'", in: .id, data: "intake") == [])
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

    /// Names and formulas of measures are terms of the statistics.
    private static let measureWords = Measure.all.map { "\($0.id) \($0.formula)" }.joined(separator: " ")
    private static let moment = Instant(microseconds: 1_700_000_000_000_000)
    private static let calendar = ChangeRows(
        CalendarChange(
            from: [], to: [Holiday(date: CivilDate(daysSinceEpoch: 20_000), name: "Nyepi", kind: .nationalHoliday)])
    )
    private static let moved: MovedDeadlines = {
        var moved = MovedDeadlines()
        (moved.cases, moved.clocks, moved.unreadable) = (3, ["verify": 2], 1)
        moved.sample = [.init(code: "B", clock: "verify", before: "2026-01-01", after: "2026-01-02")]
        return moved
    }()
    private static let refusal = "close is not possible while the case is proses"
    private static let file = CaseFile(
        code: "BCDF-GHJK-LMNP", complaintId: "0", status: "proses", kind: "pengaduan", channel: "web", anonymous: true,
        confidential: false, category: "Jalan", body: "opd", region: nil, zone: "Asia/Jakarta", hops: 1,
        submittedAt: moment, receivedAt: moment, heldAt: "64",
        clocks: [.init(clock: "verify", due: nil, daysLeft: 2, step: "started", next: moment)],
        asked: .init(code: "BCDF-GHJK-LMNP", at: moment), aside: [.init(code: "BCDF-GHJK-LMNP", at: moment)],
        names: "BCDF-GHJK-LMNP", unmatched: "no_case",
        unread: [
            UnreadFieldNote(
                .init(field: "reporter.phone", code: "field_format", sent: #""0812 (WA)""#, mendedAt: moment)),
            UnreadFieldNote(.init(field: "title", code: "field_too_long", sent: #""Tuti Contoh""#)),
        ],
        contactActions: [
            .init(at: moment, action: "look", fields: [], actor: "admin"),
            .init(at: moment, action: "change", fields: ["reporter.phone"], actor: "admin"),
        ],
        erasures: [.init(at: moment, actor: "ClockWorker", parts: [.words], rule: "spam", ruleSet: 1, reason: nil)],
        hold: .init("BCDFGHJKLMNP", RetentionHold(isHeld: true, at: moment, actor: "admin", reason: "perkara")),
        history: [.init(version: 1, event: "assigned", at: moment, actor: "routing", reason: "Jalan")],
        stated: [.init(on: "2026-02-03", file: "ekspor.csv", line: 2, status: "Selesai")],
        notices: [
            .init(
                event: "assigned", recipient: "Tuti Contoh", channel: "sms", state: "sent", attempts: 1,
                createdAt: moment, settledAt: nil,
                reason: "given up after 8 attempts: HTTP 500")
        ])
    private static let parked = ParkedList(rows: [
        DeadLetter(
            Delivery(
                tag: 1,
                properties: MessageProperties(headers: [
                    "x-lapor-stage": .text("intake"), "x-lapor-code": .text("field_missing"),
                    "x-lapor-field": .text("text"), "x-lapor-reason": .text("text is required"),
                    "x-lapor-routing-key": .text("intake.web"),
                ]), body: [0x7B]), stage: "intake")
    ])
    private static let examination = Examination(rows: [
        .good(DoctorWords.queue("intake"), DoctorWords.depth(1, 2)),
        .bad(.error, DoctorWords.database, DoctorWords.losing("fsync", "off"), do: DoctorWords.seeDurability),
        .bad(.warning, DoctorWords.queue("intake.dead"), DoctorWords.parked(3), do: DoctorWords.seeWhy("intake")),
        .bad(
            .note, DoctorWords.schema, Phrase(said: "the database has no tables"),
            do: Phrase(said: "run 'lapor migrate'")),
        .bad(.error, DoctorWords.topology, Phrase(said: "queue intake is missing"), do: DoctorWords.applyTopology),
    ])
    private static let frozen = WorkCheckTests.worker(.notify) {
        $0.identity.host = "mesin"
        $0.beatSeconds = 70
    }
    private static let work = WorkChecks(
        queues: [
            "intake": .init(waiting: 3, consumers: 0, parked: 2), "notify": .init(waiting: 0, consumers: 2, parked: 0),
        ],
        workers: [
            WorkCheckTests.worker(.intake) { $0.beat.unparkedSeconds = 3 },
            WorkCheckTests.worker(.routing) { $0.beat.ready = 1 },
            frozen, WorkCheckTests.worker(.casework) { $0.identity.version = "2" },
        ], delays: WorkInHand.Fault.allCases.map { .init($0, 2, oldestSeconds: 4000) })
    private static let status = PipelineStatus(
        queues: [.init(name: "intake", waiting: 1, consumers: 2, parked: 3)],
        lags: [.init(name: WorkWords.complaints, count: 1, oldestSeconds: 2)], complaints: 3,
        notifications: ["sent": 2], unread: .init(fields: 5, contacts: 2), reconciled: nil)

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
