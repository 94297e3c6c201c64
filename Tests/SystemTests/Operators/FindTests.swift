import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    /// Cases are found by what people on the telephone know of them.
    @Suite("Finding cases")
    final class FindTests: SiteTest {
        /// The tracking codes that a command lists, in its order.
        private func codes(_ arguments: [String], _ location: SourceLocation = #_sourceLocation) throws -> [String] {
            let ending = try site.lapor(arguments + ["--json"])
            try #require(ending.code == 0, "\(arguments): \(ending)", sourceLocation: location)
            return ending.output.matches(of: #/"code" : "([A-Z-]+)"/#).map { String($0.1).replacing("-", with: "") }
        }

        private func code(of channel: String, _ id: String) throws -> String {
            try #require(
                records.texts(
                    """
                    SELECT c.code FROM complaint c JOIN submission s ON s.complaint_id = c.id
                    WHERE s.channel = '\(channel)' AND s.external_id = '\(id)'
                    """
                ).first)
        }

        @Test(
            "by channel and id, telephone, words and conditions; page by page; who looks by telephone is written down")
        func finding() throws {
            try site.startWorkers()
            let all = try site.routedCases(7)
            try byKey()
            try byPhone()
            try byWords()
            try byConditions(all)
            try wrongCalls()
        }

        private func byKey() throws {
            let web = try code(of: "web", "W-0")
            #expect(try codes(["find", "--channel", "web", "--external-id", "W-0"]) == [web])
            let other = try site.lapor("find", "--channel", "web", "--external-id", "W-1")
            #expect(other.code == 1 && other.output.contains("no submission has"), "sms has it: \(other.output)")
            let bad = TestMessage(
                messageID: "b1", routingKey: "intake.web",
                properties: MessageProperties(contentType: "application/json"),
                body: Array(#"{"channel":"web","external_id":"b1"}"#.utf8))
            try Submitter(site).submit([bad])
            #expect(try poll(seconds: 20) { try records.depth("intake.dead") == 1 })
            let parked = try site.lapor("find", "--channel", "web", "--external-id", "b1")
            #expect(parked.code == 1 && parked.output.contains("field_missing"), "\(parked.output)")
            try site.run("dead", "discard", "--channel", "web", "--reason", "uji", "--yes")
            #expect(try site.lapor("find", "--channel", "web", "--external-id", "b1").output.contains("discarded"))
        }

        private func byPhone() throws {
            let mine = try code(of: "sms", "W-1")
            for number in ["0812-7777-1001", "+62 812 7777 1001", "6281277771001"] {
                #expect(
                    try codes(["find", "--phone-file", site.file("n", number), "--reason", "penelepon bertanya"]) == [
                        mine
                    ],
                    "\(number)")
            }
            let stranger = try site.file("stranger", "0813-0000-0000\n")
            let nobody = try site.run("find", "--phone-file", stranger, "--reason", "uji", "--actor", "Rina")
            #expect(nobody.contains("No case fits"))
            #expect(
                try records.texts("SELECT actor || ' ' || cardinality(cases) FROM reading WHERE reason = 'uji'") == [
                    "Rina 0"
                ])
            #expect(try records.count("SELECT count(*) FROM reading WHERE cardinality(cases) = 1") == 3)
            #expect(try records.count("SELECT count(*) FROM reading r WHERE r::text LIKE '%8127777%'") == 0)
            #expect(throws: (any Error).self) { try PostgresConnection(to: site.database).run("DELETE FROM reading") }
            let short = try site.file("short", "12")
            for call in [
                ["--phone-file", stranger], ["--phone-file", short, "--reason", "uji"], ["--phone", "0812"],
            ] {
                #expect(try [64, 65].contains(site.lapor(["find"] + call).code))
            }
        }

        private func byWords() throws {
            #expect(try codes(["find", "ktp", "--reason", "kata"]) == [code(of: "whatsapp", "W-2")])
            #expect(try codes(["find", "JALAN", "garut", "--reason", "kata"]) == [code(of: "web", "W-0")])
            #expect(try codes(["find", "bukan-untuk-umum 5.", "--reason", "kata"]) == [code(of: "sms", "W-5")])
            for nothing in ["100%", "_____", "garut'", "\\", "tidakadakata"] {
                #expect(try codes(["find", nothing, "--reason", "kata"]) == [], "\(nothing)")
            }
            let shown = try site.run("find", "ktp", "--reason", "kata")
            #expect(!shown.contains("bukan-untuk-umum") && !shown.contains("Siti"))
            let old = try site.lapor("find", "ktp", "--reason", "kata")
            #expect(old.output.contains("only the last 90 days were looked at"), "\(old)")
            #expect(
                try !site.lapor("find", "ktp", "--reason", "kata", "--from", "2020-01-01").output.contains("90 days"))
            // What was looked for is nobody's to read.
            #expect(try records.count("SELECT count(*) FROM reading WHERE what = 'search' AND reason = 'kata'") == 11)
            #expect(try records.count("SELECT count(*) FROM reading r WHERE r::text ILIKE '%ktp%'") == 0)
        }

        private func byConditions(_ all: [String]) throws {
            let newest = Array(all.reversed())
            #expect(try codes(["cases"]) == newest)
            #expect(
                try codes(["cases", "--channel", "web"])
                    == newest.filter { try code(of: "web", "W-0") == $0 || code(of: "web", "W-4") == $0 })
            let first = try codes(["cases", "--limit", "3"])
            let second = try codes(["cases", "--limit", "3", "--after", first[2]])
            #expect(first + second == Array(newest.prefix(6)))
            #expect(try site.run("cases", "--limit", "3").contains("--after"))
            #expect(try codes(["find", "--overdue"]) == [])
            try PostgresConnection(to: site.database).run(
                "UPDATE complaint SET (verify_due, first_reply_due) = (now() - interval '1 day', NULL) WHERE code = '\(all[3])'"
            )
            #expect(try codes(["cases", "--overdue"]) == [all[3]])
            for region in ["32.05", "3205", "Kabupaten Garut", "garut", "Kab. Garut, Jawa Barat"] {
                #expect(try codes(["cases", "--region", region]) == [code(of: "web", "W-0")], "\(region)")
            }
            let ambiguous = try site.lapor("find", "--region", "bandung")
            #expect(ambiguous.output.contains("Kota Bandung (32.73)"), "\(ambiguous)")
            #expect(try codes(["cases", "--to", "2020-01-01"]) == [])
            #expect(try codes(["cases", "--from", "2020-01-01"]).count == 7)
            let body = try #require(records.texts("SELECT body_code FROM complaint WHERE body_code IS NOT NULL").first)
            #expect(try codes(["find", "--body", body]).isEmpty == false)
            #expect(try codes(["ombudsman", "list", "--limit", "5"]) == [])
        }

        private func wrongCalls() throws {
            let calls: [([String], Int32)] = [
                ([], 64), (["--external-id", "1"], 64), (["--phone-file", "n", "--reason", " "], 64), ([" "], 64),
                (["--channel", "web", "--external-id", "1", "ktp"], 64), (["ktp", "--limit", "0"], 64),
                (["--from", "2026-02-01", "--to", "2026-01-01"], 64), (["--body", "zzz"], 65),
                (["--region", "99"], 65),
                (["--region", "Bandung"], 65), (["--region", "Garutt"], 65),
                (["ktp"], 64), (["ktp", "--reason", "uji", "--after", "BBBB-BBBB-BBBB"], 1),
                (["ktp", "--reason", "uji", "--after", "x"], 65),
            ]
            for (arguments, code) in calls {
                let ending = try site.lapor(["find"] + arguments)
                #expect(ending.code == code, "\(arguments): \(ending)")
            }
        }
    }
}
