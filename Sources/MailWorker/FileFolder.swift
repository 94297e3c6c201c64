import Complaints
import Crypto
import Foundation
import Shared

/// A folder of files, each named by what is in it: the same file twice is one.
struct FileFolder: Sendable {
    private let folder: URL
    private let address: String

    /// - Parameter address: of the folder, for those who open its files.
    init(_ folder: String, at address: String) {
        self.folder = URL(fileURLWithPath: folder, isDirectory: true)
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    /// Keeps `bytes`, on the disk when it returns; where they can be opened.
    ///
    /// - Throws: `Remedy` when they cannot be written.
    func keep(_ bytes: [UInt8]) throws(Remedy) -> String {
        let name = Hexadecimal.text(of: Array(SHA256.hash(data: bytes)))
        // A folder for each of 256 beginnings, so that none grows too long to list.
        let place = folder.appending(path: String(name.prefix(2)), directoryHint: .isDirectory)
        let file = place.appending(path: name)
        do {
            let files = FileManager.default
            if !files.fileExists(atPath: file.path) {
                try files.createDirectory(
                    at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
                try write(bytes, to: file, in: place)
            }
        } catch {
            throw Remedy(
                "an attachment cannot be written to \(folder.path)",
                "let MailWorker's account write there (\(SettingKey.mailFiles.name)), and see whether the disk is full")
        }
        return "\(address)/\(name.prefix(2))/\(name)"
    }

    /// Whole or not at all, also when the machine stops.
    private func write(_ bytes: [UInt8], to file: URL, in place: URL) throws {
        let draft = place.appending(path: ".\(UUID().uuidString)")
        try Data(bytes).write(to: draft, options: .withoutOverwriting)
        do {
            try Self.synchronize(draft)
            try FileManager.default.moveItem(at: draft, to: file)
            try Self.synchronize(place)
        } catch {
            try? FileManager.default.removeItem(at: draft)
            // Another process may have kept the same file meanwhile.
            guard FileManager.default.fileExists(atPath: file.path) else { throw error }
        }
    }

    private static func synchronize(_ place: URL) throws {
        let handle = try FileHandle(forReadingFrom: place)
        try handle.synchronize()
        try handle.close()
    }
}
