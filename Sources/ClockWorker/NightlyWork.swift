import Complaints
import Postgres
import Store
import Watch

/// What is done once a night, however many ClockWorkers run: what was kept of parked messages goes when its time is over, the
/// watch over bodies, events that were stored without a note of them, the reconciliation, what the rules of retention say. After a time in
/// which none ran it is done once, late. Besides, each minute, facts are folded for reports that may not do it.
struct NightlyWork: ~Copyable {
    /// A work, and from which hour of the western day on it is due.
    enum Work: String, CaseIterable {
        case keptLetters = "kept_letters"
        case bodyWatch = "body_watch"
        case eventNumbers = "event_numbers"
        case reconciliation
        /// Last: what fails is tried again each minute, and holds up nothing else.
        case retention

        var hour: Int64 { self == .reconciliation ? 2 : 0 }

        func night(at now: Instant) -> CivilDate {
            IndonesianZone.wib.date(at: now.advanced(bySeconds: -hour * 3600))
        }
    }

    /// What was done, for the log.
    struct Done: Equatable {
        var work: Work
        /// Whether it found nothing that needs somebody.
        var isGood: Bool
        var summary: String
    }

    /// Seconds between two looks.
    private static let lookSeconds: Int64 = 60
    /// For so many days back it is looked for events that have no number: longer than a release is rolled out.
    private static let missedDays: Int64 = 7
    private let url: String
    private let beat: () throws(PostgresError) -> Void
    private var lookedAt: Instant?

    /// - Parameter beat: called between two steps of long work; what it throws ends the work, to be done again.
    init(url: String, beat: @escaping () throws(PostgresError) -> Void = {}) {
        self.url = url
        self.beat = beat
    }

    /// Does what is due and nobody has done. It may take minutes, so it has a thread of its own.
    ///
    /// - Throws: `PostgresError`; the work is then still to be done.
    mutating func runIfDue(at now: Instant) throws(PostgresError) -> [Done] {
        if let last = lookedAt, last <= now, now < last.advanced(bySeconds: Self.lookSeconds) { return [] }
        var connection = try NightlyRuns.session(url)
        try fold(&connection)
        var done: [Done] = []
        for work in Work.allCases where try Self.isDue(work, at: now, &connection) {
            guard try NightlyRuns.isMyTurn(&connection) else { break }
            // Another copy may have finished between the look and the lock.
            guard try Self.isDue(work, at: now, &connection) else { continue }
            done.append(try run(work, at: now, &connection))
            try beat()
        }
        lookedAt = now
        return done
    }

    /// Who may see figures alone cannot fold them: where there is such a login, its reports are a look old and no older.
    private func fold(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard try LoginTable.all(&connection).contains(where: { $0.program == .report }) else { return }
        while try FactProjector.catchUp(&connection) > 0 { try beat() }
    }

    private func run(
        _ work: Work, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Done {
        switch work {
        case .keptLetters:
            let gone = try connection.transaction { connection throws(PostgresError) in
                try Self.note(work, at: now, &connection)
                return try KeptLetterTable.expire(at: now, &connection)
            }
            return Done(work: work, isGood: true, summary: "removed \(gone)")
        case .bodyWatch:
            let report = try BodyWatch.run(at: now, &connection, beat: beat)
            try connection.transaction { connection throws(PostgresError) in
                try Self.note(work, at: now, &connection)
            }
            return Done(
                work: work, isGood: report.unreadable == 0,
                summary: "dormant \(report.dormant), held \(report.held), released \(report.released)")
        case .retention:
            let run = try RetentionRun(by: "ClockWorker", at: now, &connection, beat: beat)
            try connection.transaction { connection throws(PostgresError) in
                try Self.note(work, at: now, &connection)
            }
            let (identity, words) = (run.erased[.identity, default: 0], run.erased[.words, default: 0])
            return Done(work: work, isGood: true, summary: "erased identity of \(identity), words of \(words)")
        case .eventNumbers:
            let missed = try connection.transaction { connection throws(PostgresError) in
                try Self.note(work, at: now, &connection)
                return try EventLog.noteMissed(
                    since: now.advanced(bySeconds: -Self.missedDays * 86_400), &connection)
            }
            return Done(work: work, isGood: missed == 0, summary: "events that nobody had noted: \(missed)")
        case .reconciliation:
            let result = try Reconciliation(at: now, &connection, beat: beat)
            // Kept and noted together: each night has one result.
            try connection.transaction { connection throws(PostgresError) in
                try Self.note(work, at: now, &connection)
                try result.store(&connection)
            }
            let summary = result.isSound ? "everything adds up" : result.failed.joined(separator: ", ")
            return Done(work: work, isGood: result.isSound, summary: "\(result.cases) cases: \(summary)")
        }
    }

    private static func isDue(
        _ work: Work, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        guard try NightlyRuns.isOpen(work.rawValue, of: work.night(at: now), &connection) else { return false }
        guard work == .retention else { return true }
        // Where nobody has switched a rule on, nothing is to be done, nor noted as done.
        return try !RetentionRuleTable.inForce(&connection).active.isEmpty
    }

    private static func note(
        _ work: Work, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try NightlyRuns.add(work.rawValue, of: work.night(at: now), at: now, &connection)
    }
}
