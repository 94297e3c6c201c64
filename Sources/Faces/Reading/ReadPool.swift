import Dispatch
import Logging
package import Postgres
package import Shared
import Store
import Synchronization

/// Sessions of the store for those who wait for what they read, each on a thread of its own. Nobody waits for long: while the store is
/// away, or too many wait already, they are told so.
package final class ReadPool: Sendable {
    /// Why nothing was read.
    package enum Refusal: Error, Sendable, Equatable {
        case away, busy
        /// It is not the store's absence: it was logged.
        case fault
    }

    private struct Job: Sendable {
        var deadline: Int
        /// Reads, and tells whoever waits.
        var read: @Sendable (inout PostgresConnection) throws(PostgresError) -> Void
        var refuse: @Sendable (Refusal) -> Void
    }

    /// Milliseconds for which somebody waits for a session.
    private static let patience = 2_000
    private static let mostWaiting = 256
    /// Seconds that one statement may take.
    private static let seconds = 2

    /// What the server calls its sessions.
    private let name: String
    private let url: String
    private let world: LaneWorld
    private let waiting = Mutex<[Job]>([])
    private let bell = DispatchSemaphore(value: 0)
    private let news = Mutex(RefusalLog())

    package init(name: String, url: String, world: LaneWorld) {
        (self.name, self.url, self.world) = (name, url, world)
    }

    /// What `work` reads.
    ///
    /// - Throws: `Refusal`.
    package func read<Value: Sendable>(
        _ work: @escaping @Sendable (inout PostgresConnection) throws(PostgresError) -> Value
    ) async throws(Refusal) -> Value {
        let deadline = world.milliseconds() + Self.patience
        let result: Result<Value, Refusal> = await withCheckedContinuation { continuation in
            let job = Job(deadline: deadline) { session throws(PostgresError) in
                let value = try work(&session)
                continuation.resume(returning: .success(value))
            } refuse: {
                continuation.resume(returning: .failure($0))
            }
            let isTaken = waiting.withLock { waiting in
                guard waiting.count < Self.mostWaiting else { return false }
                waiting.append(job)
                return true
            }
            if isTaken { bell.signal() } else { job.refuse(.busy) }
        }
        return try result.get()
    }

    /// Reads for others on the calling thread until `status` asks it to end.
    package func run(_ status: LaneStatus) {
        var session: Database?
        status.setReady(true)
        while true {
            status.beat()
            guard bell.wait(timeout: .now() + .milliseconds(200)) == .success, let job = next() else {
                if status.isStopping { break }
                continue
            }
            guard job.deadline > world.milliseconds() else {
                job.refuse(.busy)
                continue
            }
            session = serve(job, session.take())
        }
        status.setReady(false)
    }

    private func next() -> Job? { waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

    /// The session that was read in; nil when it is of no use any more.
    private func serve(_ job: Job, _ last: consuming Database?) -> Database? {
        do {
            if var session = last {
                do {
                    try job.read(&session)
                    return session
                } catch  where error.isSessionLost {
                    // What broke since it was last used is no reason to refuse.
                }
            }
            var session = try Database.readOnly(at: url, name: name, seconds: Self.seconds)
            try job.read(&session)
            return session
        } catch {
            if case .unavailable? = DatabaseFault(error) {
                job.refuse(.away)
            } else {
                if news.withLock({ $0.isNews(error, world) }) {
                    world.log(.error, "cannot read for those who ask", LogFacts.of(error))
                }
                job.refuse(.fault)
            }
            return nil
        }
    }
}
