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
    }

    /// What the store has under an id.
    enum Stored {
        case nothing, same, other
    }

    /// A submission whose id is looked up.
    struct Asked {
        fileprivate var row: Int
        var key: SubmissionKey
        var contentHash: UInt64
    }

    /// As many keys are looked up at once.
    static let chunk = 10_000

    private(set) var records = 0
    private(set) var rows: [Row] = []
    private(set) var refused: [(line: Int, why: ImportRecord.Refusal)] = []
    private(set) var closed: [HistoryCase] = []
    /// Where rows stand that are none of their table.
    private(set) var strangeLines: [Int] = []
    /// What the file was recognised as.
    private(set) var form: ImportForm
    /// Hashes of what each id has said in this file.
    private var words: [UInt64: UInt64] = [:]

    /// Judges every row of `input`.
    ///
    /// - Parameter stored: what the store has under the ids of some submissions, in their order.
    /// - Throws: `Failure` `interrupted`.
    init(_ input: ImportFile, stored: ([Asked]) -> [Stored]) throws(Failure) {
        form = input.form
        var input = input
        var asked: [Asked] = []
        let now = Instant.now
        while let record = input.next() {
            records += 1
            guard !Interruption.hasCome else { throw Failure(.interrupted, IntakeWords.nothingPublished) }
            if let refusal = record.refusal { refused.append((record.line, refusal)) }
            if let found = record.closed { closed.append(found) }
            guard record.isPublished else { continue }
            if record.isStrange { strangeLines.append(record.line) }
            for entry in record.entries(at: now) { add(entry.content, record, &asked) }
            if asked.count >= Self.chunk { look(&asked, stored) }
        }
        look(&asked, stored)
        form = input.form
    }

    private mutating func add(
        _ content: Result<AcceptedSubmission, Rejection>, _ record: ImportRecord,
        _ asked: inout [Asked]
    ) {
        var row = Row(line: record.line)
        switch content {
        case .failure(let rejection): row.code = rejection.code
        case .success(let submission):
            let key = Self.hash([submission.channel, submission.externalID])
            let said = submission.contentHash
            if let before = words[key] {
                row.isKnown = before == said
                // Parts of one SMS may have one number, and have different words.
                row.code = before == said || submission.part != nil ? nil : Self.reused
            } else {
                words[key] = said
                asked.append(Asked(row: rows.count, key: submission.key, contentHash: said))
            }
        }
        rows.append(row)
    }

    /// The code of a report under an id that another report has.
    static let reused = "external_id_reused"

    private mutating func look(_ asked: inout [Asked], _ stored: ([Asked]) -> [Stored]) {
        guard !asked.isEmpty else { return }
        for (one, found) in zip(asked, stored(asked)) {
            rows[one.row].isKnown = found == .same
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

    /// What is to be expected, as the outcome tells it afterwards.
    var expected: ImportOutcome {
        var outcome = ImportOutcome()
        for row in rows {
            outcome.add(row.code.map(ImportOutcome.Fate.parked) ?? (row.isKnown ? .known : .stored), row.line)
        }
        return outcome
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
