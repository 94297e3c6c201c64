import Complaints
import Contract
import Foundation
import Shared
import Testing

/// Commands on a report that nobody has stored yet.
extension Site {
    /// Publishes a report; its tracking code.
    func submitted() throws -> String {
        let ending = try submit("Lampu jalan mati di Kota Bandung", ["phone": "0812-0000-0077"], "--channel", "loket")
        try #require(ending.code == 0, "\(ending)")
        return ending.output.trimmingCharacters(in: .whitespacesAndNewlines).replacingOccurrences(of: "-", with: "")
    }
}

extension SentCommand {
    // They want an answer in the queue `answers`.

    /// A verification, which is possible as soon as the case is there.
    static func verify(_ code: String, _ key: String) -> SentCommand {
        early(CaseCommand(.verify, key: key, target: .code(code), actor: CaseActor(.coordinator, id: "by-\(key)")))
    }

    /// A refusal, which is possible when somebody has the case, and not before.
    static func refuse(_ code: String, _ key: String) -> SentCommand {
        var command = CaseCommand(.refuse, key: key, target: .code(code), actor: CaseActor(.officer, id: "by-\(key)"))
        command.reason = "bukan wewenang"
        return early(command)
    }

    private static func early(_ command: CaseCommand) -> SentCommand {
        SentCommand(
            command: command, correlationID: "c-\(command.key)", routingKey: command.routingKey,
            body: command.json(at: .now), replyTo: "answers")
    }
}

extension Records {
    /// All answers to these commands.
    func answers(to messages: [SentCommand]) throws -> [CommandOutcome] {
        try replies(to: messages, from: "answers").values.flatMap { $0 }
    }
}
