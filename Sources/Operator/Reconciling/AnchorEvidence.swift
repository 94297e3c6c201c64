import Foundation
package import Store
import Tokens

/// What an operator has kept of anchors outside: a folder of them, and public keys.
package enum AnchorEvidence {
    /// - Parameters:
    ///   - folder: with files as ClockWorker writes them; nil: the store's anchors alone.
    ///   - keys: files with public keys that may have signed.
    /// - Throws: `Failure` `noInput`, `badData`.
    package static func read(folder: String?, keys: [String]) throws -> AnchorProof.Outside {
        AnchorProof.Outside(heads: try folder.map(heads) ?? [:], keys: try keys.map(key))
    }

    private static func heads(in folder: String) throws -> [Int: String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Failure(.noInput, CommonWords.cannotRead(folder))
        }
        let heads = try names.compactMap { name in
            try AnchorFile.number(in: name).map { number in
                let bytes = try InputFile.read("\(folder)/\(name)")
                return (number, String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        guard !heads.isEmpty else { throw Failure(.noInput, AnchorWords.noAnchors(folder)) }
        return Dictionary(uniqueKeysWithValues: heads)
    }

    /// A public key from a file.
    ///
    /// - Throws: `Failure` `noInput`, `badData`.
    static func key(_ file: String) throws -> VerificationKey {
        guard let text = String(validating: try InputFile.read(file), as: UTF8.self),
            let key = VerificationKey(text: text)
        else { throw Failure(.badData, IssuerWords.notPublicKey(file)) }
        return key
    }
}
