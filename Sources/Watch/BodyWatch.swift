package import Complaints
package import Postgres
import Shared
import Store

/// The watch over bodies that cannot act: once a day it looks how each stands, lets the workers know, and has the body above
/// hold the cases of those that are dormant.
///
/// Any number may run at once, and each may die at any instruction: standings are compared under a lock, and whether a case
/// must be held is decided from its journal while it is locked.
package enum BodyWatch {
    /// What a watch has found and done.
    package struct Report: Sendable, Equatable, Encodable {
        /// Bodies that are dormant now.
        package var dormant = 0
        /// Bodies that can act and stand in the coaching report all the same.
        package var listed = 0
        /// Bodies that fell asleep.
        package var asleep = 0
        /// Bodies that woke.
        package var woken = 0
        /// Cases that the body above holds from now on.
        package var held = 0
        /// Cases that went back.
        package var released = 0
        /// Cases whose journal cannot be replayed; the reconciliation names them.
        package var unreadable = 0

        package init() {}
    }

    /// Seconds after which every worker has noticed that a body woke.
    private static let noticeSeconds: Int64 = 600
    /// Cases looked at together, and changed in one transaction.
    private static let batch = 250

    /// Looks at all bodies and their cases.
    ///
    /// - Parameters:
    ///   - now: the store's time.
    ///   - beat: called between two batches; what it throws ends the watch, and the next one finishes it.
    /// - Throws: `PostgresError`; what was done until then stays done, and a further watch does the rest.
    package static func run(
        at now: Instant, _ connection: inout PostgresConnection, beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) -> Report {
        var report = Report()
        let calendar = try ReferenceTables.calendarVersion(&connection)
        let rules = try ReferenceTables.caseRules(&connection)
        try beat()
        let survey = try survey(rules, at: now, &connection)
        let standings = survey.standings
        report.dormant = standings.values.count { $0.isDormant }
        report.listed = standings.count - report.dormant
        try beat()
        (report.asleep, report.woken) = try record(standings, on: survey.today, at: now, &connection)
        let holding = CaseHolding(rules, try StandingTable.records(&connection), calendar: calendar)
        try move(holding, at: now, &report, &connection, beat: beat)
        try StandingTable.settle(wokenBefore: now.advanced(bySeconds: -noticeSeconds), &connection)
        return report
    }

    /// Reads notices, journal and open cases as a whole: work for the night.
    private static func survey(
        _ rules: CaseRules, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> BodySurvey {
        var survey = BodySurvey(rules, by: try StandingTable.rules(&connection), at: now)
        survey.terms = try OfficerTable.termsBegun(by: survey.today, &connection)
        // Oldest first: of two that were issued on one day the first counts.
        for recorded in try DecreeTable.recorded(for: nil, &connection).reversed() {
            survey.decrees[recorded.body, default: []].append(recorded.decree)
        }
        if survey.asksForNotices {
            survey.failedNotices = try NotificationTable.failures(on: survey.today, &connection)
        }
        if let start = survey.asksForWorkSince {
            survey.waitingSince = try CaseTable.waitingSince(&connection)
            survey.work = try JournalTable.work(since: start, &connection)
        }
        return survey
    }

    /// Puts on record how all bodies stand; the workers read it when something became different.
    private static func record(
        _ standings: [String: BodyStanding], on today: CivilDate, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (asleep: Int, woken: Int) {
        try connection.transaction { connection throws(PostgresError) in
            // Whoever watches at the same time waits, and then compares with what this one has written.
            let before = try StandingTable.lock(&connection)
            let last = try DeploymentTable.value(of: .bodiesWatchedOn, &connection)
            let officersChanged = try OfficerTable.changed(after: last, by: today, &connection)

            let change = StandingChange(from: before, to: standings, at: now)

            try StandingTable.store(change.records, at: now, &connection)
            try DeploymentTable.set(.bodiesWatchedOn, to: today.description, &connection)
            if change.asleep + change.woken > 0 || officersChanged {
                try ReferenceTables.announceChange(&connection)
            }
            return (change.asleep, change.woken)
        }
    }

    /// Brings cases to where they belong, in the order of their ids.
    private static func move(
        _ holding: CaseHolding, at now: Instant, _ report: inout Report, _ connection: inout PostgresConnection,
        beat: () throws(PostgresError) -> Void
    ) throws(PostgresError) {
        guard !holding.bodies.isEmpty else { return }
        var last = ComplaintID(high: 0, low: 0)
        while case let ids = try CaseTable.open(of: holding.bodies, after: last, limit: batch, &connection),
            let end = ids.last
        {
            // Looked at without locks: nearly all are where they belong.
            let seen = try CaseTable.read(ids, &connection).mapValues { try? $0.get() }
            report.unreadable += seen.values.count { $0 == nil }
            let misplaced = seen.filter { $0.value.map(holding.isMisplaced) ?? false }.keys
            if !misplaced.isEmpty {
                let events = try move(misplaced, holding, at: now, &connection)
                KillPoint.held.pass()
                report.held += events.count { $0 == .held }
                report.released += events.count { $0 == .released }
            }
            last = end
            try beat()
        }
    }

    private static func move(
        _ ids: some Collection<ComplaintID>, _ holding: CaseHolding, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [CaseEvent] {
        try connection.transaction { connection throws(PostgresError) in
            let found = try CaseTable.lock(ids, &connection).values
            let locked = found.compactMap { try? $0.get() }.sorted { $0.id < $1.id }

            let changes: CaseChanges
            do throws(ReplayError) {
                changes = try holding.changes(to: locked, at: now)
            } catch {
                throw PostgresError(.abandoned(.fault), in: "hold", error.description)
            }

            try changes.store(&connection, at: now)
            return changes.entries.map(\.event)
        }
    }
}
