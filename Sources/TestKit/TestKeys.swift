package import Foundation
import Sealing
package import Store

/// Master keys that all tests of a process share.
package enum TestKeys {
    private static let files = KeyKind.allCases.map(KeyFile.init(new:))

    /// All of them, at hand.
    package static let all = {
        var keys = CaseKeys(
            identity: files[0].ring, words: files[1].ring, search: files[2].searchKey, codes: files[3].codeKeys)
        keys.envelopes = files[4].envelopeKeys
        keys.webhooks = files[5].ring
        return keys
    }()

    /// Writes them into a folder; returns the settings that name the files.
    package static func write(to folder: URL) throws -> [String: String] {
        var settings: [String: String] = [:]
        for file in files {
            let name = file.kind.rawValue
            let place = folder.appending(path: "\(name).keys")
            try Data(file.text.utf8).write(to: place)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
            settings["LAPOR_\(name.uppercased())_KEY_FILE"] = place.path
        }
        return settings
    }
}
