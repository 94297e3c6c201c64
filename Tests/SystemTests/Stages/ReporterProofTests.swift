import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import TestKit
import Testing
import Tokens

extension SystemTests {
    /// A reporter is told a secret with their tracking code, and consents with it alone.
    @Suite("Proofs of reporters")
    final class ReporterProofTests: SiteTest {
        /// What the notices say after `kata rahasia`.
        private func told() throws -> [String] {
            try records.outboxLines().flatMap { line in
                line.matches(of: /[Rr]ahasia(?:nya)? ([A-Z]{4}-[A-Z]{4})/).map { String($0.output.1) }
            }
        }

        /// Who has lost the secret asks for a code, which goes to the reporter alone and opens the case once.
        private func lose(_ code: String, _ own: [String: String?]) throws {
            #expect(try site.lapor(["case", "ask_code", code], own).output.contains("If there is such a case"))
            #expect(try site.lapor(["case", "ask_code", "BBBB-BBBB-BBBB"], own).code == 0)
            func codes() throws -> [String] {
                try records.outboxLines().flatMap { line in
                    line.matches(of: /Sandi: ([A-Z]{4}-[A-Z]{4})/).map { String($0.output.1) }
                }
            }
            #expect(try poll(seconds: 30) { try codes().count == 1 })
            let oneTime = try site.file("code", try #require(try codes().first))
            let words = try site.file("words", "Lampu padam lagi sejak kemarin malam.")
            let addWords = ["case", "add", code, "--text-file", words, "--secret-file", oneTime]
            #expect(try site.lapor(addWords, own).code == 0)
            #expect(try site.lapor(addWords, own).output.contains("token_secret"))
            #expect(
                try records.texts("SELECT data->>'reporter_proof' FROM journal WHERE event = 'added'") == ["code"])
            #expect(try records.count("SELECT count(*) FROM secret_try") == 2)
        }

        @Test("the secret is told once, to its reporter; without it nobody rates, consents or closes for them")
        func secret() throws {
            try site.startWorkers(and: "CaseWorker")
            let who = try site.file("who.json", #"{"email":"tuti@example.org","name":"Tuti Contoh"}"#)
            let what = try site.file("what", "Jalan berlubang di Kecamatan Baleendah Kabupaten Bandung")
            let output = try site.run("submit", "--channel", "web", "--reporter-file", who, "--text-file", what)
            let code = output.trimmingCharacters(in: .whitespacesAndNewlines)
            try records.settle(complaints: 1)
            #expect(try poll(seconds: 30) { try told().count == 1 })
            let secret = try #require(try told().first)
            #expect(try site.secrets() == [code.replacing("-", with: ""): secret])
            // It stands in the notice alone.
            for table in ["complaint", "journal", "command", "notification", "reporter", "deployment"] {
                let rows = try records.texts("SELECT \(table)::text FROM \(table)")
                for row in rows { #expect(!row.contains(secret) && !row.contains(secret.replacing("-", with: ""))) }
            }
            #expect(!site.logs.contains(secret))

            let own: [String: String?] = ["LAPOR_KEY_FILE": site.folder.appending(path: "sari.pem").path]
            #expect(try site.lapor(["key", "new"], own).code == 0)
            let add = ["issuer", "add", "sari", "--role", "reporter", "--role", "officer", "--any-body"]
            #expect(try site.lapor(add, own).code == 0)
            let file = try site.file("secret", secret.lowercased() + "\n")
            let wrong = try site.file("wrong", "BCDF-GHJK")
            let escalate = ["case", "escalate", code, "--role", "reporter"]
            for arguments in [escalate, escalate + ["--consent", "true"], escalate + ["--secret-file", wrong]] {
                let refused = try site.lapor(arguments, own)
                #expect(refused.code == 65 && refused.output.contains("token_secret"), "\(refused)")
            }
            let consented = try site.lapor(escalate + ["--secret-file", file], own)
            #expect(consented.code == 0, "\(consented)")
            #expect(
                try records.texts("SELECT data->>'consent' FROM journal WHERE event = 'escalated'") == ["true"])
            try lose(code, own)
            // Another contact, another secret.
            let moved = try site.file("moved.json", #"{"email":"tuti.baru@example.org"}"#)
            try site.run("case", "contact", code, "--reporter-file", moved)
            let late = try site.lapor(["case", "close", code, "--role", "reporter", "--secret-file", file], own)
            #expect(late.code == 65 && late.output.contains("token_secret"))
            let anew = try #require(try site.secrets()[code.replacing("-", with: "")])
            let both = try site.lapor(["case", "contact", code, "--reporter-file", moved, "--secret"])
            #expect(both.code == 64 && !both.output.contains(anew), "\(both)")
            #expect(try !site.run("case", "contact", code, "--reason", "uji").contains(anew))
            #expect(try site.run("case", "contact", code, "--secret", "--reason", "uji").contains(anew))
            #expect(
                try records.texts("SELECT array_to_string(fields, ' ') FROM contact_action ORDER BY id")
                    == ["reporter.email", "", "reporter.secret"])
        }
    }
}
