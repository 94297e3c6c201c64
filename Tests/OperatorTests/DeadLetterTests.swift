import Foundation
import Rabbit
import Testing

@testable import Operator

@Suite struct DeadLetterTests {
    @Test func `headers say who gave up and why`() {
        let headers: [String: FieldValue] = [
            "x-lapor-stage": .text("intake"), "x-lapor-code": .text("field_missing"), "x-lapor-field": .text("text"),
            "x-lapor-reason": .text("text is required"), "x-lapor-routing-key": .text("intake.web"),
        ]
        let letter = DeadLetter(
            Delivery(tag: 1, properties: MessageProperties(headers: headers), body: [0x7B]), stage: "intake")
        #expect(letter.code == "field_missing")
        #expect(letter.field == "text")
        #expect(letter.routingKey == "intake.web")
        #expect(letter.id.count == 12)
    }

    @Test func `what the broker parked is understood`() {
        let death: [String: FieldValue] = [
            "reason": .text("delivery_limit"), "time": .timestamp(.max), "exchange": .text("lapor.events"),
        ]
        let letter = DeadLetter(
            Delivery(tag: 1, properties: MessageProperties(headers: ["x-death": .array([.table(death)])])),
            stage: "routing")
        #expect(letter.code == "delivery_limit")
        #expect(letter.exchange == "lapor.events")
        #expect(letter.parkedAt?.hasPrefix("9999") == true)
    }

