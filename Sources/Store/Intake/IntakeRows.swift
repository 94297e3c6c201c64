package import Complaints
import Contract
package import Postgres
import Sealing
package import Shared

/// The rows that a batch of new complaints becomes.
package struct IntakeRows: Sendable {
    private var complaints = CopyRows(columns: 23)
    private var reporters = CopyRows(columns: 8)
    private var unread = CopyRows(columns: 6)
    private var newKeys = CaseKeyTable.NewRows()
    private let keys: CaseKeys
    private var journal = JournalRows()
    private var entries: [JournalEntry] = []
    private var messages: [ComplaintID: Outbound] = [:]

    /// - Parameter keys: what the rows are sealed with.
    /// - Throws: `PostgresError` when a key is not at hand.
    package init(_ complaints: [NewComplaint], keys: CaseKeys) throws(PostgresError) {
        self.keys = keys
        for complaint in complaints { try add(complaint) }
    }

    /// Stores complaints, identities and journal; returns the message that announces each complaint.
    package func store(
        _ connection: inout PostgresConnection, at now: Instant
    ) throws(PostgresError) -> [ComplaintID: Outbound] {
        guard complaints.count > 0 else { return [:] }
        try connection.copy(
            into: """
                complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at, received_at, \
                title, text, location_text, region_hint, lat, lon, incident_date, category_hint, agency_hint, \
                attachments, extras, sealed, filing_proof)
                """, complaints)
        try newKeys.store(&connection)
        if reporters.count > 0 {
            try ReporterContacts.store(reporters, &connection)
        }
        if unread.count > 0 {
            try UnreadFieldTable.store(unread, &connection)
        }
        try journal.store(&connection)
        let row = try OutboxTable.hold(entries, at: now, &connection)
        return messages.mapValues { $0.held(by: row) }
    }

    private mutating func add(_ complaint: NewComplaint) throws(PostgresError) {
        let (identity, fields) = (complaint.submission.identity, complaint.submission.unread)
        let key =
            keys.seals(.words)
            ? try newKeys.add(complaint.id, withIdentity: identity != nil || !fields.isEmpty, keys) : nil
        try addComplaint(complaint, key?.words)
        if let identity { try addReporter(complaint.id, SealedReporter(identity), key?.identity) }
        try addUnread(complaint.id, fields, key?.identity)
        entries.append(complaint.entry)
        messages[complaint.id] = .event(complaint.entry, data: journal.add(complaint.entry))
    }

    private mutating func addComplaint(_ complaint: NewComplaint, _ key: CaseKey?) throws(PostgresError) {
        let submission = complaint.submission
        let words = ReportWords(submission)
        let sealed = try key.map { key throws(PostgresError) in try words.sealed(key, of: complaint.id) }
        let clear = sealed == nil ? words : nil
        complaints.beginRow()
        complaints.append(complaint.id)
        complaints.append(complaint.code.description)
        complaints.append(Int32(complaint.entry.version))
        complaints.append(CaseStatus.belumTerverifikasi.rawValue)
        complaints.append(submission.kind.rawValue)
        complaints.append(submission.channel)
        complaints.append(submission.anonymous)
        complaints.append(submission.confidential)
        complaints.append(complaint.submittedAt)
        complaints.append(complaint.entry.at)
        complaints.append(clear?.title)
        complaints.append(clear?.text)
        complaints.append(clear?.location)
        complaints.append(submission.regionCode)
        complaints.append(submission.latitude)
        complaints.append(submission.longitude)
        complaints.append(submission.incidentDate)
        complaints.append(clear?.category)
        complaints.append(clear?.agency)
        complaints.append(optional: clear?.attachments)
        complaints.append(optional: clear?.extras)
        complaints.append(optional: sealed)
        complaints.append(complaint.filingProof)
    }

    private mutating func addReporter(
        _ id: ComplaintID, _ reporter: SealedReporter, _ key: CaseKey?
    ) throws(PostgresError) {
        let sealed = try key.map { key throws(PostgresError) in try reporter.sealed(key, of: id) }
        let clear = sealed == nil ? reporter : nil
        let hashes = reporter.hashes(keys)
        reporters.beginRow()
        reporters.append(id)
        reporters.append(clear?.name)
        reporters.append(clear?.phone)
        reporters.append(clear?.email)
        reporters.append(optional: clear?.extras)
        reporters.append(optional: sealed)
        reporters.append(hashes.phone)
        reporters.append(hashes.email)
    }

    private mutating func addUnread(
        _ id: ComplaintID, _ fields: [UnreadField], _ key: CaseKey?
    ) throws(PostgresError) {
        for (position, field) in fields.enumerated() {
            let sealed = try key.map { key throws(PostgresError) in
                try UnreadFieldTable.sealed(field.sent, key, of: id, position)
            }
            unread.beginRow()
            unread.append(id)
            unread.append(Int16(clamping: position))
            unread.append(field.field)
            unread.append(field.rejection.code)
            unread.append(optional: sealed == nil ? field.sent : nil)
            unread.append(optional: sealed)
        }
    }
}

extension SealedReporter {
    fileprivate init(_ identity: AcceptedSubmission.Identity) {
        self.init(name: identity.name, phone: identity.phone, email: identity.email, extras: identity.extras)
    }
}
