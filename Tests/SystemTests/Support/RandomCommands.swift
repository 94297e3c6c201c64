import Complaints
import Contract
import Foundation
import Learning
import Rabbit
import Shared
import TestKit

/// A command as an application publishes it: once or more often.
struct SentCommand: Sendable {
    /// nil: a message that is no command.
    var command: CaseCommand?
    /// What its sender knows this copy by.
    var correlationID: String
    var routingKey: String
    var body: [UInt8]
    /// The queue that the outcome goes to; nil: the sender does not wait.
    var replyTo: String?
    /// What its reporter was told with the tracking code.
    var secret: String?

    /// With the proof of who gives the command.
    var publication: Publication {
        get throws {
            let message = Publication(
                exchange: Topology.caseworkExchange, routingKey: routingKey,
                properties: MessageProperties(
                    contentType: "application/cloudevents+json", messageID: correlationID,
                    correlationID: correlationID, replyTo: replyTo), body: body)
            return try command.map { try TestIssuer.sign(message, by: $0.actor, secret: secret) } ?? message
        }
    }
}

/// Commands at random on given cases, with repetitions and out of order. The same seed makes the same commands.
struct RandomCommands {
    private static let bodies = ["64/1.03", "64/1.02", "64.72", "64/INSP", "32.04/1.03", "NASIONAL"]
    private var random: SeededGenerator
    private let cases: [String]
    private let secrets: [String: String]
    private var number = 0
    private let series: String

    /// - Parameter secrets: of the cases' reporters, by tracking code.
    init(seed: UInt64, series: String = "c", cases: [String], secrets: [String: String]) {
        random = SeededGenerator(seed: seed)
        self.cases = cases
        self.secrets = secrets
        self.series = series
    }

    /// `count` commands; besides, of 100 of them, `repeated` come twice and `bad` messages are no commands.
    ///
    /// - Parameter replyTo: queues that outcomes go to, by turns; nil among them: nobody waits.
    mutating func messages(_ count: Int, repeated: Int = 10, bad: Int = 1, replyTo: [String?]) -> [SentCommand] {
        var messages: [SentCommand] = []
        for _ in 0..<count {
            let command = command()
            for copy in 0..<(chance(repeated) ? 2 : 1) {
                let place = Int.random(in: max(0, messages.count - 12)...messages.count, using: &random)
                messages.insert(sent(command, copy: copy, replyTo), at: place)
            }
            if chance(bad) { messages.append(malformed()) }
        }
        return messages
    }

    private mutating func sent(_ command: CaseCommand, copy: Int, _ replyTo: [String?]) -> SentCommand {
        var sent = SentCommand(
            command: command, correlationID: "\(command.key)/\(copy)", routingKey: command.routingKey,
            body: command.json(at: .now), replyTo: any(replyTo))
        // Both copies prove the same; not every reporter has a secret.
        if command.actor.role == .reporter, case .code(let code) = command.target { sent.secret = secrets[code] }
        return sent
    }

    private mutating func malformed() -> SentCommand {
        let (routingKey, body) = any([
            ("case.reply", #"{"command":"reply","case":"KVNT-RWQH-SMPH","text":"tanpa id"}"#),
            ("case.reply", #"{"id":"x","command":"reply","case":"BBBB","text":"kode salah"}"#),
            ("case.vanish", #"{"id":"x","command":"vanish","case":"KVNT-RWQH-SMPH"}"#),
            ("case.close", "bukan JSON"), ("case.rate", #"{"id":"x","command":"rate"}"#),
        ])
        number += 1
        return SentCommand(
            correlationID: "\(series)-bad-\(number)", routingKey: routingKey, body: Array(body.utf8))
    }

    /// The actor's name is the command's own, so that the journal tells which command made which event.
    private mutating func command() -> CaseCommand {
        number += 1
        let name = any(CommandName.allCases)
        let key = "\(series)-\(number)"
        let role = chance(80) ? name.usualRole : any(CaseRole.allCases.filter { $0 != .system })
        var command = CaseCommand(name, key: key, target: .code(any(cases)), actor: CaseActor(role, id: "by-\(key)"))
        if chance(50) { command.expectedVersion = .random(in: 2...12, using: &random) }
        if chance(97) { command.reason = "alasan nomor \(number)" }
        if chance(97) { command.text = "kata bukan-untuk-umum nomor \(number)" }
        command.decision = "laporan ini benar"
        command.action = "diperbaiki \(number)"
        command.further = "ajukan keberatan"
        command.stars = .random(in: 1...5, using: &random)
        if name == .disposition || name == .transfer || chance(10) {
            command.body = chance(95) ? any(Self.bodies) : "NASA"
        }
        if name == .merge { command.into = any(cases) }
        if name == .escalate, chance(30) { command.level = .head }
        return command
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func any<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
}

/// Applications of several bodies that publish at once, each over a connection of its own.
enum Applications {
    /// Publishes all, shared out among `count` senders; returns when all are confirmed.
    ///
    /// - Parameter after: called with the number of messages published so far, by this thread alone.
    static func publish(
        _ messages: [SentCommand], to address: RabbitAddress, senders count: Int, window: Int = 50,
        _ after: (Int) throws -> Void = { _ in }
    ) throws {
        let windows = try stride(from: 0, to: messages.count, by: window).map {
            try messages[$0..<min($0 + window, messages.count)].map { try $0.publication }
        }
        var published = 0
        for start in stride(from: 0, to: windows.count, by: count) {
            let round = Array(windows[start..<min(start + count, windows.count)])
            DispatchQueue.concurrentPerform(iterations: round.count) { index in publish(round[index], to: address) }
            published += round.reduce(0) { $0 + $1.count }
            try after(published)
        }
    }

    /// Publishes until the broker has confirmed: a sender that is not sure sends again.
    private static func publish(_ messages: [Publication], to address: RabbitAddress) {
        for _ in 0..<100 {
            do throws(RabbitError) {
                var connection = try RabbitConnection(to: address)
                try connection.selectConfirms()
                for message in messages { try connection.publish(message) }
                try connection.waitForConfirms(milliseconds: 10_000)
                return
            } catch {
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }
}
