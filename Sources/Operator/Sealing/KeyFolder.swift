import Foundation
import Sealing
import Shared
import Store

/// Files of keys: those that were not there are made.
package struct KeyFolder: CommandResult {
    /// The settings that name them, as a shell reads them.
    let settings: [String: String]
    private let folder: String
    private let made: Int

    package init(_ folder: String) throws {
        let place = URL(filePath: folder)
        var (settings, made) = ([String: String](), 0)
        for kind in KeyKind.allCases {
            let path = place.appending(path: "\(kind.rawValue).keys").path
            if !FileManager.default.fileExists(atPath: path) {
                try PrivateFile.make(path, KeyFile(new: kind).text)
                made += 1
            }
            settings[kind.setting.name] = path
        }
        self.settings = settings
        self.folder = folder
        self.made = made
    }

    package func encode(to encoder: any Encoder) throws {
        // Encoded as a whole, or its names would be taken for those of properties, and written otherwise.
        var container = encoder.singleValueContainer()
        try container.encode(settings)
    }

    package var text: String {
        let lines = settings.sorted { $0.key < $1.key }.map { "export \($0.key)='\($0.value)'" }
        return lines.joined(separator: "\n")
    }

    package var hint: Phrase? { SealingWords.made(made, folder) }
}

/// A file of keys that a setting names.
struct NamedKeyFile {
    let path: String
    var file: KeyFile

    /// - Throws: `Failure` `configuration` when the setting names none, `SettingError`.
    init(_ kind: KeyKind) throws {
        let environment = Connections.environment
        guard let path = environment.text(kind.setting),
            let file = try CaseKeys.file(environment, kind)
        else { throw Failure(.configuration, SealingWords.noFile(kind.setting.name)) }
        (self.path, self.file) = (path, file)
    }

    func store() throws { try PrivateFile.replace(path, file.text) }
}
