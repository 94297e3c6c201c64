package import Postgres
package import Sealing
package import Shared
import Synchronization

extension CaseKeys {
    /// Those of the settings `wanted` that name a file; a session with them notices when the files change.
    ///
    /// - Throws: `SettingError`; it repeats nothing of the file.
    package init(_ environment: Environment, _ wanted: [SettingKey]) throws(SettingError) {
        let (keys, ids) = try Self.read(environment, wanted)
        self = keys
        watch = KeyWatch(keys, ids) { () throws(SettingError) in try Self.read(environment, wanted) }
    }

    private static func read(
        _ environment: Environment, _ wanted: [SettingKey]
    ) throws(SettingError) -> (CaseKeys, [LoadedKey]) {
        var (keys, ids) = (CaseKeys(), [LoadedKey]())
        for kind in KeyKind.allCases where wanted.contains(kind.setting) {
            guard let file = try file(environment, kind) else { continue }
            switch kind {
            case .identity: keys.identity = file.ring
            case .words: keys.words = file.ring
            case .search: keys.search = file.searchKey
            case .codes: keys.codes = file.codeKeys
            case .envelopes: keys.envelopes = file.envelopeKeys
            case .webhooks: keys.webhooks = file.ring
            }
            ids += file.ids.map { LoadedKey(kind: kind, id: $0) }
        }
        return (keys, ids)
    }

    /// What stands in the file that the setting of `kind` names; nil when it names none.
    ///
    /// - Throws: `SettingError`; it repeats nothing of the file.
    package static func file(_ environment: Environment, _ kind: KeyKind) throws(SettingError) -> KeyFile? {
        guard let text = try environment.privateFile(kind.setting) else { return nil }
        do throws(SealingError) {
            return try KeyFile(text, of: kind)
        } catch {
            throw SettingError(key: kind.setting.name, reason: "\(error)")
        }
    }

    /// As the files have them now, where they are read from files.
    var current: CaseKeys { watch?.current ?? self }
}

extension KeyKind {
    /// The setting that names its file.
    package var setting: SettingKey {
        switch self {
        case .identity: .identityKeyFile
        case .words: .wordsKeyFile
        case .search: .searchKeyFile
        case .codes: .codesKeyFile
        case .envelopes: .envelopesKeyFile
        case .webhooks: .webhooksKeyFile
        }
    }
}

/// A key that a process has loaded, by its name alone.
package struct LoadedKey: Sendable, Hashable, CustomStringConvertible {
    package var kind: KeyKind
    package var id: MasterKeyID

    package init(kind: KeyKind, id: MasterKeyID) { (self.kind, self.id) = (kind, id) }

    /// As its description has it; nil when it is none.
    package init?(_ text: Substring) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let kind = KeyKind(rawValue: String(parts[0])), let id = MasterKeyID(String(parts[1]))
        else { return nil }
        self.init(kind: kind, id: id)
    }

    package var description: String { "\(kind.rawValue):\(id)" }
}

/// The keys of a process, read again from their files while it runs: a key that is put there need not wait for a new start.
package final class KeyWatch: Sendable {
    private struct State {
        var keys: CaseKeys
        var loaded: [LoadedKey]
        var changes = 0
    }

    private let state: Mutex<State>
    private let read: @Sendable () throws(SettingError) -> (CaseKeys, [LoadedKey])

    init(
        _ keys: CaseKeys, _ loaded: [LoadedKey],
        read: @escaping @Sendable () throws(SettingError) -> (CaseKeys, [LoadedKey])
    ) {
        state = Mutex(State(keys: keys, loaded: loaded))
        self.read = read
    }

    package var current: CaseKeys {
        state.withLock { state in
            var keys = state.keys
            keys.watch = self
            return keys
        }
    }

    /// Those that the process has, of each kind first the one that is used.
    package var loaded: [LoadedKey] { state.withLock { $0.loaded } }

    /// Grows with each change.
    var changes: Int { state.withLock { $0.changes } }

    /// Reads the files again, and takes what stands there if it is the store's.
    ///
    /// - Returns: whether other keys stand there than before.
    /// - Throws: `SettingError` when a file cannot be read, or holds something else; `Remedy` when the keys are not this store's;
    ///   `PostgresError`. The keys stay as they are then.
    package func renew(_ connection: inout PostgresConnection) throws -> Bool {
        let (keys, loaded) = try read()
        guard loaded != self.loaded else { return false }
        if let fault = try KeyRegister.fault(of: keys, &connection) { throw Remedy(fault) }
        return state.withLock { state in
            guard loaded != state.loaded else { return false }
            state = State(keys: keys, loaded: loaded, changes: state.changes + 1)
            return true
        }
    }
}
