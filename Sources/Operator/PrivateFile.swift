import Foundation

/// A file that only its owner can read: keys and passwords.
enum PrivateFile {
    /// Makes it, and its folder.
    ///
    /// - Throws: `Failure` `cannotWrite`, also when there is one already: what it holds would be lost.
    static func make(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path)
        // It must never have been readable for others, not even for a moment.
        let before = umask(0o077)
        defer { umask(before) }
        let folder = url.deletingLastPathComponent().path
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

    /// Puts another in its place, whole or not at all; whoever could read the old one can read it.
    ///
    /// - Throws: `Failure` `cannotWrite`.
    static func replace(_ path: String, _ text: String) throws {
        // Not by `replaceItemAt`, which takes the old file away before it fails.
        let before = umask(0o077)
        defer { umask(before) }
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let old = (try? FileManager.default.attributesOfItem(atPath: place.path)) ?? [:]
        do {
            try Data(text.utf8).write(to: place, options: .atomic)
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
