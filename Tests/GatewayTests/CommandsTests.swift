import Complaints
import Contract
import Faces
import Foundation
import Rabbit
import Shared
import Testing
import Tokens

@testable import Gateway

/// What reporters decide on their own cases.
@Suite struct CommandsTests {
    private let door = Door()
    private let code = TrackingCode(channel: "web", externalID: "C-1", key: Door.codeKey)
    private let id = "9f0c1a52-0000-4000-8000-000000000001"

    private func give(
        _ json: String, _ headers: [String: String] = [:], door: Door? = nil
    ) async throws -> Door.Answer {
        try await (door ?? self.door).ask(
            "POST", "/v1/complaints/\(code)/commands", Array(json.utf8),
            ["content-type": "application/json"].merging(headers) { $1 }, key: nil)
    }

    private func outcome(_ refusal: CommandRefusal? = nil) -> [UInt8] {
        CommandOutcome(
            key: "gateway:\(code):\(id)", command: .rate, code: code.description, version: 7, status: .selesai,
            refusal: refusal
        ).json(at: Door.now)
    }

    private let rate = #"{"command":"rate","secret":"bcdfg hjklm","stars":4,"case":"elsewhere"}"#

    @Test func `a command is signed for the reporter alone, with their secret, and its outcome is told`() async throws {
        door.queue.reply(.success(outcome()))
        let answer = try await give(rate, ["idempotency-key": "\"\(id)\""])
        #expect(answer.status == 200 && answer.object["id"] as? String == id)
        #expect(answer.object["state"] as? String == "applied" && answer.object["status"] as? String == "selesai")
        #expect(answer.object["version"] as? Int == 7 && answer.code == code.grouped)
        let message = try #require(door.queue.messages.first)
        #expect(message.exchange == Topology.caseworkExchange && message.routingKey == "case.rate")
        #expect(!String(decoding: message.body, as: UTF8.self).contains("hjklm"), "a secret stands in the token alone")
        let token = try CommandToken(message.properties.headers[CommandToken.header]?.text ?? "")
        #expect(token.claims.role == .reporter && token.claims.body == nil && token.claims.issuer == "gateway")
        #expect(token.claims.secret == "bcdfg hjklm" && token.claims.digest == CommandToken.digest(of: message.body))
        #expect(token.isSigned(by: try #require(Door.issuer.key.verificationKey)) && token.keyID == Door.issuer.kid)
        let command = try #require(
            try CaseCommandDecoder().decode(message.body, routingKey: "case.rate").first?.content.get())
        #expect(command.key == "gateway:\(code):\(id)" && command.target == .code(code.description))
    }

    @Test func `where it comes from is named, so that nobody finds the address`() async throws {
        var sources: [String] = []
        for (door, peer) in [
            (door, "203.0.113.9"), (door, "203.0.113.9"), (door, "203.0.113.10"), (Door(), "203.0.113.9"),
        ] {
            door.queue.reply(.success(outcome()))
            _ = try await door.ask(
                "POST", "/v1/complaints/\(code)/commands", Array(rate.utf8), ["content-type": "application/json"],
                key: nil, from: peer)
            let message = try #require(door.queue.messages.last)
            let token = try CommandToken(message.properties.headers[CommandToken.header]?.text ?? "")
            sources.append(try #require(token.claims.source))
        }
        #expect(sources[0] == sources[1] && Set(sources).count == 3, "each process has a key of its own")
        #expect(sources.allSatisfy { !$0.contains(".") && $0.count <= 16 })
    }

    @Test(arguments: [
        (CommandRefusal.Code.tokenSecret, 403), (.unknownCase, 404), (.illegalMove, 409), (.ratedBefore, 409),
        (.incomplete, 422), (.tooFewWords, 422), (.tooManyTries, 429), (.tokenIssuerUnknown, 503),
    ])
    func `what is refused is told with CaseWorker's code`(refusal: CommandRefusal.Code, status: Int) async throws {
        door.queue.reply(.success(outcome(CommandRefusal(refusal, "alasan"))))
        let answer = try await give(rate)
        #expect(answer.status == status && answer.code == refusal.rawValue)
        #expect(answer.headers["content-type"] == Problem.contentType)
    }

    @Test func `what is not known in time can be asked for`() async throws {
        door.queue.reply(.success(nil))
        let answer = try await give(rate, ["idempotency-key": id])
        let place = "/v1/complaints/\(code.grouped)/commands/\(id)"
        #expect(answer.status == 202 && answer.object["state"] as? String == "pending")
        #expect(answer.headers["location"] == place && answer.object["status_url"] as? String == place)
        let unknown = try await door.ask("GET", place, key: nil)
        #expect(unknown.status == 404 && unknown.code == "command_unknown")
        for refusal in [nil, CommandRefusal(.ratedBefore, "sudah dinilai")] {
            var known = CommandOutcome(
                key: "gateway:\(code):\(id)", command: .rate, code: code.description, version: 7, status: .selesai)
            known.refusal = refusal
            door.shelf.set(commands: .success([known.key: known]))
            let state = try await door.ask("GET", place, key: nil).object
            #expect(state["state"] as? String == (refusal == nil ? "applied" : "refused"))
            #expect(state["refusal"] as? String == refusal?.code.rawValue && state["status"] == nil)
        }
    }

    @Test func `who asks for a code needs no secret, and hears the same whatever becomes of it`() async throws {
        let answer = try await give(#"{"command":"ask_code","secret":"lupa"}"#, ["idempotency-key": id])
        #expect(answer.status == 202 && answer.object["state"] as? String == "accepted")
        #expect(answer.object["status_url"] == nil && answer.headers["location"] == nil)
        let message = try #require(door.queue.messages.first)
        #expect(message.routingKey == "case.ask_code" && message.properties.replyTo == nil)
        #expect(try CommandToken(message.properties.headers[CommandToken.header]?.text ?? "").claims.secret == nil)
        var known = CommandOutcome(
            key: "gateway:\(code):\(id)", command: .askCode, code: nil, version: nil, status: nil)
        let place = "/v1/complaints/\(code.grouped)/commands/\(id)"
        var heard: Set<String> = []
        for refusal in [nil, CommandRefusal(.unknownCase, "x"), CommandRefusal(.unreachable, "x")] {
            known.refusal = refusal
            for found in [[known.key: known], [:]] {
                door.shelf.set(commands: .success(found))
                let state = try await door.ask("GET", place, key: nil)
                heard.insert("\(state.status) \(state.code ?? "")")
            }
        }
        #expect(heard == ["404 command_unknown"])
        door.queue.answer(.failure(.away))
        #expect(try await give(#"{"command":"ask_code"}"#).status == 503)
    }

    @Test func `the contract names the commands of reporters`() throws {
        let contract = String(decoding: try #require(Catalogue.openAPI), as: UTF8.self)
        let line = try #require(contract.split(separator: "\n").first { $0.contains("command: {enum: [") })
        let names = line.split(separator: "[")[1].prefix { $0 != "]" }.filter { $0 != " " }.split(separator: ",")
        #expect(names.map(String.init) == Commands.names.map(\.rawValue).sorted())
    }

    @Test func `what the broker has not taken is not accepted`() async throws {
        for refusal in [Publisher.Refusal.away, .unconfirmed] {
            door.queue.reply(.failure(refusal))
            let answer = try await give(rate)
            #expect(answer.status == 503 && answer.headers["retry-after"] != nil)
        }
    }

    @Test func `what is no command of a reporter is refused before it is sent`() async throws {
        let long = String(repeating: "a", count: 10_001)
        for (json, status, field) in [
            ("", 400, nil), ("[]", 400, nil), (#"{"command":"rate"}"#, 400, nil),
            (#"{"command":"reply","secret":"x","text":"y"}"#, 422, "command"),
            (#"{"command":"verify","secret":"x"}"#, 422, "command"),
            (#"{"command":"escalate","secret":"x","level":"presiden"}"#, 422, "level"),
            (#"{"command":"add","secret":"x","text":"\#(long)"}"#, 422, "text"),
            (#"{"command":"rate","secret":"x","id":"1"}"#, 422, "id"),
            (#"{"command":"rate","secret":"\#(long.prefix(65))"}"#, 422, "secret"),
        ] as [(String, Int, String?)] {
            let answer = try await give(json)
            #expect(answer.status == status && answer.field == field, "\(json.prefix(60))")
        }
        #expect(try await give(rate, ["idempotency-key": "short"]).field == "id")
        #expect(try await give(rate, ["content-type": "text/plain"]).status == 415)
        #expect(door.queue.messages.isEmpty)
        let without = Door(hasIssuer: false)
        #expect(try await give(rate, door: without).code == "commands_not_taken")
    }
}
