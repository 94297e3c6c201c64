import Contract
import Foundation
import Rabbit
import Shared
import Store

/// Compares a client's ledger with what is stored and what is parked.
struct LedgerProof {
    private static let chunk = 10_000
    private let file: FileHandle
    private let parked: ParkedSubmissions?

    /// - Throws: `Failure` `noInput`.
    init(_ path: String, _ parked: ParkedSubmissions?) throws(Failure) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Failure(.noInput, CommonWords.cannotRead(path))
        }
        self.file = file
        self.parked = parked
    }

    /// Each id of the ledger is stored, parked or discarded.
    func check(_ database: inout Database) throws -> ReconciliationCheck {
        var (accepted, found, missing) = (0, 0, [String]())
        var line = 0
        var rest = Data()
        var isEnd = false
        while !isEnd {
            let data = try file.read(upToCount: 1 << 20) ?? Data()
            isEnd = data.isEmpty
            rest += data
            var lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
            rest = isEnd ? Data() : Data(lines.removeLast())
            let keys = try lines.compactMap { text throws(Failure) -> SubmissionKey? in
                line += 1
                return text.isEmpty ? nil : try Self.key(String(decoding: text, as: UTF8.self), line)
            }
            for start in stride(from: 0, to: keys.count, by: Self.chunk) {
                let part = Array(keys[start..<min(start + Self.chunk, keys.count)])
                let known = try SubmissionTable.stored(part, &database)
                accepted += part.count
                for key in part {
                    if known.contains(key) || parked?.keys.contains(key) == true {
                        found += 1
                    } else if missing.count < ReconciliationCheck.examplesKept {
                        missing.append("\(key.channel) \(key.externalID)")
                    }
                }
            }
        }
        return ReconciliationCheck(
            "ledger", .init(ReconciliationWords.inLedger.en, accepted),
            .init(ReconciliationWords.accountedFor.en, found),
            wrong: accepted - found, examples: missing)
    }

    private static func key(_ text: String, _ line: Int) throws(Failure) -> SubmissionKey {
        guard let key = SubmissionKey(ledgerLine: text) else {
            throw Failure(.badData, ReconciliationWords.ledgerLine(line))
        }
        return key
    }
}

/// Submissions that were accepted and could not be stored: those that are parked, and those that somebody discarded.
struct ParkedSubmissions: Encodable {
    /// Parked messages of intake, each once.
    private(set) var waiting = 0
    /// Further copies of these: a worker that dies after parking parks again.
    private(set) var copies = 0
    /// Those that somebody discarded.
    private(set) var discarded = 0
    private(set) var keys: Set<SubmissionKey> = []

    private enum CodingKeys: String, CodingKey {
        case waiting, copies, discarded
    }

    /// Looks through the queue of parked submissions and the record of what was discarded; nil without a broker's address.
    static func read(_ database: inout Database) throws -> ParkedSubmissions? {
        guard Connections.environment.text(.amqpURL) != nil else { return nil }
        var parked = ParkedSubmissions()
        var seen: Set<String> = []
        var queue = try DeadQueue(stage: "intake")
        while let delivery = try queue.next() {
            let isNew = seen.insert(DeadLetter(delivery, stage: "intake").id).inserted
            if isNew { parked.waiting += 1 } else { parked.copies += 1 }
            parked.keys.formUnion(MessageHead(of: delivery.body).keys)
        }
        let discarded = try ParkedActionTable.discardedSubmissions(&database)
        parked.discarded = discarded.letters
        parked.keys.formUnion(discarded.keys)
        return parked
    }

    var phrase: Phrase { ReconciliationWords.parked(waiting, copies, discarded) }
}
