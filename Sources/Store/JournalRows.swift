package import Complaints
import Contract
package import Postgres
package import Shared

/// Rows of the event journal, for `COPY`.
package struct JournalRows: Sendable {
    /// Table and columns.
    package static let columns = "journal (complaint_id, version, event, at, actor, data)"
    /// The rows so far.
    package private(set) var rows = CopyRows(columns: 6)

    package init() {}

    /// What happened to a complaint.
    ///
    /// - Returns: the row's data, which is what the event's message carries.
    @discardableResult
    package mutating func add(_ entry: JournalEntry) -> [UInt8] {
        let data = entry.details.json(version: entry.version, at: entry.at)
        rows.beginRow()
        rows.append(entry.complaint)
        rows.append(Int32(entry.version))
        rows.append(entry.event.rawValue)
        rows.append(entry.at)
        rows.append(entry.actor)
        rows.append(jsonb: data)
        return data
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
