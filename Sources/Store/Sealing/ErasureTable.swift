package import Complaints
package import Postgres

/// Table `erasure`: whose identity and words were erased. The cases stay, with what happened to them, so that books and figures
/// stay right; who reported and what was said is gone with the keys.
package enum ErasureTable {
    /// Erases cases that are over.
    ///
    /// - Parameter ids: those that are open are left out.
    /// - Returns: those that were erased now.
    package static func erase(
        _ ids: [ComplaintID], by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.transaction { connection throws(PostgresError) in
            let states = try CaseTable.lock(ids, &connection)
            let over = ids.filter { id in
                guard case .success(let state) = states[id] else { return false }
                return state.status == .selesai || state.status == .arsip
            }
            guard !over.isEmpty else { return [] }
            try clear(over, &connection)
            try connection.execute(
                "note erasure",
                "INSERT INTO erasure (complaint_id, at, actor) SELECT u.id, $2, $3 FROM unnest($1) AS u (id)",
                [.ids(over), .instant(now), .text(actor)])
            return over
        }
    }

    /// Erases again what a restored copy has brought back.
    ///
    /// - Returns: how many cases.
    package static func eraseRestored(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            let ids = try restored(&connection)
            try clear(ids, &connection)
            return ids.count
        }
    }

    /// Cases that were erased and of which something is there again.
    package static func restored(_ connection: inout PostgresConnection) throws(PostgresError) -> [ComplaintID] {
        let clear = try connection.execute(
            "restored rows",
            """
            SELECT DISTINCT e.complaint_id FROM erasure e
            WHERE NOT EXISTS (SELECT FROM case_key k WHERE k.complaint_id = e.complaint_id)
                AND (EXISTS (SELECT FROM complaint c WHERE c.id = e.complaint_id AND c.text IS NOT NULL)
                    OR EXISTS (SELECT FROM reporter r WHERE r.complaint_id = e.complaint_id
                        AND num_nonnulls(r.name, r.phone, r.email, r.phone_hash, r.email_hash) > 0))
            """
        ).map { $0.complaintID("complaint_id") }
        return try CaseKeyTable.restored(&connection) + clear
    }

    /// Newest cases whose keys are gone although nobody erased them: they can be read by nobody.
    package static func orphans(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try CaseKeyTable.orphans(&connection)
    }

    private static func clear(
        _ ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        _ = try CaseKeyTable.shred(ids, &connection)
        try ReportWordsTable.blank(ids, &connection)
        try ReporterContacts.blank(ids, &connection)
        try Correspondence.blank(ids, &connection)
        try UnreadFieldTable.blank(ids, &connection)
        try OpenQuestions.forget(of: ids, &connection)
        try SubmissionTable.seal(of: ids, &connection)
        try SMSPartTable.seal(of: ids, &connection)
        try RoutingRows.forgetExplanations(of: ids, &connection)
    }
}
