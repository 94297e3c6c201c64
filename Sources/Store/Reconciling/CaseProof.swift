import Complaints
import Figures
import Postgres

/// Replays every journal, page by page in the order of ids, and compares with the cases as they are stored. It holds one
/// page at a time, however many cases there are.
struct CaseProof {
    /// Cases read together.
    static let page: Int32 = 2_000
    private static let lastID = ComplaintID(high: .max, low: .max)

    /// What is stored of a case besides its journal.
    private struct StoredCase {
        var version: Int
        var status: String
        var kind: String
        var hop: Int
        var isMisconduct: Bool
        var body: String?
        var region: String?
        var category: String?
        var verifyDue: Instant?
        var firstReplyDue: Instant?
        var nextStep: Instant?

        init(_ row: Row) {
            version = row.integer("version")
            status = row.text("status")
            kind = row.text("kind")
            hop = row.integer("hop")
            isMisconduct = row.boolean("supervised")
            body = row.optionalText("body_code")
            verifyDue = row.optionalInstant("verify_due")
            firstReplyDue = row.optionalInstant("first_reply_due")
            nextStep = row.optionalInstant("next_at")
            region = row.optionalText("region_code")
            category = row.optionalText("category_code")
        }
    }

    /// What a journal tells: how many rows, whether versions run without a gap, and the case with its facts.
    private struct Told {
        var rows: Int
        var hasGap: Bool
        /// Versions of rows whose hash is not that of their own words and of what stands before them.
        var broken: [Int]
        var fold: FactProjector.Fold

        init(_ result: QueryResult, _ range: Range<Int>, isSealed: Bool) {
            rows = range.count
            hasGap = zip(range, 1...).contains { result[$0].integer("version") != $1 }
            broken = Self.broken(result, range, isSealed: isSealed)
            fold = FactProjector.fold(result, range)
        }

        /// - Parameter isSealed: otherwise rows from before there were hashes are taken as they stand.
        private static func broken(_ result: QueryResult, _ range: Range<Int>, isSealed: Bool) -> [Int] {
            var previous: [UInt8]?
            return range.compactMap { place in
                let row = result[place]
                let computed = JournalChain.hash(row, after: previous)
                let stored = row.isNull("hash") ? nil : row.utf8("hash")
                previous = stored ?? computed
                return stored == computed || stored == nil && !isSealed ? nil : row.integer("version")
            }
        }
    }

    /// Cases gone through so far.
    private(set) var cases = 0
    private var journals = 0
    private var journalRows = 0
    private var versions = 0
    private var replayed = 0
    private var withoutPartner = Wrongs()
    private var chained = 0
    private var isSealed = false
    private var broken = Wrongs()
    private var gaps = Wrongs()
    private var unreadable = Wrongs()
    private var differing: [Field: Wrongs] = [:]
    private var nextSteps = 0
    /// Rows of the agenda of cases that do not replay: with what to compare them nobody knows.
    private var agendaLeftOut = 0
    private var facts = FactProof()

    /// What a case stores of what its journal tells; raw values name the checks.
    private enum Field: String, CaseIterable {
        case status, body, hop, kind, supervised, place, category, deadlines, agenda
    }

    mutating func run(
        _ connection: inout PostgresConnection, progress: (Int) -> Void, beat: () throws(PostgresError) -> Void
    ) throws(PostgresError) {
        var last = ComplaintID(high: 0, low: 0)
        isSealed = try JournalSealing.isClosed(&connection)
        while true {
            // Told twice where to begin, or a merge join reads the agenda from its beginning for each page.
            let rows = try connection.execute(
                "page of cases",
                """
                SELECT c.id, c.version, c.status::text AS status, c.kind, c.hop, c.supervised, c.body_code, c.verify_due,
                    c.first_reply_due, a.next_at, c.region_code, c.category_code
                FROM complaint c LEFT JOIN agenda a ON a.complaint_id = c.id AND a.complaint_id > $1
                WHERE c.id > $1 ORDER BY c.id LIMIT $2
                """, [.id(last), .integer(Self.page)])
            let isLast = rows.count < Int(Self.page)
            let end = isLast ? Self.lastID : rows[rows.count - 1].complaintID("id")
            var told = try journals(after: last, through: end, &connection)
            var sound: [ComplaintID: [CaseFact]] = [:]
            for row in rows {
                let id = row.complaintID("id")
                sound[id] = compare(id, StoredCase(row), told.removeValue(forKey: id))
            }
            for id in told.keys.sorted() { withoutPartner.add("\(id) has a journal and no case") }
            try facts.compare(rows.map { $0.complaintID("id") }, sound, &connection)
            guard !isLast else { return }
            last = end
            progress(cases)
            try beat()
        }
    }

