import Contract
import Rabbit
import Shared
import Store

/// Submissions that were accepted and could not be stored: those that are parked, and those that somebody discarded.
struct ParkedSubmissions: Encodable {
    /// Parked messages of intake, each once.
    private(set) var waiting = 0
    /// Further copies of these: a worker that dies after parking parks again.
    private(set) var copies = 0
    /// Those that somebody discarded.
    private(set) var discarded = 0
    /// What is in them.
    private(set) var keys: Set<SubmissionKey> = []

    private enum CodingKeys: String, CodingKey {
        case waiting, copies, discarded
    }

    /// Looks through the queue of parked submissions and the record of what was discarded; nil without a broker's address.
    ///
    /// - Throws: `RabbitError`, `SettingError`, and the errors of the database.
    static func read(_ database: inout Database) throws -> ParkedSubmissions? {
        guard Connections.environment.text(.amqpURL) != nil else { return nil }
        var parked = ParkedSubmissions()
        var seen: Set<String> = []
        var queue = try DeadQueue(stage: "intake")
        while let delivery = try queue.next() {
            let isNew = seen.insert(DeadLetter(delivery, stage: "intake").id).inserted
            if isNew { parked.waiting += 1 } else { parked.copies += 1 }
            parked.keys.formUnion(MessageHead(of: delivery.body).keys)
        }
        let discarded = try ParkedActionTable.discardedSubmissions(&database)
        parked.discarded = discarded.letters
        parked.keys.formUnion(discarded.keys)
        return parked
    }

    /// In a line.
    var phrase: Phrase { ReconciliationWords.parked(waiting, copies: copies, discarded: discarded) }
}
