public import Postgres

/// Which events the broker has confirmed, to be marked in the next transaction: `next_published_at` of a complaint says
/// that the event of its present version is with the broker.
public struct OutboxMarks: Sendable {
    private var ids = BinaryArray(.uuid)
    private var versions = BinaryArray(.integer)
    private var bounds: (ComplaintID, ComplaintID)?

    /// Nothing to mark.
    public init() {}

    /// Whether there is nothing to mark.
    public var isEmpty: Bool { bounds == nil }

    /// The event that made `version` of `complaint` is confirmed.
    public mutating func add(_ complaint: ComplaintID, version: Int) {
        ids.appendUUID(high: complaint.high, low: complaint.low)
        versions.append(Int32(version))
        let old = bounds ?? (complaint, complaint)
        bounds = (min(old.0, complaint), max(old.1, complaint))
    }

    /// The same from a message id `<complaint>:<version>`.
    public mutating func add(messageID: String) {
        let parts = messageID.split(separator: ":")
        guard parts.count == 2, let id = ComplaintID(parts[0]), let version = Int(parts[1]) else { return }
        add(id, version: version)
    }

    /// Stores the marks. A complaint that has moved on since is left alone: its new event marks it.
    ///
    /// - Throws: `PostgresError`.
    public func store(_ connection: inout PostgresConnection, at now: Instant) throws(PostgresError) {
        guard let bounds else { return }
        try connection.execute(
            "mark",
            """
            UPDATE complaint c SET next_published_at = $5
            FROM unnest($1, $2) AS m (id, version)
            WHERE c.id = m.id AND c.version = m.version AND c.id BETWEEN $3 AND $4
            """,
            [
                .array(ids), .array(versions), .uuid(high: bounds.0.high, low: bounds.0.low),
                .uuid(high: bounds.1.high, low: bounds.1.low), .timestamptz(microseconds: now.microseconds),
            ])
    }
}
