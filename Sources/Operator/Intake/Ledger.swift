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
