import Complaints
import Testing

@Suite struct MessageTemplateTests {
    static let names: Set<String> = ["code", "body"]

    @Test func partsInOrder() throws {
        let template = try MessageTemplate(parsing: "Laporan {code} diteruskan ke {body}", allowed: Self.names)
        #expect(
            template.parts == [
                .text("Laporan "), .placeholder("code"), .text(" diteruskan ke "), .placeholder("body"),
            ])
        #expect(template.render { ["code": "BCDF", "body": "{code}"][$0] } == "Laporan BCDF diteruskan ke {code}")
        #expect(template.render { ["code": "BCDF"][$0] } == "Laporan BCDF diteruskan ke -")
    }

    @Test func edges() throws {
        #expect(try MessageTemplate(parsing: "", allowed: []).parts.isEmpty)
        #expect(try MessageTemplate(parsing: "{code}{code}", allowed: Self.names).parts.count == 2)
        #expect(try MessageTemplate(parsing: "teks", allowed: []).render { _ in nil } == "teks")
    }

    @Test(arguments: [
        ("a {nik} b", MessageTemplateError.unknownPlaceholder("nik")), ("{}", .unknownPlaceholder("")),
        ("{ code }", .unknownPlaceholder(" code ")), ("a {code", .unclosedBrace("code")),
        ("{code {body}", .unclosedBrace("code {body")), ("a} b", .unopenedBrace("a")),
        ("{code} a} b", .unopenedBrace(" a")),
    ])
    func refuses(text: String, error: MessageTemplateError) {
        #expect(throws: error) { try MessageTemplate(parsing: text, allowed: Self.names) }
    }

    @Test func worstCase() throws {
        let template = try MessageTemplate(parsing: "[é] {code}{code}{body}", allowed: Self.names)
        #expect(template.maxSeptets(limits: ["code": 12, "body": 30]) == 6 + 54)
        #expect(template.maxSeptets(limits: ["code": 12]) == nil)
        #expect(template.maxSeptets(limits: ["code": .max, "body": 1]) == .max)
        #expect(try MessageTemplate(parsing: "“", allowed: []).maxSeptets(limits: [:]) == nil)
    }
}

@Suite struct SMSTemplateTests {
    static func template(_ text: String) throws -> MessageTemplate {
        try MessageTemplate(parsing: text, allowed: ["code", "body"])
    }

    @Test func refusesWhatMayNotFit() throws {
        let template = try Self.template(String(repeating: "x", count: 100) + "{body}")
        #expect(try SMSTemplate(template, limits: ["body": 60]).limits["body"] == 60)
        #expect(throws: SMSTemplateError.tooLong(septets: 161)) { try SMSTemplate(template, limits: ["body": 61]) }
        #expect(throws: SMSTemplateError.missingLimit("body")) { try SMSTemplate(template, limits: ["code": 1]) }
        let typographic = try Self.template("“{code}”")
        #expect(throws: SMSTemplateError.notGSM7("“")) { try SMSTemplate(typographic, limits: ["code": 1]) }
    }

    @Test(arguments: [
        "Dinas PU", "", String(repeating: "€", count: 200), String(repeating: "…", count: 90), "👍🏽“ç”\u{301}",
        String(repeating: "e\u{301}\r\n", count: 100),
    ])
    func everyValueFits(value: String) throws {
        let sms = try SMSTemplate(
            try Self.template("Laporan {code} diteruskan ke {body}. Terima kasih [SP4N]"),
            limits: ["code": 12, "body": 102])
        #expect(sms.template.maxSeptets(limits: sms.limits) == 160)
        let septets = try #require(GSM7.septets(sms.render { ["code": value, "body": value][$0] }))
        #expect(septets <= 160)
    }

    @Test func clipsAndFolds() throws {
        let sms = try SMSTemplate(try Self.template("{code} {body}"), limits: ["code": 4, "body": 5])
        #expect(sms.render { ["code": "“A”…..", "body": "ab€€€"][$0] } == "\"... ab...")
        #expect(sms.render { _ in nil } == "- -")
    }

    @Test(arguments: [
        ("Dinas Pekerjaan Umum dan Penataan Ruang", 39, "Dinas Pekerjaan Umum dan Penataan Ruang"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", 30, "Dinas Pekerjaan Umum dan..."),
        ("Dinas Pekerjaan Umum", 18, "Dinas Pekerjaan..."), ("Dinas Pekerjaan Umum", 19, "Dinas Pekerjaan..."),
        ("Keputusan: benar, sekali", 22, "Keputusan: benar..."), ("Panjangsekali", 8, "Panja..."), ("abc", 2, "ab"),
    ])
    func `what is too long ends with a whole word and says that there is more`(
        text: String, limit: Int, expected: String
    ) {
        #expect(GSM7.clipWords(text, toSeptets: limit) == expected)
    }

    @Test func `a section is left out when there is nothing to say in it; brackets without a gap are text`() throws {
        let template = try Self.template("[SP4N] {code}[: {body}].[ Alasan: {body}, {code}]")
        #expect(template.render { ["code": "B", "body": "PU"][$0] } == "[SP4N] B: PU. Alasan: PU, B")
        #expect(template.render { ["code": "B"][$0] } == "[SP4N] B.")
        #expect(template.maxSeptets(limits: ["code": 1, "body": 2]) == 4 + 2 * 2 + 1 + 1 + 2 + 2 + 1 + 9 + 2 + 2 + 1)
    }
}
