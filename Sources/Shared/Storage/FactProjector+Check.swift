public import Postgres

extension FactProjector {
    /// What a comparison with the journal found.
    public struct Differences: Sendable, Equatable {
        /// Cases that were looked at.
        public var cases = 0
        /// Cases whose facts are not what a fresh fold of the journal gives.
        public var facts = 0
        /// Cases whose row in the table of complaints is not what the journal says.
        public var complaints = 0
        /// Cases whose journal cannot be replayed.
        public var unreadable = 0
        /// Ids of the first few of all these.
        public var examples: [ComplaintID] = []

        /// Nothing found among so many cases.
        public init(cases: Int = 0) { self.cases = cases }

        /// How many cases are not as the journal says.
        public var count: Int { facts + complaints + unreadable }

        fileprivate mutating func note(_ id: ComplaintID, _ kind: WritableKeyPath<Differences, Int>) {
            self[keyPath: kind] += 1
            if examples.count < 10, examples.last != id { examples.append(id) }
        }
    }

    /// Replays every journal and compares what comes out with facts and complaints. Changes nothing but the facts that
    /// were still to be folded.
    ///
    /// - Throws: `PostgresError`.
    public static func differences(_ connection: inout PostgresConnection) throws(PostgresError) -> Differences {
        try catchUpWhole(&connection)
        var found = Differences()
        try eachPage(&connection) { page, connection throws(PostgresError) in
            try compare(page, &found, &connection)
        }
        return found
    }

    /// Makes all facts anew.
    ///
    /// - Parameter progress: told how many cases were folded, now and then.
    /// - Throws: `PostgresError`.
    public static func rebuild(
        _ connection: inout PostgresConnection, progress: (Int) -> Void = { _ in }
    ) throws(PostgresError) {
        var done = 0
        try eachPage(&connection) { page, connection throws(PostgresError) in
            let ids = (0..<page.count).map { page.complaintID($0, 0) }
            try connection.transaction { connection throws(PostgresError) in
                try connection.execute(
                    "forget facts", "DELETE FROM fact WHERE complaint_id = ANY ($1)",
                    [.array(BinaryArray(ids: ids))])
                try project(ids, &connection)
            }
            done += ids.count
            progress(done)
        }
        try catchUpWhole(&connection)
    }

    /// All complaints by id, a page at a time: a row is id, version, status, body, hop, region, category, supervised, kind.
    private static func eachPage(
        _ connection: inout PostgresConnection,
        _ body: (QueryResult, inout PostgresConnection) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        var last = ComplaintID(high: 0, low: 0)
        while true {
            let page = try connection.execute(
                "page of complaints",
                """
                SELECT id, version, status::text, body_code, hop, region_code, category_code, supervised, kind
                FROM complaint WHERE id > $1 ORDER BY id LIMIT $2
                """, [.uuid(high: last.high, low: last.low), .bigint(Int64(batch))])
            guard page.count > 0 else { return }
            try body(page, &connection)
            last = page.complaintID(page.count - 1, 0)
        }
    }

    private static func compare(
        _ page: QueryResult, _ found: inout Differences, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let ids = (0..<page.count).map { page.complaintID($0, 0) }
        // One snapshot for all three: a case that moves meanwhile must not look like an error.
        try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let rows = try connection.execute(
            "complaints to compare",
            """
            SELECT id, version, status::text, body_code, hop, region_code, category_code, supervised, kind
            FROM complaint WHERE id = ANY ($1) AND NOT EXISTS (SELECT 1 FROM fact_todo t WHERE t.complaint_id = id)
            """, [.array(BinaryArray(ids: ids))])
        let journals = try CaseTable.journals(of: ids, &connection)
        let stored = try facts(of: ids, &connection)
        try connection.run("COMMIT")
        let fresh = Dictionary(uniqueKeysWithValues: journals.map(folds) ?? [])
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            found.cases += 1
            guard case .success(let fold)? = fresh[id] else {
                found.note(id, \.unreadable)
                continue
            }
            if stored[id] != fold.facts { found.note(id, \.facts) }
            if !fold.state.isTold(by: rows, row) { found.note(id, \.complaints) }
        }
    }

    private static func facts(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [CaseFact]] {
        let columns = FactRows.columns.map { column in
            switch column {
            case "to_at": "nullif(to_at, 'infinity')"
            case "status": "status::text"
            default: column
            }
        }
        let rows = try connection.execute(
            "facts to compare",
            """
            SELECT \(columns.joined(separator: ", ")) FROM fact WHERE complaint_id = ANY ($1)
            ORDER BY complaint_id, version
            """, [.array(BinaryArray(ids: ids))])
        var facts: [ComplaintID: [CaseFact]] = [:]
        for row in 0..<rows.count {
            guard let fact = CaseFact(rows, row) else { continue }
            facts[fact.complaint, default: []].append(fact)
        }
        return facts
    }
}

extension CaseState {
    /// Whether a complaint's row says the same.
    fileprivate func isTold(by rows: QueryResult, _ row: Int) -> Bool {
        version == Int(rows.integer(row, 1)) && status.rawValue == rows.text(row, 2)
            && body ?? desk == rows.optionalText(row, 3) && hop == Int(rows.integer(row, 4))
            && region == rows.optionalText(row, 5) && category == rows.optionalText(row, 6)
            && isSupervised == rows.boolean(row, 7) && kind.rawValue == rows.text(row, 8)
    }
}
