import Foundation
import Rabbit
import Shared
import Store

/// The parked messages of a stage, looked through from the beginning: those in its queue, then those that the queue had no room
/// for. What is not removed stays: the broker puts it back when the connection closes.
struct DeadQueue: ~Copyable {
    let stage: String
    private var name: String { "\(stage).dead" }
    private var connection: RabbitConnection
    /// How many in the queue are still to be looked at.
    private var leftInQueue: Int
    /// What lies in the queue when it is put down.
    private(set) var lying: Lying
    /// How many are still to be looked at.
    var left: Int { leftInQueue + overflow.left }
    /// Whether somebody else looks at the same time: what the broker has given them is not seen here.
    private(set) var isShared: Bool
    private var window = Window()
    private var overflow: Overflow
    /// What `next` gave last.
    private var last = Place.nowhere

    private enum Place {
        case nowhere, queue(tag: UInt64), overflow(row: Int)
    }

    /// - Throws: `RabbitError`, `PostgresError`; `SettingError` without a broker's address, or when the envelopes' keys cannot be read.
    init(stage: String) throws {
        try Connections.checkEnvelopeKeys()
        var connection = try RabbitConnection(to: try Connections.broker())
        // What comes while one looks is for the next look: a replayed message that is parked again must not come round.
        let depth = try connection.depth(of: "\(stage).dead")
        let overflow = try Overflow(stage)
        self.stage = stage
        leftInQueue = depth.ready
        lying = Lying(name: "\(stage).dead", count: depth.ready)
        isShared = depth.consumers > 0
        self.connection = connection
        self.overflow = overflow
    }

    /// The next message; nil when all have been seen.
    ///
    /// - Throws: `Failure` `notYet` when the broker stops giving out what it has; `RabbitError`, `PostgresError`.
    mutating func next() throws -> Delivery? {
        if let delivery = try nextInQueue() {
            last = .queue(tag: delivery.tag)
            return delivery
        }
        guard let (row, delivery) = try overflow.next() else { return nil }
        last = .overflow(row: row)
        return delivery
    }

    private mutating func nextInQueue() throws -> Delivery? {
        guard leftInQueue > 0 else { return nil }
        let name = name
        if window.isFull {
            let size = window.opened()
            _ = try connection.consume(name, prefetch: size)
        }
        for _ in 0..<Self.patience {
            guard let delivery = try nextEvent() else {
                // Somebody else may have taken the rest meanwhile.
                let depth = try connection.depth(of: name)
                guard depth.ready > 0 else {
                    isShared = true
                    leftInQueue = 0
                    return nil
                }
                continue
            }
            leftInQueue -= 1
            window.took(delivery.body.count)
            return delivery
        }
        throw Failure(.notYet, ParkedWords.notAllRead(name, leftInQueue))
    }

    /// Looks at the broker's answer, each a second long, that may be empty.
    private static let patience = 30

    private mutating func nextEvent() throws(RabbitError) -> Delivery? {
        while let event = try connection.next(milliseconds: 1000) {
            switch event {
            case .delivery(let delivery): return delivery
            case .closed(_, let text): throw RabbitError(.closedByBroker, in: "basic.consume", text)
            case .consumerCancelled: throw RabbitError(.consumerCancelled, in: "basic.consume", "\(name) is gone")
            default: continue
            }
        }
        return nil
    }

    /// Removes what `next` gave last.
    mutating func remove() throws {
        switch last {
        case .nowhere: return
        case .queue(let tag):
            try connection.acknowledge(tag)
            lying.count -= 1
            window.gaveBack()
        case .overflow(let row): try overflow.remove(row)
        }
        last = .nowhere
    }

    /// The channels with queues of their own.
    mutating func channels() throws -> [String] { try overflow.channels() }

    /// Corrects how much of each channel is counted as parked, by what was seen.
    mutating func correct(_ seen: [String: Int]) {
        // A store that takes no writes now is corrected by the next look.
        try? overflow.correct(seen)
    }

    /// Counts bytes no longer that were taken out of a channel's parked messages.
    mutating func free(_ bytes: Int, of channel: String) throws { try overflow.free(bytes, of: channel) }

    /// Shows the broker that somebody is still there, while something else takes its time.
    mutating func keepAlive() throws(RabbitError) { try connection.keepAlive() }
}

/// Messages that lay in a queue before somebody looked at them, and are not removed.
struct Lying {
    fileprivate let name: String
    fileprivate var count: Int

    /// Waits until they lie there again, so that who looks next sees them: the broker puts them back after the connection has closed. Where
    /// somebody else takes of them meanwhile, some seconds are enough.
    ///
    /// - Throws: `RabbitError`, `SettingError`.
    func wait() throws {
        guard count > 0 else { return }
        var look = try RabbitConnection(to: try Connections.broker())
        for _ in 0..<100 {
            guard try look.messageCount(of: name) < count else { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }
}

/// How many messages the broker may give out unread: as many as fit into some megabytes. All at once would be a gigabyte on its way
/// from a full queue. A window that is full is never emptied, as what was looked at stays with the reader: the next is opened
/// beside it.
private struct Window {
    private static let bytes = 8 << 20
    private static let sizes = 10...1000
    /// How many more the broker may give out.
    private var room = 0
    private var (messages, size) = (0, 0)

    var isFull: Bool { room <= 0 }

    /// How large the next one is: by the size of what was seen so far.
    mutating func opened() -> Int {
        let fitting = messages == 0 ? Self.sizes.lowerBound : Self.bytes / max(1, size / messages)
        room = min(max(fitting, Self.sizes.lowerBound), Self.sizes.upperBound)
        return room
    }

    mutating func took(_ bytes: Int) {
        room -= 1
        messages += 1
        size += bytes
    }

    /// One was removed: the broker gives out another in its place.
    mutating func gaveBack() { room += 1 }
}

/// Parked messages of a stage that the store keeps, a few at a time.
private struct Overflow: ~Copyable {
    private static let atOnce = 50
    private let stage: String
    private var database: Database
    private var read: ArraySlice<ParkedOverflow.Message> = []
    private var lastRow = 0
    private(set) var left: Int

    init(_ stage: String) throws {
        self.stage = stage
        var database = try Connections.database()
        left = try ParkedOverflow.counts(&database)[stage] ?? 0
        self.database = database
    }

    mutating func next() throws -> (row: Int, delivery: Delivery)? {
        guard left > 0 else { return nil }
        if read.isEmpty {
            read = try ParkedOverflow.messages(of: stage, after: lastRow, limit: Self.atOnce, &database)[...]
        }
        guard let message = read.popFirst() else {
            left = 0
            return nil
        }
        left -= 1
        lastRow = message.row
        let properties = try KeptProperties(json: message.properties).properties
        return (message.row, Delivery(tag: 0, routingKey: stage, properties: properties, body: message.body))
    }

    mutating func channels() throws -> [String] { try ChannelBudgetTable.channels(&database) }

    mutating func correct(_ seen: [String: Int]) throws {
        let known = try ChannelBudgetTable.uses(&database)
        guard known.contains(where: { $0.parked != seen[$0.budget.channel] ?? 0 }) else { return }
        try ChannelBudgetTable.correct(seen, &database)
    }

    mutating func free(_ bytes: Int, of channel: String) throws {
        try ChannelBudgetTable.add(parked: -bytes, of: channel, &database)
    }

    mutating func remove(_ row: Int) throws { try ParkedOverflow.remove(row, &database) }
}
