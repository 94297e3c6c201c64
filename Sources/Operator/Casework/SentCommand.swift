package import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store

package struct SentCommand: CommandResult {
    var id: String
    var command: String
    var code: String?
    var version: Int?
    var status: String?

    /// Sends it and waits for what comes of it.
    ///
    /// - Parameter secret: what the case's reporter was told with the tracking code.
    /// - Throws: `Failure` `badData` or `notFound` when it is refused, `notYet`, `configuration` without a key to sign with;
    ///   without a key of codes when its id was used before.
    package init(_ command: CaseCommand, seconds: Int, secret: String? = nil) throws {
        var database = try Connections.database()
        let signer = try CommandSigner(&database)
        let publication = try signer.publication(of: command, at: try StoreClock.now(&database), secret: secret)
        let wait = try CommandWait(for: command, in: publication, by: signer.sender, &database)
        var connection = try Connections.publisher()
        try connection.publish(publication)
        try ConfirmPatience.wait(&connection, seconds: 10)
        let outcome = try wait.outcome(seconds: seconds, &database)
        guard !outcome.isKeptBack else {
            (id, self.command) = (command.key, command.name.rawValue)
            return
        }
        if let refusal = outcome.refusal { throw Failure(refusal) }
        id = command.key
        self.command = command.name.rawValue
        code = outcome.code.map(TrackingCode.grouped)
        version = outcome.version
        status = outcome.status?.rawValue
    }

    /// What stands in a file, or comes on standard input (`-`): arguments of a process can be seen by others.
    ///
    /// - Throws: `Failure` `noInput`.
    package static func secret(in file: String?) throws -> String? {
        guard let file else { return nil }
        let bytes = file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try InputFile.read(file)
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    package var text: String {
        command == CommandName.askCode.rawValue
            ? CaseWords.codeAsked.text : CaseWords.outcome(code ?? "-", status ?? "-", version ?? 0).text
    }

    /// The state machine, a line for each row.
    package static var moves: String {
        CaseMove.table.map { move in
            let from = CaseStatus.allCases.filter { move.from.contains($0) }.map(\.rawValue)
            let roles = CaseRole.allCases.filter { move.roles.contains($0) }.map(\.rawValue)
            let needs = move.needs.isEmpty ? "" : "; needs \(move.needs.map(\.rawValue).joined(separator: ", "))"
            let to =
                switch move.destination {
                case .to(let status): " → \(status.rawValue)"
                case .same: ""
                case .before: " → as before"
                }
            return
                "\(move.command.rawValue): \(from.joined(separator: " | "))\(to) (\(roles.joined(separator: ", "))\(needs))"
        }.joined(separator: "\n")
    }
}

extension Failure {
    init(_ refusal: CommandRefusal) {
        self.init(
            refusal.code == .unknownCase ? .notFound : .badData,
            (refusal.code == .tokenRole ? CaseWords.otherRole : CaseWords.refused)(
                Phrase(said: refusal.reason), refusal.code.rawValue))
    }
}

extension CaseCommand {
    /// A command on the case whose tracking code was typed.
    ///
    /// - Parameter key: the same key is the same command; nil: a new one.
    /// - Throws: `Failure` `badData` when there can be no such code.
    package init(_ name: CommandName, key: String?, on typed: String, actor: CaseActor) throws {
        self.init(
            name, key: key ?? UUID().uuidString.lowercased(), target: .code(try TrackingCode(typed: typed).description),
            actor: actor)
    }

    /// The case to follow, by its tracking code as it was typed.
    ///
    /// - Throws: `Failure` `badData`.
    package mutating func follow(_ typed: String?) throws {
        into = try typed.map { try TrackingCode(typed: $0).description }
    }
}

/// What a command waits for that is about to be sent.
struct CommandWait {
    /// Milliseconds between two looks.
    private static let pause = 20
    private let id: CommandID
    /// What became of it before; nil: nothing, or nothing final.
    private let before: CommandOutcome?
    /// When something that was not final was stored of it.
    private let unsettledAt: Instant?

    /// - Throws: `Failure` `badData` when the sender has used its id for something else.
    init(
        for command: CaseCommand, in publication: Publication, by sender: String, _ database: inout Database
    ) throws {
        id = CommandID(sender: sender, key: command.key)
        let known = try CommandTable.outcomes(of: [command.key], &database)[command.key] ?? []
        unsettledAt = known.first { $0.sender == sender }?.at
        // As CaseWorker reads it: what it says is compared.
        let read = CaseCommandDecoder().decode(publication.body, routingKey: publication.routingKey)
        let said = (try? read.first?.content.get())?.given(by: command.actor) ?? command
        switch try CommandsBefore([command.key], &database).found([(said, sender, isPutBack: false)])[0] {
        case .same(let known): before = known.outcome
        case .other(let refusal): throw Failure(refusal)
        case nil: before = nil
        }
    }

    /// What a command waits for that was sent under an id of its own.
    init(for command: CaseCommand, by sender: String) {
        id = CommandID(sender: sender, key: command.key)
        (before, unsettledAt) = (nil, nil)
    }

    /// Waits until CaseWorker has stored the outcome; what is not final is waited for anew.
    ///
    /// - Throws: `Failure` `notYet`.
    func outcome(seconds: Int, _ database: inout Database) throws -> CommandOutcome {
        if let before { return before }
        for _ in 0..<max(1, seconds * 1000 / Self.pause) {
            let known = try CommandTable.outcomes(of: [id.key], &database)[id.key]?.first { $0.id == id }
            if let known, known.isFinal || known.at != unsettledAt { return known.outcome }
            usleep(UInt32(Self.pause * 1000))
        }
        throw Failure(.notYet, CaseWords.noOutcome(seconds, id.key))
    }
}
