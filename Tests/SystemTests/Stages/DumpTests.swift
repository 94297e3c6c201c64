import Complaints
import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

@testable import Contract

extension SystemTests {
    /// Who has all tables, knows what a report says, and tries all numbers that its reporter may have.
    @Suite("a dump says nothing of anybody", .stack) final class DumpTests: SiteTest {
        init() throws { try super.init() }

        private static let phone = "+6281200042137"
        private static let text = "Lampu jalan mati di Kota Samarinda"
        /// The key of codes that the store had in its database.
        private static let own = "00112233445566778899aabbccddeeff"

        /// All numbers in all tables, and all tables as text.
        private func dump() throws -> (numbers: Set<Int64>, text: String) {
            let tables = try records.texts(
                """
                SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND c.relnamespace = 'public'::regnamespace
                    AND c.relname NOT IN ('region', 'village', 'alias', 'category_keyword')
                """)
            let text = try tables.flatMap { try records.texts("SELECT t::text FROM \($0) t") }.joined(separator: "\n")
            let words = text.split { !($0.isASCII && ($0.isNumber || $0 == "-")) }
            return (Set(words.compactMap { Int64($0) }), text)
        }

        /// What a number could stand as, by a key that the attacker has: who is asked, whose part it is, what they said.
        private static func forms(_ phone: String, _ key: SipHashKey, text: UInt64) -> [Int64] {
            var raw = Submission(channel: "sms", externalID: "k-1", text: "")
            raw.reporter = Submission.Reporter(name: nil, phone: phone)
            let said = AcceptedSubmission.contentHash(
                of: raw, text: text, nil, unread: [], isAnonymous: false, isConfidential: false)
            var part = SipHash(key: key)
            part.append("sms \(phone)".utf8.span)
            return [
                ReplyChannel.sms.hash(of: phone, key: key), Int64(bitPattern: part.finalized()),
                AcceptedSubmission.keyed(said, key),
            ]
        }

        /// How many of its forms are found of each number 0812-000x-xxxx that is found at all.
        private func attack() throws -> [String: Int] {
            let numbers = try dump().numbers
            let key = try #require(SipHashKey(hex: Self.own))
            let text = ContentHash.of(Self.text)
            return (0..<100_000).reduce(into: [:]) { found, number in
                let phone = "+62812000" + String(100_000 + number).dropFirst()
                let hits = Self.forms(phone, key, text: text).count(where: numbers.contains)
                if hits > 0 { found[phone] = hits }
            }
        }

        /// A report, a question on it, and a part of a message that waits; as a release of before would have stored them.
        private func fillAsBefore() throws -> String {
            let session = try PostgresConnection(to: site.database)
            try session.run("INSERT INTO deployment VALUES ('code_key', '\(Self.own)')")
            try site.startWorkers(and: "CaseWorker", "ClockWorker")
            try site.sms("k-1", Self.text, from: Self.phone)
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            try site.run("case", "ask", code, "--text-file", site.words("Di mana letaknya?"))
            try records.awaitEvents(3, of: code)
            try site.part(1, of: 2, "bagian ", id: "k-3", from: Self.phone)
            #expect(try poll(seconds: 30) { try records.count("SELECT count(*) FROM sms_part") == 1 })
            let former = Self.forms(
                Self.phone, try #require(SipHashKey(hex: Self.own)), text: ContentHash.of(Self.text))
            try session.run(
                """
                UPDATE submission SET content_hash = \(former[2]), said = NULL;
                UPDATE open_question SET address = \(former[0]), keyed = false;
                UPDATE sms_part SET sender = \(former[1]), keyed = false
                """)
            return code
        }

        /// The same once more is known, and other words under its id are parked.
        private func sendAgain(parked: Int) throws {
            try site.sms("k-1", Self.text, from: Self.phone)
            try site.sms("k-1", "Sampah menumpuk di pasar", from: Self.phone)
            #expect(
                try poll(seconds: 30) { try records.depth("intake.dead") == parked && records.depth("intake") == 0 })
            #expect(try records.complaints() == 1)
        }

        @Test("numbers that a store from before gave away are found no more, and everything is known as before")
        func attacked() throws {
            let code = try fillAsBefore()
            #expect(try attack() == [Self.phone: 3], "the attack works")
            try sendAgain(parked: 1)
            try site.run("keys", "seal")
            #expect(try attack() == [:])
            try sendAgain(parked: 2)
            #expect(try site.lapor("doctor").output.contains("keys adopt"))
            try site.run("keys", "adopt")
            // Workers read their files again as they prove that they live.
            #expect(poll(seconds: 30) { (try? site.lapor("keys", "adopt").code) == 0 })
            #expect(try !dump().text.contains(Self.own))
            try site.sms("k-4", "Jalan Mawar nomor lima", from: Self.phone)
            try records.awaitEvents(5, of: code)
            #expect(try records.complaints() == 1, "an answer is known by who sends it")
            try site.run("case", "archive", code, "--cause", "spam", "--reason", "uji")
            let file = try site.file("phone", Self.phone)
            try site.run("person", "erase", "--phone-file", file, "--reason", "uji", "--yes")
            #expect(try attack() == [:])
            #expect(try !dump().text.contains("81200042137"))
            // Parked were other words under the number of a report, twice: they are gone as well.
            #expect(try records.depth("intake.dead") == 0)
        }
    }
}
