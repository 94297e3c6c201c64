package import Complaints
import Contract
package import Postgres
package import Shared

/// The rows that a batch of new complaints becomes.
package struct IntakeRows: Sendable {
    private var complaints = CopyRows(columns: 21)
    private var reporters = CopyRows(columns: 5)
    private var unread = CopyRows(columns: 5)
    private var journal = JournalRows()
    private var entries: [JournalEntry] = []
    private var messages: [ComplaintID: Outbound] = [:]

    package init(_ complaints: [NewComplaint]) {
        for complaint in complaints { add(complaint) }
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
                attachments, extras)
                """, complaints)
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

    private mutating func add(_ complaint: NewComplaint) {
        addComplaint(complaint)
        if let identity = complaint.submission.identity { addReporter(complaint.id, identity) }
        if !complaint.submission.unread.isEmpty { addUnread(complaint.id, complaint.submission.unread) }
        entries.append(complaint.entry)
        messages[complaint.id] = .event(complaint.entry, data: journal.add(complaint.entry))
    }

    private mutating func addComplaint(_ complaint: NewComplaint) {
        let submission = complaint.submission
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
        complaints.append(submission.title)
        complaints.append(submission.text)
        complaints.append(submission.locationText)
        complaints.append(submission.regionCode)
        complaints.append(submission.latitude)
        complaints.append(submission.longitude)
        complaints.append(submission.incidentDate)
        complaints.append(submission.category)
        complaints.append(submission.agency)
        complaints.append(optional: submission.attachments)
        complaints.append(optional: submission.extras)
    }

    private mutating func addReporter(_ id: ComplaintID, _ identity: AcceptedSubmission.Identity) {
        reporters.beginRow()
        reporters.append(id)
        reporters.append(identity.name)
        reporters.append(identity.phone)
        reporters.append(identity.email)
        reporters.append(optional: identity.extras)
    }

    private mutating func addUnread(_ id: ComplaintID, _ fields: [UnreadField]) {
        for (position, field) in fields.enumerated() {
            unread.beginRow()
            unread.append(id)
            unread.append(Int16(clamping: position))
            unread.append(field.field)
            unread.append(field.rejection.code)
            unread.append(utf8: field.sent)
        }
    }
}

extension CopyRows {
    fileprivate mutating func append(optional json: [UInt8]?) {
        if let json { append(utf8: json) } else { appendNull() }
    }
}
