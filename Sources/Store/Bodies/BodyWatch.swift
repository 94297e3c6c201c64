package import Complaints
package import Postgres

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
    static let noticeSeconds: Int64 = 600

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
        var rules = try ReferenceTables.caseRules(&connection)
        try beat()
        let standings = try StandingSurvey(at: now, rules, &connection).standings
        try beat()
        (report.asleep, report.woken) = try connection.transaction { connection throws(PostgresError) in
            let changes = try StandingTable.store(standings, at: now, &connection)
            let isAnotherDay = try officersChanged(by: IndonesianZone.wib.date(at: now), &connection)
            if changes.asleep + changes.woken > 0 || isAnotherDay {
                try ReferenceTables.announceChange(&connection)
            }
            return changes
        }
        report.dormant = standings.values.count { $0.isDormant }
        report.listed = standings.count - report.dormant
        let rows = try StandingTable.rows(&connection)
        rules.dormant = Set(rows.filter(\.value.standing.isDormant).keys)
        try CaseHolding(rules, rows, calendar: calendar)
            .run(at: now, &report, &connection, beat: beat)
        try StandingTable.settle(wokenBefore: now.advanced(bySeconds: -noticeSeconds), &connection)
        return report
    }

    /// Whether a term of office began or ended since the last watch: who answers for a body is another then.
    private static func officersChanged(
        by today: CivilDate, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        let last = try DeploymentTable.value(of: .bodiesWatchedOn, &connection)
        try DeploymentTable.set(.bodiesWatchedOn, to: today.description, &connection)
        return try connection.execute(
            "officers that changed",
            """
            SELECT EXISTS (SELECT FROM liaison_officer WHERE valid_from > $1::text::date AND valid_from <= $2::text::date
                OR valid_to >= $1::text::date AND valid_to < $2::text::date) AS changed
            """, [.text(last), .text(today.description)]
        )[0].boolean("changed")
    }
}
