import Complaints
import Logging
import Postgres
import Shared
import Store
import TLS
import Tokens
import Transfer

/// Keeps calling one receiver, from session to session.
struct CourierRunner: Sendable {
    /// Milliseconds between two looks while there is nothing to send.
    private static let pause = 500
    let id: Int32
    let url: String
    let keys: CaseKeys
    let tls: TLSFiles
    let report: AttemptReport
    let world: LaneWorld

    func run(_ status: LaneStatus) {
        var refusals = RefusalLog()
        // What a receiver did outlives a session.
        var patience = ReceiverPatience()
        world.keepGoing(status) { worked in
            var courier = try Courier(self, patience)
            defer { patience = courier.patience }
            while !status.isStopping {
                let sent = try courier.turn()
                status.setReady(true)
                refusals.worksAgain("lane works again", world)
                if sent > 0 {
                    worked()
                    status.count { counts in
                        counts.batches += 1
                        counts.items += sent
                    }
                    status.beat()
                } else {
                    world.wait(Self.pause, status)
                }
            }
        } report: { error in
            if !refusals.take(error, world), refusals.isNews(error, world) {
                world.log(.warning, "lane interrupted, opening it again", LogFacts.of(error))
            }
            return 0
        }
    }
}

/// Sends what waits for one receiver. It has a session, and the receiver, for itself: of all processes one calls, and when that ends,
/// however it ends, another goes on. What was sent and not written down is sent again, with the same id.
private struct Courier: ~Copyable {
    /// Events of different cases that are under way at a time.
    private static let atOnce = 16
    private let runner: CourierRunner
    private var session: DatabaseSession
    private var client: TransferClient
    private let now: @Sendable () -> Instant
    private(set) var patience: ReceiverPatience
    private var isMine = false

    /// - Throws: `StageFailure` `unavailable`.
    init(_ runner: CourierRunner, _ patience: ReceiverPatience) throws(StageFailure) {
        let now = try StoreClock.of(runner.url)
        let session = try DatabaseSession(url: runner.url, name: WorkerTable.webhook, keys: runner.keys)
        self.runner = runner
        self.patience = patience
        self.session = session
        self.now = now
        client = TransferClient(concurrency: Self.atOnce, connectTimeout: .seconds(5))
    }

    /// - Returns: how many events were tried.
    /// - Throws: `StageFailure`; what was sent then is sent again.
    mutating func turn() throws(StageFailure) -> Int {
        let (id, now) = (runner.id, now())
        let found = try session.read { connection throws(PostgresError) in try WebhookTable.one(id, &connection) }
        guard let hook = found, try takesIt() else { return 0 }
        if hook.isTestWanted { try test(hook, at: now) }
        guard hook.state == .enabled, hook.pausedUntil.map({ $0 <= now }) ?? true else { return 0 }
        let limit = patience.isProbing ? 1 : Self.atOnce
        let due = try session.read { connection throws(PostgresError) in
            try DeliveryTable.due(for: hook, limit: limit, at: now, &connection)
        }
        guard !due.isEmpty else { return 0 }
        try send(due, to: hook, at: now)
        return due.count
    }

    private mutating func send(_ due: [DueDelivery], to hook: Webhook, at now: Instant) throws(StageFailure) {
        let secrets = try secrets(of: hook, at: now)
        KillPoint.claimed.pass()
        let tls = runner.tls
        let outcomes = client.perform(
            due.map {
                WebhookRequest.make(to: hook, id: $0.messageID, json: $0.json, signedBy: secrets, at: now, tls: tls)
            })
        KillPoint.answered.pass()
        let end = self.now()
        let answers = outcomes.map { ReceiverAnswer($0, at: end) }
        runner.report.tell(answers)
        let (ends, receiver) = patience.judge(
            zip(due, answers).map { ($0, $1) }, failingSince: hook.failingSince, at: end)
        try session.transaction { connection throws(PostgresError) in
            try DeliveryTable.settle(ends, of: hook.id, receiver, at: end, &connection)
        }
        if let why = receiver.disabled {
            runner.world.log(
                .error, "webhook disabled, its events wait: see 'lapor webhook show'",
                ["webhook": .text(hook.name), "reason": .text(why)])
        }
    }

    private mutating func test(_ hook: Webhook, at now: Instant) throws(StageFailure) {
        let request = WebhookRequest.test(
            of: hook, signedBy: try secrets(of: hook, at: now), at: now, tls: runner.tls)
        let end = self.now()
        let answer = ReceiverAnswer(client.perform([request])[0], at: end).text
        try session.transaction { connection throws(PostgresError) in
            try WebhookTable.answerTest(hook.id, answer, at: end, &connection)
        }
    }

    private mutating func secrets(of hook: Webhook, at now: Instant) throws(StageFailure) -> [WebhookSecret] {
        try session.read { connection throws(PostgresError) in
            try WebhookTable.secrets(of: hook.id, at: now, &connection)
        }
    }

    /// Whether this process is the one that calls the receiver.
    private mutating func takesIt() throws(StageFailure) -> Bool {
        // Taking a lock twice would need giving it back twice.
        guard !isMine else { return true }
        let id = runner.id
        isMine = try session.read { connection throws(PostgresError) in try WebhookTable.take(id, &connection) }
        return isMine
    }
}
