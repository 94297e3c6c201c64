import Complaints
import Contract
import Foundation
import Shared
import Store
import Tokens

/// What the gateway knows of the store, in a file for the time in which the store is away. Nobody else may look into its folder.
struct StateFile: Sendable {
    private let folder: URL
    private var file: URL { folder.appending(path: "gateway.json") }

    /// - Throws: `Remedy` when others may look into the folder, or there is no place for it.
    init(in folder: String) throws {
        self.folder = URL(fileURLWithPath: folder)
        let name = SettingKey.gatewayState.name
        guard let facts = try? FileManager.default.attributesOfItem(atPath: folder) else {
            let above = self.folder.deletingLastPathComponent().resolvingSymlinksInPath().path
            let place = try? FileManager.default.attributesOfItem(atPath: above)
            guard place?[.type] as? FileAttributeType == .typeDirectory else {
                throw Remedy("\(name) \(folder) cannot be made", "make the folder, for the gateway's account alone")
            }
            return
        }
        guard facts[.type] as? FileAttributeType == .typeDirectory else {
            throw Remedy("\(name) \(folder) is no folder", "name a folder")
        }
        guard (facts[.posixPermissions] as? Int ?? 0o777) & 0o077 == 0 else {
            throw Remedy("others may look into \(name) \(folder)", "'chmod 700 \(folder)'")
        }
    }

    /// What was written last; nil when there is nothing that can be read.
    func read() -> Knowledge? {
        guard let data = try? Data(contentsOf: file), let kept = try? JSONDecoder().decode(Kept.self, from: data)
        else { return nil }
        return kept.knowledge
    }

    /// Puts it in the place of what was written last, whole or not at all.
    ///
    /// - Throws: `Remedy`.
    func write(_ knowledge: Knowledge) throws {
        let files = FileManager.default
        do {
            if !files.fileExists(atPath: folder.path) {
                try files.createDirectory(
                    at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            }
            try JSONEncoder().encode(Kept(knowledge)).write(to: file, options: .atomic)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        } catch {
            throw Remedy(
                "what the gateway must know while the database is away cannot be written to \(folder.path)",
                "let its account write there, and see whether the disk is full")
        }
    }

    /// The file's own words.
    private struct Kept: Codable {
        struct Key: Codable {
            var id: String
            var channel: String
            var scopes: [ChannelScope]
            var sha256: String
            var endsAt: String?
        }

        struct Account: Codable {
            var channel: String
            var account: String
        }

        struct Codes: Codable {
            var mark: String
            var at: String
        }

        var keys: [Key]
        var accounts: [Account]
        var codes: Codes?

        init(_ knowledge: Knowledge) {
            codes = knowledge.codes.map { Codes(mark: $0.mark, at: $0.at.rfc3339) }
            accounts = knowledge.pairs.map { Account(channel: $0.channel, account: $0.account) }
            keys = knowledge.keys.values.sorted { $0.id < $1.id }.map { key in
                Key(
                    id: key.id, channel: key.channel, scopes: key.scopes.sorted { $0.rawValue < $1.rawValue },
                    sha256: Hexadecimal.text(of: key.digest), endsAt: key.endsAt?.rfc3339)
            }
        }

        /// Nil when something in it makes no sense.
        var knowledge: Knowledge? {
            var kept: [KeptKey] = []
            for key in keys {
                let end = key.endsAt.map { Instant(rfc3339: $0) }
                if let end, end == nil { return nil }
                guard let digest = Hexadecimal.bytes(of: key.sha256) else { return nil }
                kept.append(
                    KeptKey(
                        id: key.id, channel: key.channel, scopes: Set(key.scopes), digest: digest,
                        endsAt: end ?? nil))
            }
            let seen = codes.flatMap { codes in
                Instant(rfc3339: codes.at).map { Knowledge.Codes(mark: codes.mark, at: $0) }
            }
            return Knowledge(kept, accounts.map { .init(channel: $0.channel, account: $0.account) }, codes: seen)
        }
    }
}
