import Complaints
import Foundation
import Shared
import Store
import Tokens

/// Signed anchors as files, for those who keep them where nobody reaches who reaches the database: `anchor-00000012.jws` with the head,
/// and the public half of each key that signed, `anchor-key-<kid>.pem`. A file that is there is never written over.
struct AnchorFolder: Sendable {
    private let folder: URL
    /// Up to which anchor all were seen to be there; of a further look only those behind it are asked for.
    private(set) var known = 0

    /// A folder, which is made if it is not there.
    ///
    /// - Throws: `SettingError` when it cannot be made or written.
    init(_ path: String) throws(SettingError) {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw SettingError(
                key: SettingKey.anchorDirectory.name, reason: "names a folder that cannot be made or written")
        }
    }

    /// Writes those that are missing.
    ///
    /// - Returns: numbers of anchors of which the folder has another one: the store may be an older copy.
    /// - Throws: when a file cannot be written.
    mutating func keep(_ anchors: [AnchorTable.Anchor]) throws -> [Int] {
        var others: [Int] = []
        for anchor in anchors {
            if let key = anchor.key { _ = try write(key.pem, to: "anchor-key-\(key.thumbprint).pem") }
            if try !write(anchor.text + "\n", to: AnchorFile.name(of: anchor.number)) { others.append(anchor.number) }
            if others.isEmpty { known = max(known, anchor.number) }
        }
        return others
    }

    /// - Returns: whether the file says this now.
    private func write(_ text: String, to name: String) throws -> Bool {
        let file = folder.appendingPathComponent(name)
        if let present = FileManager.default.contents(atPath: file.path) { return present == Data(text.utf8) }
        // Under its name only when it is whole: who copies the folder never takes half a file.
        let draft = folder.appendingPathComponent(".\(name)-\(UInt64.random(in: .min ... .max))")
        try Data(text.utf8).write(to: draft)
        try FileManager.default.moveItem(at: draft, to: file)
        return true
    }
}
