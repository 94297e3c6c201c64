import Complaints
import Contract
import Rabbit
import Shared
import Store

/// The record of what people do to parked messages, in one call of the command line.
struct ParkedActions: ~Copyable {
    private var database: Database
    private let run: ParkedActionTable.Run

    /// - Parameters:
    ///   - actor: who does it.
    ///   - reason: why.
    init(actor: String, reason: String?) throws {
        var database = try Connections.database()
        run = ParkedActionTable.Run(
            number: try ParkedActionTable.nextRun(&database), actor: actor, reason: reason)
        self.database = database
    }

    var name: RunName { RunName(run.number) }

    /// Writes down that a message is about to be put back to its stage; it is stored when this returns.
    mutating func recordReplay(_ letter: DeadLetter) throws {
        try ParkedActionTable.record(.replay, letter.named(), at: try StoreClock.now(&database), by: run, &database)
    }

    /// A message of commands, signed with the operator's own key. What can be read as no command stays as it is: it will be
    /// parked again.
    ///
    /// - Throws: `Failure` `configuration` without a registered key.
    mutating func sign(_ publication: Publication, by actor: String) throws -> Publication {
        let entries = CaseCommandDecoder().decode(publication.body, routingKey: publication.routingKey)
        guard let command = entries.lazy.compactMap({ try? $0.content.get() }).first else { return publication }
        return try CommandSigner(&database).signed(
            publication, by: CaseActor(command.name.usualRole, id: actor), at: try StoreClock.now(&database))
    }

    /// Keeps a message that is about to be discarded; it is stored when this returns.
    mutating func keepDiscarded(_ delivery: Delivery, _ letter: DeadLetter) throws {
        try keep(delivery, letter.named(MessageHead(parked: delivery).keys), .discard, copy: nil)
    }

    /// Keeps a message in whose place a corrected copy is about to be published; it is stored when this returns.
    mutating func keepOriginal(_ delivery: Delivery, _ letter: DeadLetter, corrected: [UInt8], copy: String) throws {
        // What the copy has too is looked for by the copy: it must be stored, or parked again.
        let kept = Set(MessageHead(of: corrected).keys)
        let keys = MessageHead(parked: delivery).keys.filter { !kept.contains($0) }
        try keep(delivery, letter.named(keys), .edit, copy: copy)
    }

    private mutating func keep(
        _ delivery: Delivery, _ letter: ParkedActionTable.Letter, _ action: ParkedActionTable.Action, copy: String?
    ) throws {
        try Connections.requireKeys(&database)
        var properties = delivery.properties
        // The queue's own count.
        properties.headers["x-delivery-count"] = nil
        let content = KeptLetterTable.Content(
            properties: try KeptProperties(properties).json, body: delivery.body)
        try KeptLetterTable.keep(
            letter, content, action, copy: copy, at: try StoreClock.now(&database), by: run, &database)
    }
}

/// How a call of the command line is named, so that it can be undone: `run-17`. No id begins so.
package struct RunName: CustomStringConvertible, Encodable {
    private static let prefix = "run-"
    let number: Int64

    init(_ number: Int64) { self.number = number }

    /// Nil when `text` names none.
    init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), let number = Int64(text.dropFirst(Self.prefix.count)), number > 0 else {
            return nil
        }
        self.number = number
    }

    package var description: String { "\(Self.prefix)\(number)" }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
