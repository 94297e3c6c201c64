import Complaints
import Rabbit
import Shared
import Store

/// Parked messages of a person: in the queues, in the table that takes what those have no room for, and those that the desk has taken
/// out and still keeps. Nothing could read them, so they are known by the number or address that stands in them, or
/// beside them in what their senders said of them.
struct PersonParked {
    /// One of them. Personal data.
    struct Message {
        var letter: DeadLetter
        /// Whether the desk has taken it out.
        var isKept: Bool
        var body: [UInt8]
        /// What its sender said beside the body.
        var properties: SentProperties

        init(_ delivery: Delivery, stage: String, isKept: Bool) {
            letter = DeadLetter(delivery, stage: stage)
            (self.isKept, body) = (isKept, delivery.opened.body)
            properties = SentProperties(delivery.properties)
        }
    }

    private(set) var messages: [Message] = []
    /// Queues in which somebody else holds messages, which are not seen.
    private(set) var sharedQueues: [String] = []
    /// Messages that the desk has taken out and that cannot be opened, because a master key is not at hand.
    private var sealedAway: Set<Int> = []
    /// Messages whose senders have sealed them for a key that is not at hand.
    private var locked: Set<String> = []
    /// Whether there is no broker's address: then no queue was looked at.
    let isWithoutBroker = Connections.environment.text(.amqpURL) == nil
    private let marks: PersonMarks

    /// Looks through all of them, and leaves them where they are.
    ///
    /// - Throws: `Failure` `notYet` when the broker stops giving out what it has; `RabbitError`, `PostgresError`.
    init(of addresses: [PersonAddress], _ database: inout Database) throws {
        marks = PersonMarks(addresses)
        for stage in isWithoutBroker ? [] : Topology.stages {
            var queue = try DeadQueue(stage: stage)
            try look(&queue) { _, _ in }
            if queue.isShared { sharedQueues.append("\(stage).dead") }
            let lying = queue.lying
            _ = consume queue
            try lying.wait()
        }
        for (letter, delivery) in try kept(&database) {
            messages.append(Message(delivery, stage: letter.named.stage, isKept: true))
        }
    }

    /// Removes them for good, each written down as discarded before: a channel's ledger still finds them.
    ///
    /// - Returns: how many.
    mutating func erase(by run: ParkedActionTable.Run, _ database: inout Database) throws -> Int {
        var erased = 0
        for stage in Set(messages.filter { !$0.isKept }.map(\.letter.stage)).sorted() {
            var queue = try DeadQueue(stage: stage)
            try look(&queue) { delivery, queue in
                let letter = DeadLetter(delivery, stage: stage)
                try ParkedActionTable.record(
                    .discard, letter.named(MessageHead(parked: delivery).keys), at: try StoreClock.now(&database),
                    by: run, &database)
                try queue.remove()
                if stage == "intake", let channel = letter.channel {
                    try queue.free(delivery.parkedBytes, of: channel)
                }
                erased += 1
            }
        }
        for (letter, _) in try kept(&database) {
            try KeptLetterTable.erase(letter, &database)
            erased += 1
        }
        return erased
    }

    private mutating func look(
        _ queue: inout DeadQueue, _ found: (Delivery, inout DeadQueue) throws -> Void
    ) throws {
        while let delivery = try queue.next() {
            guard stands(delivery) else { continue }
            messages.append(Message(delivery, stage: queue.stage, isKept: false))
            try found(delivery, &queue)
        }
    }

    private mutating func kept(_ database: inout Database) throws -> [(KeptLetterTable.Letter, Delivery)] {
        var found: [(KeptLetterTable.Letter, Delivery)] = []
        for letter in try KeptLetterTable.letters(stages: Topology.stages, limit: Int(Int32.max), &database) {
            guard let content = try content(of: letter, &database) else { continue }
            let properties = try KeptProperties(json: content.properties).properties
            let delivery = Delivery(tag: 0, properties: properties, body: content.body)
            if stands(delivery) { found.append((letter, delivery)) }
        }
        return found
    }

    /// Whether a message is the person's, as far as it can be opened.
    private mutating func stands(_ delivery: Delivery) -> Bool {
        if delivery.isLocked(for: Connections.envelopeKeys) { locked.insert(DeadLetter(delivery, stage: "intake").id) }
        return marks.stand(in: delivery.opened)
    }

    private mutating func content(
        of letter: KeptLetterTable.Letter, _ database: inout Database
    ) throws -> KeptLetterTable.Content? {
        switch try KeptLetterTable.look(at: letter, &database) {
        case .found(let content): return content
        case .gone: return nil
        case .locked:
            sealedAway.insert(letter.row)
            return nil
        }
    }

    /// What others hold was not seen, nor what cannot be opened.
    var failure: Failure? {
        if !sealedAway.isEmpty { return Failure(.configuration, PersonWords.sealedAway(sealedAway.count)) }
        if !locked.isEmpty { return Failure(.configuration, PersonWords.lockedEnvelopes(locked.count)) }
        guard !sharedQueues.isEmpty else { return nil }
        return Failure(.notYet, sharedQueues.map { ParkedWords.lookedAt($0) }.joined("\n"))
    }
}

/// A parked message of a person, as it is listed.
package struct PersonsParked: Encodable {
    var id: String
    var stage: String
    var code: String
    var parkedAt: String?
    /// Whether it lies among those that the desk has taken out.
    var isKept: Bool

    init(_ message: PersonParked.Message) {
        let letter = message.letter
        (id, stage, code, parkedAt) = (letter.id, letter.stage, letter.code, letter.parkedAt)
        isKept = message.isKept
    }

    static func table(_ rows: [PersonsParked]) -> String {
        TextTable(
            [.id, .stage, .code, .parkedAt],
            rows.map { [$0.id, $0.stage, $0.code, IndonesianZone.wib.time(rfc3339: $0.parkedAt)] }
        ).text
    }
}
