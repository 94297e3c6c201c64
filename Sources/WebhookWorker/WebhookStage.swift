import Complaints
import Contract
import Postgres
import Rabbit
import Shared
import Store

/// Notes for each receiver what it is to be told. From then on the database and not the queue remembers it.
struct WebhookStage: Stage, ~Copyable {
    let inputIsOurs = true
    private let decoder = CaseEventDecoder(reading: .event)
    private let now: @Sendable () -> Instant
    private var session: DatabaseSession

    init(_ session: consuming DatabaseSession, now: @escaping @Sendable () -> Instant) {
        self.session = session
        self.now = now
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<CaseEventMessage>] { decoder.decode(delivery.body) }

    mutating func handle(_ items: ArraySlice<CaseEventMessage>) throws(StageFailure) -> [Verdict] {
        let (heard, now) = (items.map { DeliveryTable.Heard($0.complaint, $0.version) }, now())
        try session.transaction { connection throws(PostgresError) in
            try DeliveryTable.note(heard, at: now, &connection)
        }
        return items.map { _ in .finish }
    }

    mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    mutating func confirmed(_ outbound: [Outbound]) {}

    mutating func idle() throws(StageFailure) { try session.check(at: now()) }

    mutating func reopen() throws(StageFailure) { try session.reopen() }
}
