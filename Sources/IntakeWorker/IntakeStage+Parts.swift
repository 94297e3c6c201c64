import Complaints
import Contract
import Postgres
import Shared
import Store

/// How long intake waits for what belongs together, in seconds.
package struct IntakePatience: Sendable {
    /// For the missing parts of an SMS.
    package var parts: Int64
    /// For further words after an answer.
    package var furtherWords: Int64

    package init(parts: Int64 = 300, furtherWords: Int64 = 600) {
        self.parts = parts
        self.furtherWords = furtherWords
    }

    /// - Throws: `SettingError` naming the variable.
    init(_ environment: Environment) throws(SettingError) {
        self.init(
            parts: Int64(try environment.number(.smsWait, in: 1...3600, default: 300)),
            furtherWords: Int64(try environment.number(.furtherWords, in: 0...86_400, default: 600)))
    }
}

/// Which submissions were joined from parts, and what else is to be noted of parts.
struct JoinedMessages: Sendable {
    /// The parts of each.
    var parts: [SubmissionKey: [SMSPartKey]] = [:]
    /// The cases of those that came too late for their message.
    var targets: [SubmissionKey: ComplaintID] = [:]
    /// Parts that say again what was joined before.
    var repeated: [SettledPart] = []

    func targets(of complaints: [NewComplaint]) -> [ComplaintID: ComplaintID] {
        guard !targets.isEmpty else { return [:] }
        return complaints.reduce(into: [:]) { $0[$1.id] = targets[$1.submission.key] }
    }

    /// The parts that are stored with their messages now; those wait on whose place another submission has taken.
    func settled(
        _ complaints: [NewComplaint], _ answers: [ComplaintID: ComplaintID], _ known: [SubmissionKey: KnownComplaint],
        _ hashes: PersonalHashes
    ) -> [SettledPart] {
        guard !parts.isEmpty || !repeated.isEmpty else { return [] }
        return complaints.reduce(into: repeated) { settled, complaint in
            guard let keys = parts[complaint.submission.key] else { return }
            let earlier = known[complaint.submission.key]
            if let earlier, (earlier.answer ?? earlier.entry.complaint) != complaint.id { return }
            // Another worker has joined it without a part that came meanwhile: that one waits, and is added as a late one.
            if let said = earlier?.said, !hashes.isSaid(complaint.submission.contentHash, as: said) { return }
            let target = earlier?.entry.complaint ?? answers[complaint.id] ?? complaint.id
            settled += keys.map { SettledPart($0, of: complaint.id, in: target) }
        }
    }
}

/// Parts of SMS. They are stored first, each by its own key; then whoever stored one looks what is complete, or has waited
/// long enough, and registers it as any other submission. Who comes last sees all parts; what two workers see at once they
/// store once, because it has one key.
extension IntakeStage {
    mutating func registerWithParts(_ items: ArraySlice<IntakeItem>) throws(StageFailure) -> [Verdict] {
        let parts = items.filter { $0.submission.part != nil }
        let whole = items.filter { $0.submission.part == nil }
        var ofWhole = whole.isEmpty ? [] : try register(whole[...])[...]
        var ofParts = try register(parts: parts)[...]
        return items.compactMap { $0.submission.part == nil ? ofWhole.popFirst() : ofParts.popFirst() }
    }

    private mutating func register(parts items: [IntakeItem]) throws(StageFailure) -> [Verdict] {
        let (now, hashes, wait) = (now(), decider.hashes, patience.parts)
        let arrived = items.compactMap { item in
            item.submission.part.map { ArrivedPart(item.submission, $0, at: item.receivedAt, hashes) }
        }
        let taken = try session.transaction(storing: &receipts, at: now) { connection throws(PostgresError) in
            try SMSPartTable.add(arrived, hashes, &connection)
        }
        let gathered = try session.read { connection throws(PostgresError) in
            SMSGathering(
                try SMSPartTable.stored(of: arrived, hashes, at: now, &connection), at: now, wait: wait)
        }
        let outbound = try registerJoined(gathered, at: now).flatMap(\.outbound)
        // What the messages announce goes out before any of their parts is acknowledged.
        return arrived.indices.map { index in
            if taken.contains(index) { return .reject(.externalIDReused) }
            return index == arrived.indices.last(where: { !taken.contains($0) }) ? .passAll(outbound) : .finish
        }
    }

    private mutating func registerJoined(
        _ gathered: SMSGathering, at now: Instant
    ) throws(StageFailure) -> [Verdict] {
        let (submissions, joined) = try gathered.submissions()
        guard !submissions.isEmpty || !joined.repeated.isEmpty else { return [] }
        let items = submissions.map { IntakeItem(submission: $0, receivedAt: now, redelivered: false) }
        return try register(items[...], joined: joined)
    }
}

extension SMSGathering {
    /// The submissions that the parts make together.
    ///
    /// - Throws: `StageFailure` `fault` when a part is no submission any more.
    func submissions() throws(StageFailure) -> ([AcceptedSubmission], JoinedMessages) {
        var (submissions, joined): ([AcceptedSubmission], JoinedMessages) = ([], JoinedMessages())
        joined.repeated = repeated
        do throws(Rejection) {
            for message in ready {
                guard let first = message.parts.min(by: { $0.key < $1.key })?.value else { continue }
                let whole = try SMSMessage.joined(
                    message.parts.compactMapValues(\.json), of: message.count, at: first.at)
                submissions.append(whole.known(by: first))
                joined.parts[submissions[submissions.count - 1].key] =
                    message.parts.values.map(\.key) + message.repeated
            }
            for late in late {
                let words = try SMSMessage.late(late.part.key.number, late.part.json ?? [], at: late.part.at)
                submissions.append(words.known(by: late.part))
                joined.parts[submissions[submissions.count - 1].key] = [late.part.key]
                joined.targets[submissions[submissions.count - 1].key] = late.joined.complaint
            }
        } catch {
            throw .fault("a part that was accepted is no submission any more: \(error.code)")
        }
        return (submissions, joined)
    }
}

extension AcceptedSubmission {
    /// The same under the id and the time of its first part; what has the id already leaves it a number beside it.
    fileprivate func known(by part: StoredPart) -> AcceptedSubmission {
        var submission = self
        if part.isTaken { submission.externalID += "#\(part.key.number)" }
        submission.submittedAt = submittedAt ?? part.at
        return submission
    }
}
