import Complaints
import Contract
import Postgres
import Store

/// The rows that a batch of new complaints becomes.
struct IntakeRows {
    static let complaintColumns = """
        complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at, received_at, \
        title, text, location_text, region_hint, lat, lon, incident_date, category_hint, agency_hint, attachments, \
        extras)
        """
    static let reporterColumns = "reporter (complaint_id, name, phone, email, extras)"

    private(set) var complaints = CopyRows(columns: 21)
    private(set) var reporters = CopyRows(columns: 5)
    private(set) var journal = JournalRows()

    mutating func add(_ candidate: Candidate) {
        addComplaint(candidate)
        if let identity = candidate.item.submission.identity { addReporter(candidate.id, identity) }
        journal.add(
            candidate.id, version: 1, event: .registered, at: candidate.item.receivedAt, actor: "IntakeWorker",
            data: candidate.eventData)
    }

    private mutating func addComplaint(_ candidate: Candidate) {
        let submission = candidate.item.submission
        complaints.beginRow()
        complaints.append(candidate.id)
        complaints.append(candidate.code.description)
        complaints.append(Int32(1))
        complaints.append(CaseStatus.belumTerverifikasi.rawValue)
        complaints.append(submission.kind.rawValue)
        complaints.append(submission.channel)
        complaints.append(submission.anonymous)
        complaints.append(submission.confidential)
        complaints.append(candidate.submittedAt)
        complaints.append(candidate.item.receivedAt)
        complaints.append(submission.title)
        complaints.append(submission.text)
        complaints.append(submission.locationText)
        complaints.append(submission.regionCode)
        if let latitude = submission.latitude { complaints.append(latitude) } else { complaints.appendNull() }
        if let longitude = submission.longitude { complaints.append(longitude) } else { complaints.appendNull() }
        if let date = submission.incidentDate {
            complaints.appendDate(days: date.daysSinceEpoch)
        } else {
            complaints.appendNull()
        }
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
}

extension CopyRows {
    fileprivate mutating func append(optional json: [UInt8]?) {
        if let json { append(utf8: json) } else { appendNull() }
    }
}
