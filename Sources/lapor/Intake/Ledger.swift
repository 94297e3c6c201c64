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
            throw Failure(.cannotWrite, "cannot write the ledger \(path)")
        }
    }

    /// Appends channel and id of each, a line with a tab between; they are on disk when it returns. Channels number by
    /// themselves, so an id alone says little.
    func write(_ records: [ImportRecord]) throws {
        let lines = records.flatMap { record in record.externalIDs.map { "\(record.channel ?? "")\t\($0)\n" } }
        try handle.write(contentsOf: Data(lines.joined().utf8))
        try handle.synchronize()
    }
}
