import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    /// Who looks at what citizens sent says why, and can be found by it.
    @Suite("Reading leaves a trace")
    final class ReadingTests: SiteTest {
        /// Words that nobody sees who does not say why.
        private static let words = ["Wati Kenari", "77771001", "lubang menganga"]

        private func submission(_ number: Int, text: String?) -> TestMessage {
            let said = text.map { #""text":"\#($0)","# } ?? ""
            let body =
                #"{"channel":"web","external_id":"R\#(number)",\#(said)"# + #""location":{"text":"Kota Samarinda"},"#
                + #""reporter":{"name":"Wati Kenari","phone":"0812-7777-1001"}}"#
            return TestMessage(
                messageID: "r\(number)", routingKey: "intake.web", properties: .init(contentType: "application/json"),
                body: Array(body.utf8))
        }

        @Test("without a reason nobody sees a name, an address or a word; with one it stands in the trace first")
        func trace() throws {
            try site.startWorkers()
            try Submitter(site).submit([
                submission(1, text: "Jalan depan pasar ada lubang menganga"), submission(2, text: nil),
            ])
            try records.settle(complaints: 1)
            #expect(try poll(seconds: 20) { try records.depth("intake.dead") == 1 })
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            let listed = try site.run("dead", "list", "--each", "--json")
            let parked = try #require(listed.firstMatch(of: #/"id" : "([0-9a-f]{12})"/#).map { String($0.1) })
            let number = try site.file("nomor", "0812-7777-1001")
            let looks: [([String], isShownInPart: Bool)] = [
                (["case", "contact", code], false), (["explain", code], true), (["dead", "show", parked], true),
                (["dead", "show", parked, "--json"], true), (["dead", "show", parked, "--raw"], false),
                (["ombudsman", "show", code], false), (["ombudsman", "export", site.folder.path + "/o"], false),
                (["find", "--phone-file", number], false), (["track", code], true), (["cases"], true),
            ]
            for (call, isShownInPart) in looks {
                let ending = try site.lapor(call)
                #expect(ending.code == (isShownInPart ? 0 : 64), "\(call): \(ending)")
                for word in Self.words { #expect(!ending.output.contains(word), "\(call): \(ending.output)") }
            }
            #expect(try records.count("SELECT count(*) FROM reading") == 0)

            let why = ["--reason", "pelapor menelepon", "--actor", "andi"]
            #expect(try site.lapor(["case", "contact", code] + why).output.contains("Wati Kenari"))
            #expect(try site.lapor(["explain", code] + why).output.contains("lubang"))
            #expect(try site.lapor(["dead", "show", parked, "--raw"] + why).output.contains("Wati Kenari"))
            #expect(try site.lapor(["find", "--phone-file", number] + why).code == 0)
            let read = try records.texts("SELECT concat_ws(' ', what, actor, reason) FROM reading ORDER BY id")
            #expect(read == ["identity", "words", "parked", "phone"].map { "\($0) andi pelapor menelepon" })
            let ofCase = try site.run("audit", "who-read", code)
            #expect(ofCase.ranges(of: "andi").count == 3 && ofCase.contains("pelapor menelepon"), "\(ofCase)")
            let byReader = try site.run("audit", "by", "andi")
            #expect(byReader.contains(parked) && byReader.ranges(of: "andi").count == 4, "\(byReader)")
            #expect(try site.run("audit", "by", "budi", "--json") == "[\n\n]\n")
            for word in Self.words { #expect(!(ofCase + byReader).contains(word)) }
            #expect(throws: (any Error).self) {
                try PostgresConnection(to: site.database).run("DELETE FROM reading")
            }
        }

        @Test("what cannot be written down is not shown")
        func noTrace() throws {
            try site.startWorkers()
            try Submitter(site).submit([submission(1, text: "Jalan depan pasar ada lubang menganga")])
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            let connection = try PostgresConnection(to: site.database)
            try connection.run("ALTER TABLE reading ADD CONSTRAINT none CHECK (false) NOT VALID")
            for call in [["case", "contact", code], ["explain", code]] {
                let ending = try site.lapor(call + ["--reason", "uji"])
                #expect(ending.code != 0, "\(call): \(ending)")
                for word in Self.words { #expect(!ending.output.contains(word), "\(call): \(ending.output)") }
            }
        }

        @Test("who reads the cases of fifty people in a day is named by the doctor")
        func unusual() throws {
            func isNamed() throws -> Bool {
                try site.lapor("doctor", "--json").output.contains("lapor audit by rakus")
            }
            let connection = try PostgresConnection(to: site.database)
            func read(_ cases: Int, _ actor: String, hoursAgo: Int = 1) throws {
                try connection.run(
                    """
                    INSERT INTO reading (at, what, actor, reason, cases)
                    SELECT now() - interval '\(hoursAgo) hours', 'words', '\(actor)', 'uji', ARRAY[gen_random_uuid()]
                    FROM generate_series(1, \(cases))
                    """)
            }
            try read(49, "rajin")
            try read(49, "rakus")
            try read(200, "dulu", hoursAgo: 25)
            #expect(try !isNamed())
            try read(1, "rakus")
            #expect(try isNamed())
        }
    }
}
