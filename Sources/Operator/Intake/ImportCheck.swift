import Complaints
import Contract
import Foundation
import Shared
import Store

/// What will become of each row of a file, as far as the contract and the store tell before anything is published.
struct ImportCheck {
    /// A submission that is published, alone or in a batch.
    struct Row {
        var line: Int
        /// Why intake will park it.
        var code: String?
        /// Whether the same was stored before, or stands in the file before.
        var isKnown = false
        /// Optional fields, and columns, that could not be read.
        var unread: [String] = []
    }

    /// As many keys are looked up at once.
    static let chunk = 10_000

    private(set) var records = 0
    private(set) var rows: [Row] = []
    private(set) var refused: [(line: Int, why: ImportRecord.Refusal)] = []
    private(set) var closed: [HistoryCase] = []
    /// Lines of rows that are not UTF-8.
    private(set) var unreadable: [Int] = []
    /// What the file was recognised as.
    private(set) var form: ImportForm
    /// Hashes of what each id has said in this file, of parts of SMS each part.
    private var words: [UInt64: UInt64] = [:]
    private static let mostNames = 50
    private var unknownFields: [String] = []
    /// Rows whose ids are to be looked up.
    private var asked: [(row: Int, submission: LookedUpSubmission)] = []

    /// Judges every row of `input`.
    ///
    /// - Parameter stored: what the store has under the ids of some submissions, in their order.
    /// - Throws: `Failure` `interrupted`.
    init(
        _ input: ImportFile, stored: ([LookedUpSubmission]) -> [StoredSubmission]
    ) throws(Failure) {
        form = input.form
        var input = input
        let now = Instant.now
        while let record = input.next() {
            records += 1
            guard !Interruption.hasCome else { throw Failure(.interrupted, IntakeWords.nothingPublished) }
            if let refusal = record.refusal { refused.append((record.line, refusal)) }
            if let found = record.closed { closed.append(found) }
            guard record.isPublished else { continue }
            if record.isUnreadable { unreadable.append(record.line) }
            for entry in record.entries(at: now) { add(entry.content, record) }
            if record.isMessage { note(UnknownFields.names(of: record.body)) }
            if asked.count >= Self.chunk { look(stored) }
        }
        look(stored)
        let names = unknownFields
        form = input.form
        form.note(unknown: names)
    }

    /// Fields of messages that the contract does not name, personal data masked: a name may be somebody's, too.
    private mutating func note(_ names: [String]) {
        for name in names where unknownFields.count < Self.mostNames && name != MessageDates.nameOfSent {
            let shown = FieldMask.mask(String(name.prefix(60)))
            if !unknownFields.contains(shown) { unknownFields.append(shown) }
        }
    }

    private mutating func add(_ content: Result<AcceptedSubmission, Rejection>, _ record: ImportRecord) {
        var row = Row(line: record.line)
        switch content {
        case .failure(let rejection): row.code = rejection.code
        case .success(let submission):
            row.unread = Set(submission.unread.map(\.name)).union(record.unread).sorted()
            if let earlier = earlier(submission) {
                row.isKnown = earlier == .same
                row.code = earlier == .same ? nil : Self.reused
            } else {
                asked.append((rows.count, LookedUpSubmission(submission)))
            }
        }
        rows.append(row)
    }

    /// What this file has said before under the same id; nil when nothing.
    private mutating func earlier(_ submission: AcceptedSubmission) -> StoredSubmission? {
        let id = [submission.channel, submission.externalID]
        var (key, said) = (Self.hash(id), submission.contentHash)
        if let part = submission.part {
            // The number of a whole message is not its parts'.
            let parts = Self.hash(id + ["#"])
            if words[key] != nil, words[parts] == nil { return .other }
            words[parts] = 0
            (key, said) = (Self.hash(id + ["#\(part.number)"]), Self.hash([part.words]))
        }
        guard let before = words[key] else {
            words[key] = said
            return nil
        }
        return before == said ? .same : .other
    }

    /// The code of a report under an id that another report has.
    static let reused = Rejection.externalIDReused.code

    private mutating func look(_ stored: ([LookedUpSubmission]) -> [StoredSubmission]) {
        guard !asked.isEmpty else { return }
        for (one, found) in zip(asked, stored(asked.map(\.submission))) {
            rows[one.row].isKnown = found.isSame
            if found == .other { rows[one.row].code = Self.reused }
        }
        asked.removeAll(keepingCapacity: true)
    }

    private static func hash(_ texts: [String]) -> UInt64 {
        // Not a secret, and never stored.
        var hash = SipHash(key: SipHashKey(k0: 0, k1: 0))
        for text in texts {
            hash.append(text.utf8Span.span)
            hash.append(0)
        }
        return hash.finalized()
    }

    /// Lines of rows that are stored without a field, by its name.
    var unread: [String: [Int]] {
        rows.reduce(into: [:]) { lines, row in
            for field in row.code == nil ? row.unread : [] { lines[field, default: []].append(row.line) }
        }
    }

    /// What is to be expected, as the outcome tells it afterwards.
    var expected: ImportOutcome {
        var outcome = ImportOutcome()
        for row in rows {
            outcome.add(row.code.map(ImportOutcome.Fate.parked) ?? (row.isKnown ? .known : .stored), row.line)
        }
        return outcome
    }
}

extension UnreadField {
    /// Of which kind it is: `attachments.url` of `attachments[3].url`.
    fileprivate var name: String {
        var isInside = false
        return field.filter { character in
            defer { if character == "]" { isInside = false } }
            if character == "[" { isInside = true }
            return !isInside
        }
    }
}

extension ImportRecord {
    /// What the contract says to each submission in it.
    func entries(at now: Instant) -> [Entry<AcceptedSubmission>] {
        let routed = channel.flatMap { ChannelName.isValid($0) ? $0 : nil }
        return SubmissionDecoder().decode(
            body, contentType: contentType, contentEncoding: nil,
            check: SubmissionCheck(now: now, routedChannel: routed))
    }
}
