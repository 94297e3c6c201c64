/// Why something that is sealed cannot be opened, or a key cannot be had. Holds nothing of what was sealed.
package enum SealingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// It is sealed under a master key that is not at hand.
    case noKey(KeyKind, MasterKeyID?)
    /// The key does not open it, or it is not what was sealed there.
    case forged(String)
    /// It has no form that is known.
    case malformed(String)
    /// What stands in a file of keys is none.
    case badFile(String)

    package var description: String {
        switch self {
        case .noKey(let kind, let id):
            "\(kind.rawValue) is sealed under master key \(id.map { "\($0)" } ?? "?"), which is not at hand"
        case .forged(let place): "\(place) is not what was sealed there"
        case .malformed(let place): "\(place) has no form that this program knows"
        case .badFile(let reason): reason
        }
    }
}
