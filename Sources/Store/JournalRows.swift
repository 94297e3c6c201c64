package import Complaints
package import Postgres
package import Shared

/// Rows of the event journal, for `COPY`.
package struct JournalRows: Sendable {
    /// Table and columns.
    package static let columns = "journal (complaint_id, version, event, at, actor, data)"
    /// The rows so far.
    package private(set) var rows = CopyRows(columns: 6)

    /// No rows.
    package init() {}

    /// What happened to a complaint.
    ///
    /// - Parameter data: a JSON object; it is also what the event's message carries.
    package mutating func add(
        _ complaint: ComplaintID, version: Int, event: CaseEvent, at time: Instant, actor: String, data: [UInt8]
    ) {
        rows.beginRow()
        rows.append(complaint)
        rows.append(Int32(version))
        rows.append(event.rawValue)
        rows.append(time)
        rows.append(actor)
        rows.append(jsonb: data)
    }
}

extension DatabaseSession {
    /// The installation's key for ids and tracking codes.
    ///
    /// - Throws: `StageFailure` `fault` when the database was not migrated.
    package mutating func codeKey() throws(StageFailure) -> SipHashKey {
        let hexadecimal = try read { connection throws(PostgresError) in
            try DeploymentTable.value(of: .codeKey, &connection) ?? ""
        }
        guard let key = SipHashKey(hex: hexadecimal) else {
            throw .fault("table deployment has no code_key of 32 hexadecimal digits; run 'lapor migrate'")
        }
        return key
    }
}
