import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Shared
import Store
import TestKit
import Testing

/// The balance of casework: every command has one outcome, and what was carried out stands in the journal, once.
extension Records {
    /// Waits until all of `keys` have outcomes, no routing is due and nothing is left to announce.
    func settleCommands(
        _ keys: Set<String>, seconds: Double = 90, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let unsettled = """
            SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM complaint c
                JOIN journal j ON j.complaint_id = c.id AND j.version = c.version
                WHERE j.event IN ('registered', 'refused', 'answered'))
            """
        let settled = poll(seconds: seconds) {
            (try? count("SELECT count(*) FROM command")) ?? 0 >= keys.count && (try? count(unsettled)) == 0
                && (try? depth("casework")) == 0
        }
        let state = try "\(count("SELECT count(*) FROM command")) of \(keys.count), \(count(unsettled)) unsettled"
        try #require(settled, "\(state)\n\(site.logs.suffix(3000))", sourceLocation: location)
    }

    /// Compares commands, journal, cases and queues. All workers must have been stopped in order.
    ///
    /// - Parameter parkedAgain: how many copies of bad messages there may be beyond the first of each.
    func balanceCommands(
        _ messages: [SentCommand], parkedAgain: Int = 0, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let keys = Set(messages.compactMap(\.command?.key))
        #expect(try Set(texts("SELECT key FROM command")) == keys, "commands", sourceLocation: location)
        #expect(try count("SELECT count(*) FROM command") == keys.count, "outcomes", sourceLocation: location)
        let byCommand = "SELECT actor FROM journal WHERE actor LIKE 'by-%'"
        let carriedOut = try texts("SELECT 'by-' || key FROM command WHERE refusal IS NULL")
        #expect(
            try texts(byCommand).sorted() == carriedOut.sorted(), "events of commands", sourceLocation: location)
        let misplaced = """
            SELECT count(*) FROM command k LEFT JOIN journal j ON j.complaint_id = k.complaint_id
                AND j.version = k.version AND j.actor = 'by-' || k.key
            WHERE k.refusal IS NULL AND j.version IS NULL
            """
        #expect(try count(misplaced) == 0, "outcomes name another version", sourceLocation: location)
        #expect(try count("SELECT count(*) FROM outbox") == 0, "outbox", sourceLocation: location)
        try balanceReplay(location)
        try balanceQueues(messages, parkedAgain, location)
        try site.run("report", "status", location: location)
    }

    /// Every journal replays, to what the case's row says.
    private func balanceReplay(_ location: SourceLocation) throws {
        var connection = try PostgresConnection(to: site.database)
        let rows = try connection.execute(
            "rows of cases",
            "SELECT id, version, status::text AS status, body_code, hop, kind, supervised FROM complaint")
        let cases = try CaseTable.read(rows.map { $0.complaintID("id") }, &connection)
        for row in rows {
            let state = try #require(cases[row.complaintID("id")], sourceLocation: location).get()
            #expect(state.version == row.integer("version"), sourceLocation: location)
            #expect(state.status.rawValue == row.text("status"), sourceLocation: location)
            #expect((state.body ?? state.desk) == row.optionalText("body_code"), sourceLocation: location)
            #expect(state.hop == row.integer("hop"), sourceLocation: location)
            #expect(state.kind.rawValue == row.text("kind"), sourceLocation: location)
            #expect(state.isMisconduct == row.boolean("supervised"), sourceLocation: location)
        }
        let agenda = try texts("SELECT complaint_id::text || ' ' || extract(epoch FROM next_at) FROM agenda")
        let waiting = cases.values.compactMap { try? $0.get() }.filter { $0.nextStepAt != nil }
        #expect(agenda.count == waiting.count, "agenda", sourceLocation: location)
    }

    private func balanceQueues(
        _ messages: [SentCommand], _ parkedAgain: Int, _ location: SourceLocation
    ) throws {
        for stage in Topology.stages where stage != "casework" {
            #expect(try depth("\(stage).dead") == 0, "\(stage).dead", sourceLocation: location)
        }
        let bad = messages.filter { $0.command == nil }.map(\.correlationID)
        let parked = try take("casework.dead")
        #expect(
            Set(parked.compactMap(\.properties.messageID)) == Set(bad), "parked commands", sourceLocation: location)
        #expect(parked.count - bad.count <= parkedAgain, "parked again", sourceLocation: location)
        for letter in parked {
            #expect(letter.properties.headers["x-lapor-code"] != nil, "parked without a code", sourceLocation: location)
        }
    }

    /// Takes the outcomes that came to `queue`, until all copies of `messages` that were to be answered there are.
    func replies(
        to messages: [SentCommand], from queue: String, _ location: SourceLocation = #_sourceLocation
    ) throws -> [String: [CommandOutcome]] {
        let expected = Set(messages.filter { $0.replyTo == queue }.map(\.correlationID))
        var replies: [String: [CommandOutcome]] = [:]
        let complete = try poll(seconds: 30) {
            for delivery in try take(queue) {
                let outcome = try CommandOutcome(json: delivery.body)
                replies[delivery.properties.correlationID ?? "none", default: []].append(outcome)
            }
            return Set(replies.keys).isSuperset(of: expected)
        }
        #expect(complete, "\(expected.subtracting(replies.keys).count) unanswered", sourceLocation: location)
        return replies
    }
}

extension CommandOutcome {
    /// As a sender reads it.
    fileprivate init(json: [UInt8]) throws(Rejection) {
        guard let event = JSONFields(json, in: json.indices), let data = try event.optionalObject("data") else {
            throw Rejection("not_an_object", "an outcome must be a CloudEvent")
        }
        let name: CommandName? = try data.optionalWord("command")
        guard let name else { throw Rejection("field_missing", field: "command", "command is required") }
        let refusal: CommandRefusal.Code? = try data.optionalWord("refusal")
        let reason = try data.optionalString("reason") ?? ""
        self.init(
            key: try data.string("id"), command: name, code: try data.optionalString("code"),
            version: try data.optionalInteger("version"), status: try data.optionalWord("status"),
            refusal: refusal.map { CommandRefusal($0, reason) })
    }
}
