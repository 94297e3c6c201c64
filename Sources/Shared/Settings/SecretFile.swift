import Foundation

/// What stands in the file that `NAME_FILE` names.
struct SecretFile: Sendable {
    /// Bytes: nobody's password is longer.
    private static let longest = 64 << 10
    /// What others than the owner, and the group for more than reading, may do with it.
    private static let tooWide = 0o137

    let text: String
    /// Whether more people may read it than need to; nil: as it should be.
    let mode: Int?

    /// - Throws: `SettingError`; it repeats nothing of the file.
    init(_ path: String, named name: String) throws(SettingError) {
        func bad(_ reason: String) -> SettingError { SettingError(key: name, reason: reason) }
        // Through links, as secrets of Kubernetes are.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file),
            facts[.type] as? FileAttributeType == .typeRegular, let size = facts[.size] as? Int
        else { throw bad("names no file") }
        guard size <= Self.longest else { throw bad("names a file that is too long for a secret") }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw bad("names a file that cannot be read")
        }
        guard let whole = String(validating: data, as: UTF8.self) else { throw bad("names a file that is no text") }
        // Editors end a file with a line break, some begin it with a mark.
        let end = whole.unicodeScalars.reversed().drop { $0 == "\n" || $0 == "\r" }
        var scalars = String.UnicodeScalarView(end.reversed())
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        text = String(scalars)
        guard !text.isEmpty else { throw bad("names an empty file") }
        guard text.unicodeScalars.allSatisfy({ $0 != "\n" && $0 != "\r" && $0 != "\0" }) else {
            throw bad("names a file of more than one line")
        }
        let bits = facts[.posixPermissions] as? Int ?? 0
        mode = bits & Self.tooWide == 0 ? nil : bits & 0o7777
    }
}

/// Settings that stand in files.
extension Environment {
    /// What was read from files, and what is wrong with them.
    struct Secrets: Sendable {
        var values: [String: String] = [:]
        var faults: [String: SettingError] = [:]
        var remedies: [Remedy] = []
    }

    static func secrets(_ values: [String: String]) -> Secrets {
        var secrets = Secrets()
        for key in SettingKey.all where key.isSecret {
            guard let name = values[key.fileName], !name.isEmpty else { continue }
            let path = whole(name, values)
            do throws(SettingError) {
                guard values[key.name, default: ""].isEmpty else {
                    throw SettingError(key: key.fileName, reason: "and \(key.name) are both set: keep one")
                }
                let file = try SecretFile(path, named: key.fileName)
                secrets.values[key.name] = file.text
                if let mode = file.mode { secrets.remedies.append(tooWide(key.fileName, path, mode)) }
            } catch {
                secrets.faults[key.name] = error
            }
        }
        return secrets
    }

    /// What stands in a file of keys that `key` names; nil when it names none.
    ///
    /// - Throws: `SettingError`; it repeats nothing of the file.
    package func privateFile(_ key: SettingKey) throws(SettingError) -> String? {
        guard let name = text(key) else { return nil }
        func bad(_ reason: String) -> SettingError { SettingError(key: key.name, reason: reason) }
        // Through links, as secrets of Kubernetes are.
        let file = URL(fileURLWithPath: Self.whole(name, all)).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file),
            facts[.type] as? FileAttributeType == .typeRegular
        else { throw bad("names no file") }
        guard (facts[.posixPermissions] as? Int ?? 0o777) & 0o037 == 0 else {
            throw bad("names a file that others can read or write: chmod 600")
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw bad("names a file that cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// A mere name is that of a credential where systemd hands some over.
    private static func whole(_ path: String, _ values: [String: String]) -> String {
        guard !path.hasPrefix("/"), let folder = values["CREDENTIALS_DIRECTORY"], !folder.isEmpty else { return path }
        return "\(folder)/\(path)"
    }

    private static func tooWide(_ name: String, _ path: String, _ mode: Int) -> Remedy {
        Remedy(
            "others may read the file of \(name), its mode is \(String(mode, radix: 8))",
            "'chmod 640 \(path)', or less")
    }

    /// Files of secrets and private keys that more people may read than need to, and what to do.
    package var openSecrets: [Remedy] {
        secrets.remedies
            + ([SettingKey.tlsKey] + Transport.allCases.map { $0.keys[2] }).compactMap { key in
                guard let path = text(key), let file = Self.mode(path) else { return nil }
                return Self.tooWide(key.name, path, file)
            }
    }

    private static func mode(_ path: String) -> Int? {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let facts = try? FileManager.default.attributesOfItem(atPath: file)
        guard let bits = facts?[.posixPermissions] as? Int, bits & 0o137 != 0 else { return nil }
        return bits & 0o7777
    }

    /// What is wrong with files of secrets, in the order of their names.
    package var faults: [SettingError] { secrets.faults.sorted { $0.key < $1.key }.map(\.value) }

    /// Refuses settings of which a file cannot be read, or that are given twice.
    ///
    /// - Throws: `SettingError`: the first of them.
    package func checkSecrets() throws(SettingError) {
        if let fault = faults.first { throw fault }
    }
}
