import Foundation
import Synchronization

/// A file that only its owner can read: keys and passwords.
enum PrivateFile {
    /// The mask of new files is the whole process's: two who change it at once would give back each other's.
    private static let mask = Mutex(())

    /// Does something whose files nobody else may read, not even for a moment.
    private static func masked(_ work: () throws -> Void) throws {
        try mask.withLock { _ in
            let before = umask(0o077)
            defer { umask(before) }
            try work()
        }
    }

    /// Makes it, and its folder.
    ///
    /// - Throws: `Failure` `cannotWrite`, also when there is one already: what it holds would be lost.
    static func make(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        try masked {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw Failure(.cannotWrite, CommonWords.cannotMake(folder))
            }
            do {
                try Data(text.utf8).write(to: url, options: .withoutOverwriting)
            } catch {
                throw Failure(.cannotWrite, CommonWords.cannotWrite(path))
            }
        }
    }

    /// Puts another in its place, whole or not at all; whoever could read the old one can read it.
    ///
    /// - Throws: `Failure` `cannotWrite`.
    static func replace(_ path: String, _ text: String) throws {
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let old = (try? FileManager.default.attributesOfItem(atPath: place.path)) ?? [:]
        do {
            // Not by `replaceItemAt`, which takes the old file away before it fails.
            try masked { try Data(text.utf8).write(to: place, options: .atomic) }
            try FileManager.default.setAttributes(old.filter { kept.contains($0.key) }, ofItemAtPath: place.path)
            try FileHandle(forUpdating: place).synchronize()
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(path))
        }
    }

    private static let kept: Set<FileAttributeKey> = [.ownerAccountID, .groupOwnerAccountID, .posixPermissions]

    /// Nil when there is none.
    ///
    /// - Throws: `Failure` `configuration` when others can read it, or when it is no file; what `InputFile` throws.
    static func read(_ path: String) throws -> [UInt8]? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0, attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Failure(.configuration, CommonWords.notPrivate(path))
        }
        return try Array(InputFile.read(path))
    }
}
