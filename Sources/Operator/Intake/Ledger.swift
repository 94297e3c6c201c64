import Complaints
import Contract
import Foundation
import Shared

/// A file of what was accepted, on disk before anything is built on it.
struct Ledger {
    private let handle: FileHandle

    /// - Throws: `Failure` when the file cannot be written.
    init(_ path: String) throws(Failure) {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        do {
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.seekToEnd()
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(path))
        }
    }

    /// Appends a line for each; they are on disk when it returns.
    func write(_ lines: [LedgerLine]) throws {
        try handle.write(contentsOf: Data(lines.map { $0.text + "\n" }.joined().utf8))
        try handle.synchronize()
    }
}

/// A submission in a ledger: channel, tab and id. With an equals sign, what it says and a tab before them, several under
/// one number are told apart; a channel's name never begins so. A part of an SMS has its number behind what it says, since
/// all parts may have one id: `=ff#2`.
struct LedgerLine {
    var key: SubmissionKey
    /// Nil: the ledger does not say.
    var contentHash: UInt64?
    /// Which part of an SMS it is; nil: a whole message, or the ledger does not say.
    private(set) var part: Int?

    /// From a line without its end; nil when it is none.
    init?(_ line: String) {
        var parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        if line.hasPrefix("=") {
            let said = parts[0].dropFirst().split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let hash = UInt64(said[0], radix: 16) else { return nil }
            if said.count == 2 {
                guard let number = Int(said[1]), 1...SubmissionLimits.smsParts ~= number else { return nil }
                part = number
            }
            contentHash = hash
            parts = parts[1].split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        }
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        key = SubmissionKey(channel: String(parts[0]), externalID: String(parts[1]))
    }

    private init(_ key: SubmissionKey, _ contentHash: UInt64?, part: Int? = nil) {
        (self.key, self.contentHash, self.part) = (key, contentHash, part)
    }

    /// Without the line's end.
    var text: String {
        let number = part.map { "#\($0)" } ?? ""
        let content = contentHash.map { "=\(String($0, radix: 16))\(number)\t" } ?? ""
        return content + key.ledgerLine
    }

    /// A line for each submission in a message; those that intake will park have their numbers only.
    static func lines(of body: [UInt8], contentType: String, numbered keys: [SubmissionKey]) -> [LedgerLine] {
        var found: [LedgerLine] = []
        for entry in SubmissionDecoder().decode(
            body, contentType: contentType, contentEncoding: nil, check: SubmissionCheck(now: .now, routedChannel: nil))
        {
            guard case .success(let submission) = entry.content else { continue }
            found.append(LedgerLine(submission.key, submission.contentHash, part: submission.part?.number))
        }
        let told = Set(found.map(\.key))
        return found + keys.filter { !told.contains($0) }.map { LedgerLine($0, nil) }
    }
}

extension SubmissionKey {
    /// How it stands in a ledger, without the line's end.
    var ledgerLine: String { "\(channel)\t\(externalID)" }
}

/// How far an import came, in a file beside its input: the next run goes on from there.
///
/// It is written at most twice a second. After a crash some complaints are published again, which intake notices.
struct ImportProgress {
    private struct State: Codable {
        var fingerprint: String
        var end: Int
        var accepted: Int
    }

    private let file: URL
    private let fingerprint: String
    private let pause: Duration
    private var lastSave = ContinuousClock.now

    /// Progress in the file at `path` with an input of `bytes`, noted each `pause` at most.
    ///
    /// - Parameter reading: how the input is read; read otherwise it is another one.
    init(_ path: String, input bytes: [UInt8], _ reading: String = "", pause: Duration = .milliseconds(500)) {
        self.pause = pause
        file = URL(fileURLWithPath: path)
        // Not a secret: it only tells whether the input is still the same.
        let key = SipHashKey(k0: 0, k1: 0)
        let hash = SipHash.hash(bytes.span, key: key)
        let other = reading.isEmpty ? 0 : SipHash.hash(Array(reading.utf8).span, key: key)
        fingerprint = "\(bytes.count)-" + String(hash ^ other, radix: 16)
    }

    /// Where the last run of the same input stopped, and how many it had published; nil when there was none.
    func last() -> (end: Int, accepted: Int)? {
        guard let data = try? Data(contentsOf: file), let state = try? JSONDecoder().decode(State.self, from: data),
            state.fingerprint == fingerprint
        else { return nil }
        return (state.end, state.accepted)
    }

    /// Notes that everything before `end` is with the broker.
    ///
    /// - Parameter atOnce: whether it cannot wait.
    /// - Throws: `Failure` when the file cannot be written.
    mutating func save(end: Int, accepted: Int, atOnce: Bool = false) throws(Failure) {
        guard atOnce || ContinuousClock.now - lastSave >= pause else { return }
        lastSave = .now
        do {
            let data = try JSONEncoder().encode(State(fingerprint: fingerprint, end: end, accepted: accepted))
            try data.write(to: file, options: .atomic)
        } catch {
            throw Failure(.cannotWrite, IntakeWords.noteElsewhere(file.path))
        }
    }

    /// Forgets it: all is published.
    func finish() { try? FileManager.default.removeItem(at: file) }
}
