import Complaints
import Contract
import Foundation
import Shared
import Testing

/// Commands on a report that nobody has stored yet.
extension Site {
    /// Publishes a report; its tracking code.
    func submitted() throws -> String {
        let output = try run(
            "submit", "--channel", "loket", "--phone", "0812-0000-0077", "--text", "Lampu jalan mati di Kota Bandung")
        return output.trimmingCharacters(in: .whitespacesAndNewlines).replacingOccurrences(of: "-", with: "")
    }
}

extension SentCommand {
    /// A verification that wants an answer in the queue `answers`.
    static func verify(_ code: String, _ key: String) -> SentCommand {
        let command = CaseCommand(
            .verify, key: key, target: .code(code), actor: CaseActor(.coordinator, id: "by-\(key)"))
        return SentCommand(
            command: command, correlationID: "c-\(key)", routingKey: command.routingKey,
            body: command.json(at: .now), replyTo: "answers")
    }
}

extension Records {
    /// All answers to these commands.
    func answers(to messages: [SentCommand]) throws -> [CommandOutcome] {
        try replies(to: messages, from: "answers").values.flatMap { $0 }
    }
}
