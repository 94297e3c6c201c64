import Foundation
import Rabbit
import Shared
import Testing

/// The balance: everything that was accepted is there, once, and nothing else.
extension Records {
    /// Compares database, queues and outbox with what was accepted. All workers must have been stopped in order.
    ///
    /// - Parameters:
    ///   - parkedAgain: how many copies of bad messages there may be beyond the first of each, when a worker ended between
    ///     parking and acknowledging. Each must say of itself that it had been delivered before.
    ///   - publishedAgain: how many bad messages the channel itself had to publish again.
    func balance(
        _ messages: [TestMessage], accepted: Set<String>, parkedAgain: Int = 0, publishedAgain: Int = 0,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let good = Dictionary(
            messages.filter { $0.key != nil && accepted.contains($0.messageID) }.map { ($0.key ?? "", $0.hasContact) },
            uniquingKeysWith: { first, _ in first })
        let stored = try texts("SELECT channel || ' ' || external_id FROM submission")
        #expect(Set(stored) == Set(good.keys), "submissions", sourceLocation: location)
        #expect(stored.count == good.count, "submissions twice", sourceLocation: location)
        try balanceCases(good.count, location)
        try balanceNotifications(reachable: good.values.count { $0 }, location)
        let logs = site.logs
        for secret in Submissions.secrets {
            #expect(!logs.contains(secret), "a log tells '\(secret)'", sourceLocation: location)
        }
        for stage in Topology.stages {
            #expect(try depth(stage) == 0, "\(stage)", sourceLocation: location)
            if stage != "intake" { #expect(try depth("\(stage).dead") == 0, "\(stage).dead", sourceLocation: location) }
        }
        let bad = messages.filter { $0.key == nil }.map(\.messageID)
        try balanceParked(Set(bad), again: parkedAgain, published: publishedAgain, location)
    }

    private func balanceCases(_ expected: Int, _ location: SourceLocation) throws {
        #expect(try complaints() == expected, "complaints", sourceLocation: location)
        let facts = [
            "complaints of a submission":
                "SELECT count(*) FROM complaint c JOIN submission s ON s.complaint_id = c.id",
            "registered": "SELECT count(*) FROM journal WHERE event = 'registered' AND version = 1",
            "routed":
                "SELECT count(DISTINCT complaint_id) FROM journal WHERE event IN ('assigned', 'unrouted') AND version = 2",
            "at version 2": "SELECT count(*) FROM complaint WHERE version = 2",
        ]
        for (name, sql) in facts { #expect(try count(sql) == expected, "\(name)", sourceLocation: location) }
        #expect(try count("SELECT count(*) FROM journal") == 2 * expected, "journal", sourceLocation: location)
        #expect(
            try count("SELECT count(*) FROM assignment")
                == count("SELECT count(*) FROM journal WHERE event = 'assigned'"), "decisions", sourceLocation: location
        )
    }

    private func balanceNotifications(reachable: Int, _ location: SourceLocation) throws {
        #expect(
            try count("SELECT count(*) FROM notification WHERE event = 'registered'") == reachable, "told reporters",
            sourceLocation: location)
        #expect(
            try count(
                """
                SELECT count(*) FROM (SELECT 1 FROM notification
                GROUP BY complaint_id, event, recipient, channel HAVING count(*) > 1) AS twice
                """) == 0, "told twice", sourceLocation: location)
        #expect(
            try texts("SELECT DISTINCT state FROM notification") == ["filed"], "states", sourceLocation: location)
        let lines = try outboxIDs()
        #expect(Set(lines).count == lines.count, "outbox lines with the same id", sourceLocation: location)
        #expect(
            try Set(lines) == Set(texts("SELECT id::text FROM notification")), "outbox", sourceLocation: location)
        #expect(try count("SELECT count(*) FROM notification_due") == 0, "due", sourceLocation: location)
    }

    private func balanceParked(
        _ bad: Set<String>, again: Int, published: Int, _ location: SourceLocation
    ) throws {
        let parked = try take("intake.dead")
        func ids(_ deliveries: [Delivery]) -> [String] { deliveries.map { $0.properties.messageID ?? "none" } }
        #expect(Set(ids(parked)) == bad, "parked", sourceLocation: location)
        let surplus = parked.count - bad.count
        #expect(surplus <= again + published, "parked again", sourceLocation: location)
        let firsts = parked.filter { $0.properties.headers["x-lapor-redelivered"] == nil }
        #expect(
            firsts.count - Set(ids(firsts)).count <= published, "parked again though delivered once",
            sourceLocation: location)
    }
}
