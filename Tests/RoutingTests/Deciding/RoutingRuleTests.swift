import Complaints
import Routing
import Store
import Testing

@Suite struct RoutingRuleTests {
    /// Whether a rule of one condition decides the report.
    private func decides(_ conditions: String, _ report: ReportFacts, _ further: String = "") throws -> Bool {
        let file = try RuleFile(#"{"name":"r","if":{\#(conditions)},"then":{"duty":"2.15"}\#(further)}"#)
        let decision = SampleDirectory.router.with(rules: file.book(version: 7)).decide(report)
        #expect(decision.grounds.rulesVersion == 7)
        return decision.grounds.rule == "r"
    }

    private let report = ReportFacts(
        title: "Puskesmas", text: "Puskesmas di Baleendah tutup, antrean panjang", regionCode: "32.04.32",
        channel: "sms",
        at: Instant(rfc3339: "2026-03-01T16:30:00Z"))

    @Test(
        "conditions that hold",
        arguments: [
            #""words":["tidak ada","antrean panjang"]"#, #""words":"puskesmas""#, #""without":["jalan"]"#,
            #""category":["kesehatan"]"#, #""kind":["pengaduan"]"#, #""region":["32"]"#, #""region":["32.04.32","31"]"#,
            #""channel":["sms","web"]"#, #""hours":"23:00-01:00""#, #""hours":"23:30-23:31""#,
            #""words":["puskesmas"],"region":["32.04"],"channel":["sms"]"#,
        ])
    func hold(conditions: String) throws { #expect(try decides(conditions, report)) }

    @Test(
        "conditions that do not",
        arguments: [
            #""words":["antrean pendek"]"#, #""without":["tutup"]"#, #""category":["perhubungan"]"#,
            #""kind":["aspirasi"]"#, #""region":["32.73","3"]"#, #""channel":["web"]"#, #""hours":"08:00-16:00""#,
            #""hours":"23:31-23:30""# + #","words":["jalan"]"#, #""words":["puskesmas"],"region":["31"]"#,
        ])
    func doNotHold(conditions: String) throws { #expect(try !decides(conditions, report)) }

    @Test(
        "first and last day count, in the place's own zone",
        arguments: [
            (#","from":"2026-03-01""#, true), (#","from":"2026-03-02""#, false), (#","to":"2026-03-01""#, true),
            (#","to":"2026-02-28""#, false), (#","from":"2026-01-01","to":"2026-12-31""#, true),
        ])
    func validity(dates: String, expected: Bool) throws {
        #expect(try decides(#""words":["puskesmas"]"#, report, dates) == expected)
    }

    @Test func `the first that holds decides, over the agency named, never over misuse of office`() throws {
        let file = try RuleFile(
            """
            # contoh
            {"name":"satu","if":{"words":["jalan"]},"then":{"duty":"1.05"}}

            {"name":"dua","if":{"words":["puskesmas"]},"then":{"body":"PLN"},"why":"uji"}
            {"name":"tiga","if":{"words":["puskesmas"]},"then":{"desk":"32.04"}}
            """)
        let router = SampleDirectory.router.with(rules: file.book(version: 1))
        #expect(router.decide(report).bodyCode == "PLN")
        let named = ReportFacts(text: "puskesmas", agency: "Dishub Kota Bandung")
        #expect(router.decide(named).bodyCode == "PLN")
        let misuse = ReportFacts(text: "pungli di puskesmas Kab. Bandung")
        #expect(router.decide(misuse).bodyCode == "32.04/INSP")
        #expect(router.decide(misuse).grounds.basis == .misconduct)
    }

    @Test(
        "a broken rule is refused with line and reason",
        arguments: [
            ("{", 1, "JSON"), ("[1]", 1, "JSON"), (#"{"name":"a"}"#, 1, "if"),
            (#"{"name":"a","if":{},"then":{"duty":"2.15"}}"#, 1, "condition"),
            (#"{"name":"a","if":{"wrods":["x"]},"then":{"duty":"2.15"}}"#, 1, "wrods"),
            (#"{"name":"a","if":{"words":["x"]},"then":{}}"#, 1, "one of"),
            (#"{"name":"a","if":{"words":["x"]},"then":{"duty":"2.15","body":"PLN"}}"#, 1, "one of"),
            (#"{"name":"a","if":{"words":[1]},"then":{"duty":"2.15"}}"#, 1, "strings"),
            (#"{"name":"a","if":{"words":["…"]},"then":{"duty":"2.15"}}"#, 1, "letter"),
            (#"{"name":"a","if":{"kind":["keluhan"]},"then":{"duty":"2.15"}}"#, 1, "keluhan"),
            (#"{"name":"a","if":{"hours":"25:00-26:00"},"then":{"duty":"2.15"}}"#, 1, "hours"),
            (#"{"name":"a","if":{"words":["x"]},"then":{"duty":"2.15"},"from":"1 Mei"}"#, 1, "from"),
            (
                #"{"name":"a","if":{"words":["x"]},"then":{"duty":"2.15"},"from":"2026-02-01","to":"2026-01-01"}"#, 1,
                "before"
            ),
            (
                #"{"name":"a","if":{"words":["x"]},"then":{"duty":"2.15"}}"# + "\n"
                    + #"{"name":"a","if":{"words":["x"]},"then":{"duty":"2.15"}}"#, 2, "twice"
            ),
            ("# a\n\n" + #"{"precision":{"agency":2}}"#, 3, "0.5"), (#"{"precision":{"place":0.8}}"#, 1, "place"),
            (#"{"name":"a","if":{"region":["99"]},"then":{"duty":"2.15"}}"#, 1, "region 99"),
            (#"{"name":"a","if":{"category":["cuaca"]},"then":{"duty":"2.15"}}"#, 1, "category cuaca"),
            (#"{"name":"a","if":{"words":["x"]},"then":{"body":"NASA"}}"#, 1, "body NASA"),
            (#"{"name":"a","if":{"words":["x"]},"then":{"duty":"9.99"}}"#, 1, "9.99"),
            (#"{"name":"a","if":{"words":["x"]},"then":{"desk":"PLN"}}"#, 1, "desk"),
        ])
    func refused(text: String, line: Int, reason: String) throws {
        let error = try #require(throws: RuleFileError.self) {
            try RuleFile(text).check(against: SampleDirectory.router)
        }
        #expect(error.line == line)
        #expect(error.reason.contains(reason), "\(error.reason)")
    }

    @Test func `rules and stated precision are read`() throws {
        let file = try RuleFile(#"{"precision":{"agency":0.85}}"#)
        #expect(file.rules.isEmpty)
        #expect(file.book(version: 2).precision.agency == 0.85)
        #expect(file.book(version: 2).precision.category == RuleBook.Precision().category)
        #expect(try RuleFile("").rules.isEmpty)
    }
}
