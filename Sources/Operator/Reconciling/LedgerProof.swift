import Complaints
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
    private let hashes: PersonalHashes

    /// - Parameter hashes: by what it is known what is stored.
    /// - Throws: `Failure` `noInput`.
    init(_ path: String, _ parked: ParkedSubmissions?, _ hashes: PersonalHashes) throws(Failure) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Failure(.noInput, CommonWords.cannotRead(path))
        }
        self.file = file
        self.parked = parked
        self.hashes = hashes
    }

    /// Each submission of the ledger is stored, parked or discarded; several under one number are several, where it says
    /// what they say.
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
            let named = try lines.compactMap { text throws(Failure) -> LedgerLine? in
                line += 1
                return text.isEmpty ? nil : try Self.line(String(decoding: text, as: UTF8.self), line)
            }
            for start in stride(from: 0, to: named.count, by: Self.chunk) {
                let part = Array(named[start..<min(start + Self.chunk, named.count)])
                let known = try SubmissionTable.stored(part.map(\.key), &database)
                let ofSMS = part.filter { $0.part != nil }
                let parts = try SMSPartTable.numbers(of: ofSMS.map(\.key), &database)
                accepted += part.count
                for line in part {
                    if isStored(line, known[line.key], parts[line.key]) || parked?.contains(line) == true {
                        found += 1
                    } else if missing.count < ReconciliationCheck.examplesKept {
                        missing.append("\(line.key.channel) \(line.key.externalID)")
                    }
                }
            }
        }
        return ReconciliationCheck(
            "ledger", .init(ReconciliationWords.inLedger.en, accepted),
            .init(ReconciliationWords.accountedFor.en, found),
            wrong: accepted - found, examples: missing)
    }

    /// - Parameter parts: numbers of the parts that are stored under its id.
    private func isStored(_ line: LedgerLine, _ stored: SubmissionTable.StoredContent?, _ parts: Set<Int>?) -> Bool {
        if let part = line.part { return parts?.contains(part) == true }
        guard let stored else { return false }
        guard case .hash(let hash) = stored, let content = line.contentHash else { return true }
        return hashes.isSaid(content, as: hash)
    }

    private static func line(_ text: String, _ number: Int) throws(Failure) -> LedgerLine {
        guard let line = LedgerLine(text) else { throw Failure(.badData, ReconciliationWords.ledgerLine(number)) }
        return line
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
    /// Of those that wait: another submission has their number.
    private(set) var reused = 0
    /// What each says that can be read.
    private var contents: [SubmissionKey: Set<UInt64>] = [:]
    /// Of which nobody can tell what they say, or nobody kept it.
    private var numbers: Set<SubmissionKey> = []

    private enum CodingKeys: String, CodingKey {
        case waiting, copies, discarded, reused
    }

    /// Looks through the queue of parked submissions and the record of what was discarded; nil without a broker's address.
    static func read(_ database: inout Database) throws -> ParkedSubmissions? {
        guard Connections.environment.text(.amqpURL) != nil else { return nil }
        var parked = ParkedSubmissions()
        var seen: Set<String> = []
        var queue = try DeadQueue(stage: "intake")
        while let delivery = try queue.next() {
            let letter = DeadLetter(delivery, stage: "intake")
            guard seen.insert(letter.id).inserted else {
                parked.copies += 1
                continue
            }
            parked.waiting += 1
            if letter.code == Rejection.externalIDReused.code { parked.reused += 1 }
            parked.add(delivery)
        }
        let discarded = try ParkedActionTable.discardedSubmissions(&database)
        parked.discarded = discarded.letters
        parked.numbers.formUnion(discarded.keys)
        return parked
    }

    private mutating func add(_ delivery: Delivery) {
        let head = MessageHead(parked: delivery)
        for line in LedgerLine.lines(of: delivery.opened.body, contentType: head.contentType, numbered: head.keys) {
            if let content = line.contentHash {
                contents[line.key, default: []].insert(content)
            } else {
                numbers.insert(line.key)
            }
        }
    }

    func contains(_ line: LedgerLine) -> Bool {
        if numbers.contains(line.key) { return true }
        guard let content = line.contentHash else { return contents[line.key] != nil }
        return contents[line.key]?.contains(content) ?? false
    }

    var phrase: Phrase {
        let all = ReconciliationWords.parked(waiting, copies, discarded)
        return reused == 0 ? all : [all, ReconciliationWords.reused(reused)].joined("; ")
    }
}
