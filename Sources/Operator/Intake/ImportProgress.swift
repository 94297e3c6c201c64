import Complaints
import Foundation

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
    /// - Throws: `Failure` when the file cannot be written.
    mutating func save(end: Int, accepted: Int) throws(Failure) {
        guard ContinuousClock.now - lastSave >= pause else { return }
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
