import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing
import Tokens

extension SystemTests {
    /// What an outsider, and somebody inside who wants more, may publish to casework. docs/security.md has the same list.
    @Suite("Attacks on commands")
    final class CommandAttackTests: SiteTest {
        /// The tracking code of a case that is routed.
        private func routedCase() throws -> String {
            try site.startWorkers(and: "CaseWorker")
            try Submitter(site).submit([Submissions(series: "T").good(0)])
            try records.settle(complaints: 1)
            try site.broker.declareQueue("answers")
            return try #require(try records.texts("SELECT code FROM complaint").first)
        }

        /// Publishes everything at once, and waits for the answers: data of each, by number of its message.
        private func answers(to attacks: [CommandAttack]) throws -> [Int: [String: String]] {
            try site.broker.publish(
                attacks.enumerated().map { number, attack in
                    var headers = attack.headers
                    headers[CommandToken.header] = attack.proof
                    let properties = MessageProperties(
                        contentType: "application/json", headers: headers, messageID: "m-\(number)",
                        correlationID: "\(number)", replyTo: "answers")
                    return Publication(
                        exchange: Topology.caseworkExchange, routingKey: attack.routingKey, properties: properties,
                        body: attack.body)
                })
            var found: [Int: [String: String]] = [:]
            let answered = try poll(seconds: 60) {
                for delivery in try records.take("answers") {
                    let event = try JSONSerialization.jsonObject(with: Data(delivery.body)) as? [String: Any]
                    let data = try #require(event?["data"] as? [String: Any])
                    let number = try #require(delivery.properties.correlationID.flatMap { Int($0) })
                    found[number] = data.mapValues { "\($0)" }
                }
                return found.count == attacks.count
            }
            try #require(answered, "\(found.count) of \(attacks.count)\n\(site.logs.suffix(2000))")
            return found
        }

        @Test("each is refused with its code, tells nothing of the case, changes nothing, and the worker works on")
        func attacks() throws {
            let code = try routedCase()
            let body = Array(
                #"{"id":"heard","command":"reply","case":"\#(code)","text":"Kami periksa hari ini."}"#.utf8)
            let officer = CaseActor(.officer, id: "hubung")
            let token = try TestIssuer.token(for: body, by: officer)
            let attacks = CommandAttacks(on: code, heard: (body, token))
            var connection = try PostgresConnection(to: site.database)
            try attacks.register(&connection)
            let first = try answers(to: [CommandAttack("", .tokenMissing, body, token)])
            #expect(first[0]?["refusal"] == nil && first[0]?["version"] == "3", "\(first)")

            let tried = try attacks.forged() + attacks.withSpareKeys() + attacks.signed()
            #expect(tried.count >= 50 && Set(tried.map(\.name)).count == tried.count)
            let document = try String(
                contentsOf: TestStack.root.appending(path: "docs/security.md"), encoding: .utf8)
            let found = try answers(to: tried)
            for (number, attack) in tried.enumerated() {
                let data = try #require(found[number])
                #expect(data["refusal"] == attack.code.rawValue, "\(attack.name): \(data)")
                #expect(Set(data.keys) == ["command", "id", "refusal", "reason"], "\(attack.name) tells: \(data)")
                #expect(
                    document.contains("| \(attack.name) | `\(attack.code.rawValue)` |"),
                    "not in docs/security.md: \(attack.name)")
            }
            #expect(try records.count("SELECT max(version) FROM complaint") == 3)
            #expect(try records.count("SELECT count(*) FROM command WHERE complaint_id IS NOT NULL") == 1)
            #expect(try records.depth("casework.dead") == 0)
            #expect(!site.logs.contains("eyJ"))

            // The same worker still carries out what is signed, and what was heard comes to the same again.
            let next = Array(#"{"id":"next","command":"reply","case":"\#(code)","text":"Sudah kami perbaiki."}"#.utf8)
            let last = try answers(to: [
                CommandAttack("", .tokenMissing, next, TestIssuer.token(for: next, by: officer)),
                CommandAttack("", .tokenMissing, body, token),
            ])
            #expect(last[0]?["version"] == "4" && last[1]?["version"] == "3", "\(last)")
        }

        @Test("a registered key of small order is none: lapor does not register it")
        func smallOrder() throws {
            let zero = String(repeating: "A", count: 43) + "="
            let file = try site.file("weak", "AQ" + String(repeating: "A", count: 41) + "=\n")
            let add = ["issuer", "add", "lemah", "--role", "national", "--key"]
            for key in [file, try site.file("zero", zero)] {
                let refused = try site.lapor(add + [key])
                #expect(refused.code == 65 && refused.output.contains("no public key"), "\(refused)")
            }
            #expect(try records.count("SELECT count(*) FROM issuer WHERE name = 'lemah'") == 0)
        }

        @Test("a command that the broker gave up shows no token, and none is kept of it; put back, it is signed anew")
        func givenUp() throws {
            let code = try routedCase()
            site.stop("CaseWorker")
            let body = Array(#"{"id":"up","command":"reply","case":"\#(code)","text":"Kami periksa hari ini."}"#.utf8)
            let token = try TestIssuer.token(
                for: body, by: CaseActor(.officer, id: "hubung"), secret: "BCDF-GHJK")
            let properties = MessageProperties(
                contentType: "application/json",
                headers: [CommandToken.header: .text(token), "x-mine": .text("Bearer \(token)")], messageID: "up")
            try site.broker.publish([
                Publication(
                    exchange: Topology.caseworkExchange, routingKey: "case.reply", properties: properties, body: body)
            ])
            // Taken and given back until the broker gives it up.
            let isGivenUp = try poll(seconds: 60) {
                if try records.depth("casework") == 1 { _ = try site.broker.look("casework", 1, seconds: 1) }
                return try records.depth("casework.dead") == 1
            }
            try #require(isGivenUp)
            let parts = token.split(separator: ".").map { $0.prefix(20) }
            func check(_ text: String, _ place: String) {
                for part in parts { #expect(!text.contains(part), "\(place): \(text)") }
            }
            let list = try site.run("dead", "list", "--each", "--json")
            let id = try #require(list.firstMatch(of: #/"id" : "([0-9a-f]{12})"/#).map { String($0.1) })
            check(list, "list")
            let why = ["--reason", "uji"]
            for arguments in [["dead", "show", id] + why, ["dead", "show", id, "--json"] + why, ["dead", "list"]] {
                check(try site.lapor(arguments).output, "\(arguments)")
            }
            try site.run("dead", "discard", id, "--reason", "uji", "--yes")
            let kept = try records.texts("SELECT properties::text FROM kept_letter")
            #expect(kept.count == 1)
            let encoded = Data(token.utf8).base64EncodedString()
            for row in kept { #expect(!row.contains(encoded.prefix(40)) && !row.contains("x-lapor-token"), "\(row)") }
            check(kept.joined(), "kept_letter")
            try site.run("dead", "undo", id)
            try site.start("CaseWorker")
            try site.run("dead", "replay", id)
            #expect(
                try poll(seconds: 30) { try records.events(of: code).contains("replied") }, "\(site.logs.suffix(2000))")
            check(site.logs, "logs")
        }
    }
}
