import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing

/// What a site's database, queues and outbox hold.
struct Records {
    let site: Site

    /// The one column of all rows, a text.
    func texts(_ sql: String) throws -> [String] {
        try site.look("SELECT value FROM (\(sql)) AS look (value)").map { $0.text("value") }
    }

    func count(_ sql: String) throws -> Int { Int(try texts("SELECT (\(sql))::text").first ?? "") ?? -1 }

    /// How many complaints there are.
    func complaints() throws -> Int { try count("SELECT count(*) FROM complaint") }

    /// The events of the case that is called `code`, in their order.
    func events(of code: String) throws -> [String] {
        try texts(
            """
            SELECT event FROM journal j JOIN complaint c ON c.id = j.complaint_id WHERE c.code = '\(code)'
            ORDER BY j.version
            """)
    }

    /// Waits until that case has `count` events.
    func awaitEvents(_ count: Int, of code: String, _ location: SourceLocation = #_sourceLocation) throws {
        let come = poll(seconds: 60) { (try? events(of: code).count) == count }
        let found = try events(of: code)
        try #require(come, "\(found)\n\(site.logs.suffix(2000))", sourceLocation: location)
    }

    /// How many claims are open.
    static let claims = "SELECT count(*) FROM notification_claim WHERE settled_at IS NULL"

    /// What is still on its way once `expected` complaints are to come, as SQL that counts it.
    private static let underWay = """
        SELECT (SELECT count(*) FROM complaint WHERE version = 1)
            + (SELECT count(*) FROM notification WHERE state IN ('claimed', 'queued'))
            + (\(claims))
            + (SELECT count(*) FROM complaint c WHERE NOT EXISTS (SELECT 1 FROM notification n
                WHERE n.complaint_id = c.id AND n.event IN ('assigned', 'unrouted')))
            + (SELECT count(*) FROM reporter r WHERE num_nonnulls(phone_hash, email_hash) > 0 AND NOT EXISTS
                (SELECT 1 FROM notification n WHERE n.complaint_id = r.complaint_id AND n.event = 'registered'))
        """

    /// Waits until `complaints` are stored, routed and notified of; what is missing after `seconds` is the failure.
    func settle(
        complaints expected: Int, seconds: Double = 60, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let settled = poll(seconds: seconds) {
            (try? complaints()) == expected && (try? count(Self.underWay)) == 0
        }
        guard !settled else { return }
        let state = try state(expected)
        try #require(settled, Comment(rawValue: state), sourceLocation: location)
    }

    private func state(_ expected: Int) throws -> String {
        let facts = [
            "complaints": "SELECT count(*) FROM complaint",
            "not routed": "SELECT count(*) FROM complaint WHERE version = 1",
            "claims": Self.claims, "due": "SELECT count(*) FROM notification_due",
            "queued": "SELECT count(*) FROM notification WHERE state = 'queued'",
            "claimed": "SELECT count(*) FROM notification WHERE state = 'claimed'", "under way": Self.underWay,
        ]
        let parts = try facts.map { "\($0.key) \(try count($0.value))" } + queues.map { "\($0) \(try depth($0))" }
        return "expected \(expected) complaints: " + parts.sorted().joined(separator: ", ") + "\n" + warnings
    }

    /// The last lines that matter of the workers' logs.
    private var warnings: String {
        site.logs.split(separator: "\n").filter {
            $0.contains("warning") || $0.contains("rror") || $0.contains("critical")
        }
        .suffix(20).joined(separator: "\n")
    }

    private var queues: [String] { Topology.stages.flatMap { [$0, "\($0).dead"] } }

    func depth(_ queue: String) throws -> Int { try site.broker.depth(queue) }

    /// Everything in `queue`, taken out.
    func take(_ queue: String) throws -> [Delivery] { try site.broker.take(queue, depth(queue)) }

    /// Each outbox line's id.
    func outboxIDs() throws -> [String] {
        try outboxLines().map { line in
            try #require((JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String)
        }
    }

    func outboxLines() throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(at: site.outbox, includingPropertiesForKeys: nil)
        return try files.flatMap { try String(contentsOf: $0, encoding: .utf8).split(separator: "\n").map(String.init) }
    }
}