    @Test func `messages, further copies, and what lies there, each by its name`() {
        let rows = [(40, 1), (19, 2)].map { messages, copies in
            ParkedGroups.Row(
                stage: "intake", code: "json_invalid", messages: messages, copies: copies, reason: "not valid JSON")
        }
        #expect(
            ParkedGroups.total(rows).en
                == "59 messages; with 3 further copies of them 62 lie there, as 'lapor status' counts.")
        #expect(ParkedGroups.total(rows).id.hasPrefix("59 pesan; bersama 3 salinan lain dari pesan itu, 62 tersimpan"))
    }

    @Test func `numbers of persons are masked however deep they stand, and as numbers or names of fields, too`() {
        let body = #"{"data":{"kontak":[{"nomor":6281200000042},{"0812-0000-0042":true}],"sms":{"of":3},"lat":-6.9}}"#
        let shown = TextMask(Array(body.utf8)).text
        #expect(!shown.contains("0000042") && !shown.contains("0812-0000") && shown.contains("6***"))
        #expect(shown.contains("\"of\" : 3") && shown.contains("-6.9"))
    }

    @Test func `large messages that begin alike have names of their own`() {
        let names = ["aa", "bb", "aa"].map { hash in
            let headers: [String: FieldValue] = ["x-lapor-size": .integer(300_000), "x-lapor-sha256": .text(hash)]
            let properties = MessageProperties(headers: headers)
            return DeadLetter(Delivery(tag: 1, properties: properties, body: [0x7B]), stage: "intake").id
        }
        #expect(names[0] != names[1] && names[0] == names[2])
    }

    @Test func `the same message has the same name, another one another`() {
        func id(_ body: [UInt8], _ stage: String, at time: String) -> String {
            let headers = ["x-lapor-at": FieldValue.text(time)]
            return DeadLetter(
                Delivery(tag: 1, properties: MessageProperties(headers: headers), body: body), stage: stage
            ).id
        }
        #expect(id([1], "intake", at: "a") == id([1], "intake", at: "b"))
        #expect(id([1], "intake", at: "a") != id([2], "intake", at: "a"))
        #expect(id([1], "intake", at: "a") != id([1], "notify", at: "a"))
    }

    @Test(arguments: [
        ("hubungi 0812-3456-7890 ya", "hubungi 081*** ya"), ("NIK 3204123456780001.", "NIK 320***."),
        ("surel budi.contoh@example.org", "surel b***"),
        ("2budi@example.org", "2b***"), ("RT 03/07 no 12, 5.000 rupiah", "RT 03/07 no 12, 5.000 rupiah"),
        ("+6281200000001", "+628***"), ("2026-02-02 jam 07.40", "2026-02-02 jam 07.40"), ("a\u{1B}[2Jb", "a·[2Jb"),
    ]) func masking(_ text: String, _ expected: String) { #expect(FieldMask.mask(text) == expected) }

    /// A token, with what only a reporter knows in it; its parts.
    private static let token = [
        "eyJhbGciOiJFZERTQSIsImtpZCI6InVqaS0xIn0", "eyJpc3MiOiJtZWphIiwic2VjcmV0IjoiQkNERi1HSEpLIn0",
        String(repeating: "Ab-_", count: 21) + "AA",
    ]

    @Test func `what proves who sent a message is shown nowhere`() throws {
        let token = Self.token.joined(separator: ".")
        let secret = FieldValue.text(token)
        let headers: [String: FieldValue] = [
            "x-lapor-token": secret, "X-Lapor-Token": .text("bukan token"), "authorization": .text("Bearer apa saja"),
            "x-other": .text("Bearer \(token)"), "n": .table(["x-lapor-token": .text("rusak"), "y": secret]),
            "x-lapor-code": .text("json_invalid"), "list": .array([.text("a"), secret]),
            "cut": .text(String(token.prefix(60))), "detached": .text("\(Self.token[0])..\(Self.token[2])"),
        ]
        let death: FieldValue = .array([.table(["reason": .text("delivery_limit")])])
        for headers in [headers, headers.merging(["x-death": death]) { $1 }] {
            let body = Array(#"{"id":"1","secret":"BCDF-GHJK","x":{"Token":"kunci"},"text":"lampu \#(token)"}"#.utf8)
            let delivery = Delivery(tag: 1, properties: MessageProperties(headers: headers), body: body)
            let shown = ParkedMessage(
                delivery, DeadLetter(delivery, stage: "casework"), showsContent: true)
            let json = String(decoding: try JSONEncoder().encode(shown), as: UTF8.self)
            for text in [shown.text, json] {
                for part in Self.token { #expect(!text.contains(part.prefix(12)), "\(text)") }
                for word in ["bukan", "Bearer apa", "rusak", "BCDF", "kunci"] {
                    #expect(!text.contains(word), "\(word): \(text)")
                }
                #expect(text.contains("json_invalid") && text.contains("lampu"))
            }
        }
    }

    @Test(arguments: [
        "www.kementerian-perhubungan.example.org", "eks.pegawai.dinas", "ey.eyJ.x", "evaluasi-kinerja-tahunan.pdf",
        "eyJhbGciOiJFZERTQSIsImtpZCI6InVqaS0xIn0", "enam.belas.huruf.lebih.sedikit",
    ]) func `a long word is no token`(word: String) { #expect(FieldMask.mask(word) == word) }

    @Test func `personal fields of JSON are masked wherever they stand`() {
        let json = #"{"data":{"reporter":{"name":"Siti Contoh","phone":"08120000"}},"text":"lampu mati"}"#
        let text = TextMask(Array(json.utf8)).text
        #expect(!text.contains("Siti") && !text.contains("0812") && text.contains("lampu mati"))
    }

    @Test(arguments: [
        #"{"Nama Pelapor":"Siti Contoh"}"#, #"{"no_hp":"Siti"}"#, #"{"reporter":{"contact":{"phone":{"v":"Siti"}}}}"#,
        #"{"namaLengkap":["Siti"]}"#, #"{"E-mail":"Siti"}"#, #"{"telp":8123456,"wa":"Siti"}"#,
        #"{"reporter":{"name":"Siti Contoh""#, "Nama: Siti Contoh", "channel=web&name=Siti", "<name>Siti</name>",
    ]) func `a person's field by whatever name, in whatever form`(_ body: String) {
        #expect(!TextMask(Array(body.utf8)).text.contains("Siti"))
    }

    @Test func `bytes that are no UTF-8 show no more than others`() {
        let text = TextMask([0x7B, 0x22] + Array("name".utf8) + [0x22, 0x3A, 0xFF, 0xFE] + Array("Siti 0812".utf8)).text
        #expect(text == "{\"name\":\u{FFFD}\u{FFFD}*** ***")
    }

    @Test func `what is no JSON shows how it is broken, and long content is cut`() {
        #expect(TextMask(Array(#"{"channel": "web", "text"; "rusak"#.utf8)).text == #"{"channel": "***", "text"; "***"#)
        #expect(TextMask([UInt8](repeating: 0x2E, count: 9000)).text.count < 4100)
    }
}