    private mutating func journals(
        after start: ComplaintID, through end: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Told] {
        let rows = try connection.execute(
            "page of journals",
            """
            SELECT \(JournalEntry.columnsWithHash) FROM journal
            WHERE complaint_id > $1 AND complaint_id <= $2 ORDER BY complaint_id, version
            """, [.id(start), .id(end)])
        let told: [ComplaintID: Told] = JournalEntry.journals(rows).reduce(into: [:]) {
            $0[$1.complaint] = Told(rows, $1.rows, isSealed: isSealed)
        }
        journals += told.count
        return told
    }

    /// Returns the facts that follow from the journal when it replays.
    private mutating func compare(_ id: ComplaintID, _ stored: StoredCase, _ told: Told?) -> [CaseFact]? {
        cases += 1
        guard let told else {
            withoutPartner.add("\(id) has no journal")
            if stored.nextStep != nil { agendaLeftOut += 1 }
            return nil
        }
        versions += stored.version
        journalRows += told.rows
        chained += told.rows - told.broken.count
        for version in told.broken { broken.add("\(id) version \(version)") }
        if stored.nextStep != nil { agendaLeftOut += 1 }
        guard !told.hasGap, told.rows == stored.version else {
            gaps.add(
                "\(id) is at version \(stored.version) and has \(told.rows) rows" + (told.hasGap ? ", one missing" : "")
            )
            return nil
        }
        switch told.fold {
        case .failure(let error):
            unreadable.add(error.description)
            return nil
        case .success((let state, let facts)):
            replayed += 1
            if stored.nextStep != nil { agendaLeftOut -= 1 }
            if state.nextStepAt != nil { nextSteps += 1 }
            for (field, stored, told) in Self.differences(stored, state) {
                differing[field, default: Wrongs()].add("\(id): stored \(stored), journal \(told)")
            }
            return facts
        }
    }

    private static func differences(_ stored: StoredCase, _ state: CaseState) -> [(Field, String, String)] {
        var found: [(Field, String, String)] = []
        func compare<Value: Equatable>(_ field: Field, _ left: Value?, _ right: Value?) {
            guard left != right else { return }
            found.append((field, left.map { "\($0)" } ?? "none", right.map { "\($0)" } ?? "none"))
        }
        compare(.status, stored.status, state.status.rawValue)
        compare(.body, stored.body, state.body ?? state.desk)
        compare(.hop, stored.hop, state.hop)
        compare(.kind, stored.kind, state.kind.rawValue)
        compare(.supervised, stored.isMisconduct, state.isMisconduct)
        compare(.place, stored.region, state.region)
        compare(.category, stored.category, state.category)
        compare(.deadlines, stored.firstReplyDue, state.answerDue)
        // Once a body has a case its deadline of verification is history, which older versions left standing.
        if state.status == .belumTerverifikasi || state.due(of: .verify) != nil {
            compare(.deadlines, stored.verifyDue, state.due(of: .verify))
        }
        compare(.agenda, stored.nextStep, state.nextStepAt)
        return found
    }

    /// All of them, within the caller's snapshot.
    ///
    /// - Parameter agenda: its rows, counted by themselves, and those that are for no case.
    func checks(
        agenda: (rows: Int, strays: [ComplaintID]), at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ReconciliationCheck] {
        var checks: [ReconciliationCheck] = [
            .init("journals", .init("cases", cases), .init("journals", journals), withoutPartner),
            .init("versions", .init("versions of cases", versions), .init("rows of the journal", journalRows), gaps),
            .init(
                "chain", .init("rows of the journal", journalRows), .init("as they were written", chained), broken),
            .init(
                "replay", .init("whole journals", replayed + unreadable.count), .init("that replay", replayed),
                unreadable),
        ]
        for field in Field.allCases where field != .agenda {
            let wrong = differing[field] ?? Wrongs()
            checks.append(
                .init(
                    "replay_\(field.rawValue)", .init("cases replayed", replayed),
                    .init("as their journal tells", replayed - wrong.count), wrong))
        }
        var wrong = differing[.agenda] ?? Wrongs()
        for id in agenda.strays { wrong.add("\(id) is on the agenda and no case") }
        checks.append(
            .init(
                "replay_agenda", .init("rows of the agenda", agenda.rows - agendaLeftOut),
                .init("clocks that will speak", nextSteps), wrong))
        return checks + (try facts.checks(at: now, &connection))
    }
}
