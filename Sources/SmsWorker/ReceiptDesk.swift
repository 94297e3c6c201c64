import Complaints
import Kannel
import Postgres
import Store

/// Receipts of SMS on their way into the store. bearerbox keeps them until they are there: of those that it hands out it lets only so
/// many wait, so that incoming SMS are not held up for ever by a database that is away. Confined to its thread.
struct ReceiptDesk: ~Copyable {
    /// Receipts that wait: bearerbox lets a hundred messages wait for their acknowledgement.
    static let most = 64
    /// Milliseconds between two tries to reach the database, and seconds that each may take.
    private static let pause = 5_000
    private static let seconds = 2
    private let url: String
    private let name: String
    private let now: @Sendable () -> Instant
    private var waiting: [BoxSMS] = []
    private var session: PostgresConnection?
    private var nextAt: Int?

    init(url: String, name: String, now: @escaping @Sendable () -> Instant) {
        (self.url, self.name, self.now) = (url, name, now)
    }

    mutating func take(_ report: BoxSMS) { waiting.append(report) }

    /// Stores what waits.
    ///
    /// - Parameter milliseconds: of the lane's clock.
    /// - Returns: the messages that may be acknowledged; of these, how many are stored nowhere.
    mutating func settle(at milliseconds: Int) -> (ids: [String], dropped: Int) {
        guard !waiting.isEmpty else { return ([], 0) }
        if nextAt.map({ milliseconds >= $0 }) ?? true {
            do throws(PostgresError) {
                try store()
                defer { waiting = [] }
                nextAt = nil
                return (waiting.map(\.id), 0)
            } catch {
                session = nil
                nextAt = milliseconds + Self.pause
            }
        }
        // Whose receipt is dropped ends unknown, as if none had come.
        let over = max(0, waiting.count - Self.most)
        defer { waiting.removeFirst(over) }
        return (waiting.prefix(over).map(\.id), over)
    }

    private mutating func store() throws(PostgresError) {
        let receipts = waiting.compactMap(NoticeReceipt.init)
        guard !receipts.isEmpty else { return }
        var connection = try connection()
        _ = try ReceiptTable.note(receipts, at: now(), &connection)
        session = consume connection
    }

    /// The session of before, or a new one.
    private mutating func connection() throws(PostgresError) -> PostgresConnection {
        if let kept = session.take() { return kept }
        return try PostgresConnection(at: url, name: name, seconds: Self.seconds)
    }
}

extension NoticeReceipt {
    /// Nil: it says nothing final, or is about no notice.
    init?(_ report: BoxSMS) {
        guard let notice = report.reportKey.flatMap(ComplaintID.init) else { return nil }
        if report.reports.contains(.delivered) {
            self.init(notice, isDelivered: true)
        } else if !report.reports.isDisjoint(with: [.undeliverable, .refused]) {
            self.init(notice, isDelivered: false)
        } else {
            return nil
        }
    }
}
