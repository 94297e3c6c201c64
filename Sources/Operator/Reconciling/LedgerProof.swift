import Contract
import Foundation
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
    ///
    /// - Throws: the errors of the database, or what reading the file throws.
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
