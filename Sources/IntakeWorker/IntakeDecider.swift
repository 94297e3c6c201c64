import Complaints
import Contract
import Shared
import Store

enum Registration {
    /// It answers a question on a case; it is kept there.
    case answer(to: ComplaintID)
    /// It asks for the words of a reply on a case, and says nothing: nobody takes it up.
    case reading(of: ComplaintID)
    /// It was not known and is stored now; the message announces it.
    case new(Outbound)
    case duplicate(KnownComplaint)
}

/// What intake makes of submissions. Pure: the same submissions and findings give the same complaints and verdicts.
struct IntakeDecider: Sendable {
    /// By what ids and tracking codes are made, and what people are known.
    let hashes: PersonalHashes

    init(_ hashes: PersonalHashes) { self.hashes = hashes }

    func complaint(_ item: IntakeItem) -> NewComplaint {
        let (submission, key) = (item.submission, hashes.codes.told(by: item.codesMark))
        let submittedAt = submission.submittedAt ?? item.receivedAt
        let id = ComplaintID.derived(
            channel: submission.channel, externalID: submission.externalID, milliseconds: submittedAt.milliseconds,
            key: key)
        let code = TrackingCode(channel: submission.channel, externalID: submission.externalID, key: key)
        let entry = JournalEntry.registered(
            id, code: code.description, channel: submission.channel, kind: submission.kind, submittedAt: submittedAt,
            receivedAt: item.receivedAt, isConfidential: submission.confidential, isAnonymous: submission.anonymous,
            account: item.account, trace: item.trace)
        return NewComplaint(
            id: id, code: code, submission: submission, submittedAt: submittedAt,
            said: hashes.said(submission.contentHash), entry: entry,
            filingProof: item.codesMark.map { _ in FilingSecret(submission, key: key).proof(key) })
    }

    /// Each number once, and where each item's is.
    func complaints(_ items: ArraySlice<IntakeItem>) -> ([NewComplaint], positions: [Int]) {
        var firstOfKey: [SubmissionKey: Int] = [:]
        var complaints: [NewComplaint] = []
        let positions = items.map { item in
            if let position = firstOfKey[item.submission.key] { return position }
            firstOfKey[item.submission.key] = complaints.count
            complaints.append(complaint(item))
            return complaints.count - 1
        }
        return (complaints, positions)
    }

    /// By what the sender of a message is known that may name its case; nil where reporters write otherwise.
    func address(of submission: AcceptedSubmission) -> PersonAddress? {
        switch ReplyChannel(rawValue: submission.channel) {
        case .sms, .whatsapp: submission.identity?.phone.map(PersonAddress.phone)
        case .email: submission.identity?.email.map(PersonAddress.email)
        case nil: nil
        }
    }

    /// Whether it says nothing, and nobody takes it up.
    private func asksToRead(_ submission: AcceptedSubmission) -> Bool {
        address(of: submission).flatMap { AddressedMessage(submission, from: $0) }?.page != nil
    }

    /// By whom a submission would be known if it answered a question; nil where answers come otherwise, and for reports
    /// with a title, which nobody writes who answers.
    func sender(of submission: AcceptedSubmission) -> OpenQuestions.Sender? {
        let isTitled = submission.title != nil || submission.unread.contains { $0.field == "title" }
        guard let channel = ReplyChannel(rawValue: submission.channel), !isTitled || channel == .email,
            let address = channel == .email ? submission.identity?.email : submission.identity?.phone
        else { return nil }
        return OpenQuestions.Sender(channel, address, hashes)
    }

    /// A verdict for each item; the same submission twice in one batch is announced once, and another one under its number
    /// is parked.
    ///
    /// - Parameter receipts: what the broker has confirmed and the outbox may still hold.
    func verdicts(
        on items: ArraySlice<IntakeItem>, positions: [Int], _ complaints: [NewComplaint],
        _ registrations: [Registration], receipts: OutboxReceipts
    ) -> [Verdict] {
        var isAnnounced = [Bool](repeating: false, count: complaints.count)
        return zip(items, positions).map { item, position in
            guard isSame(item.submission, complaints[position], registrations[position]) else {
                return .reject(.externalIDReused)
            }
            let (complaint, registration) = (complaints[position], registrations[position])
            let isFirst = !isAnnounced[position]
            isAnnounced[position] = true
            let verdict =
                isFirst
                ? verdict(on: registration, complaint, redelivered: item.redelivered, receipts: receipts) : .finish
            return item.answering(
                verdict, at: complaint.entry.at, SubmissionOutcome(registration, complaint, isFirst: isFirst))
        }
    }

    /// Whether the submission is the one that has its number. Of those stored when nobody kept what they said, all are.
    private func isSame(
        _ submission: AcceptedSubmission, _ complaint: NewComplaint, _ registration: Registration
    ) -> Bool {
        switch registration {
        case .answer, .reading, .new: submission.contentHash == complaint.submission.contentHash
        case .duplicate(let known): known.said.map { hashes.isSaid(submission.contentHash, as: $0) } ?? true
        }
    }

    private func verdict(
        on registration: Registration, _ complaint: NewComplaint, redelivered: Bool, receipts: OutboxReceipts
    ) -> Verdict {
        switch registration {
        case .answer(let answered):
            return .pass(
                .answer(
                    correspondence: complaint.id, complaint: answered, at: complaint.entry.at,
                    trace: complaint.entry.details.trace))
        case .reading:
            return .finish
        case .new(let message):
            return .pass(message)
        case .duplicate(let known):
            if let words = known.answer {
                // CaseWorker knows it by its key.
                guard redelivered, !asksToRead(complaint.submission) else { return .finish }
                return .pass(
                    .answer(correspondence: words, complaint: known.entry.complaint, at: complaint.entry.at))
            }
            // What was stored but perhaps never announced is announced again; the next workers know it by its id.
            let isPublished = known.version > 1 || (known.held.map(receipts.contains) ?? true)
            return isPublished && !redelivered ? .finish : .pass(known.entry.outbound)
        }
    }
}
