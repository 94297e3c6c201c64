import Complaints
import Contract
import Foundation

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
    func write(_ keys: [SubmissionKey]) throws {
        try handle.write(contentsOf: Data(keys.map { $0.ledgerLine + "\n" }.joined().utf8))
        try handle.synchronize()
    }
}

extension SubmissionKey {
    /// From a line of a ledger, without its end; nil when it is not channel, tab and id.
    init?(ledgerLine: String) {
        let parts = ledgerLine.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        self.init(channel: String(parts[0]), externalID: String(parts[1]))
    }

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
    init(_ path: String, input bytes: [UInt8], pause: Duration = .milliseconds(500)) {
        self.pause = pause
        file = URL(fileURLWithPath: path)
        // Not a secret: it only tells whether the input is still the same.
        fingerprint = "\(bytes.count)-" + String(SipHash.hash(bytes.span, key: SipHashKey(k0: 0, k1: 0)), radix: 16)
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
