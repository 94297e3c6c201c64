import Rabbit
import Shared
import Store

/// Queues, delays and counts: whether the pipeline gets its work done.
package struct PipelineStatus: CommandResult {
    struct Queue: Encodable {
        var name: String
        var waiting: Int
        var consumers: Int
        var parked: Int
    }

    struct Unread: Encodable {
        var fields: Int
        /// Of these, contacts that nobody has mended.
        var contacts: Int
    }

    /// Something that should soon be done, and since when the oldest of it waits.
    struct Lag: Encodable {
        var name: Phrase
        var count: Int
        var oldestSeconds: Double?
    }

    var queues: [Queue]
    var lags: [Lag]
    var complaints: Int
    var notifications: [String: Int]
    /// Optional fields that intake could not read.
    var unread: Unread
    /// Nil when nothing was compared yet.
    var reconciled: LastReconciliation?
}

extension PipelineStatus {
    package init() throws {
        var connection = try RabbitConnection(to: try Connections.broker())
        var database = try Connections.database()
        let overflow = try ParkedOverflow.counts(&database)
        let channels = try ChannelBudgetTable.channels(&database)
        queues = try Topology.stages.map { stage in
            var queue = try Queue(stage, channels, &connection)
            queue.parked += overflow[stage] ?? 0
            return queue
        }
        lags = try WaitingWork.all(at: try StoreClock.now(&database), &database).map {
            // What waits for its time is not late, however long.
            let hasOldest = $0.count > 0 && $0.kind != .later
            return Lag(
                name: $0.kind.name, count: $0.count,
                oldestSeconds: hasOldest ? ($0.oldestSeconds * 10).rounded() / 10 : nil)
        }
        complaints = try CaseTable.count(&database)
        notifications = try NotificationTable.counts(&database)
        let unread = try UnreadFieldTable.counts(&database)
        self.unread = Unread(fields: unread.fields, contacts: unread.contacts)
        reconciled = try Reconciliation.last(&database).map(LastReconciliation.init)
    }

    private static let queueColumns: [Phrase] = [.queue, .waiting, .consumers, .parked]
    private static let lagColumns: [Phrase] = [.toBeDone, .count, .oldest]
    private static let countColumns: [Phrase] = [.stored, .count]
    package static let columns = queueColumns + lagColumns + countColumns

    package var text: String {
        [queueTable, lagTable, countTable, proof]
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    var proof: String { (reconciled?.phrase ?? WorkWords.noneYet).text }

    var queueTable: String {
        TextTable(Self.queueColumns, queues.map { [$0.name, $0.waiting, $0.consumers, $0.parked] }).text
    }

    var lagTable: String {
        TextTable(
            Self.lagColumns,
            lags.map { lag in [lag.name.text, lag.count, lag.oldestSeconds.map { Phrase(seconds: $0).text }] }
        ).text
    }

    var countTable: String {
        let states = notifications.sorted { $0.key < $1.key }
        return TextTable(
            Self.countColumns,
            [[WorkWords.complaints, complaints]] + unreadRows + states.map { [WorkWords.notices($0.key), $0.value] }
        ).text
    }
}

extension PipelineStatus {
    private var unreadRows: [TextTable.Row] {
        guard unread.fields > 0 else { return [] }
        return [[WorkWords.unreadFields, unread.fields], [WorkWords.unreadContacts, unread.contacts]]
    }
}

extension PipelineStatus.Queue {
    fileprivate init(
        _ stage: String, _ channels: [String], _ connection: inout RabbitConnection
    ) throws(RabbitError) {
        let depth = try connection.depth(before: stage, channels: channels)
        self.init(
            name: stage, waiting: depth.ready, consumers: depth.consumers,
            parked: try connection.messageCount(of: "\(stage).dead"))
    }
}
