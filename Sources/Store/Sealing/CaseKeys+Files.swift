package import Sealing
package import Shared

extension CaseKeys {
    /// Those of the settings `wanted` that name a file.
    ///
    /// - Throws: `SettingError`; it repeats nothing of the file.
    package init(_ environment: Environment, _ wanted: [SettingKey]) throws(SettingError) {
        self.init()
        if wanted.contains(.identityKeyFile) {
            identity = try Self.file(environment, .identityKeyFile, .identity)?.ring
        }
        if wanted.contains(.wordsKeyFile) { words = try Self.file(environment, .wordsKeyFile, .words)?.ring }
        if wanted.contains(.searchKeyFile) {
            search = try Self.file(environment, .searchKeyFile, .search)?.searchKey
        }
    }

    /// What stands in the file that a setting names; nil when it names none.
    ///
    /// - Throws: `SettingError`; it repeats nothing of the file.
    package static func file(
        _ environment: Environment, _ setting: SettingKey, _ kind: KeyKind
    ) throws(SettingError) -> KeyFile? {
        guard let text = try environment.privateFile(setting) else { return nil }
        do throws(SealingError) {
            return try KeyFile(text, of: kind)
        } catch {
            throw SettingError(key: setting.name, reason: "\(error)")
        }
    }
}
