import Crypto

/// What an application shows to send for its channel over HTTP: 32 bytes by lot, of which only the hash is kept.
///
/// As text `lapor_<id>_<secret>`. The id is no secret: lists and logs name a key by it.
package struct ChannelKey: Sendable, CustomStringConvertible {
    /// Ten of a-z and 2-7.
    package let id: String
    /// All of it, shown once and kept nowhere. Never printed otherwise.
    package let text: String

    private static let idLetters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    private static let idLength = 10
    private static let secretBytes = 32
    private static let mark = "lapor"

    /// A new one.
    package init(by random: inout some RandomNumberGenerator) {
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) } }
        id = String(decoding: bytes(Self.idLength).map { Self.idLetters[Int($0 & 31)] }, as: UTF8.self)
        text = "\(Self.mark)_\(id)_\(String(decoding: Base64URL.encode(bytes(Self.secretBytes)), as: UTF8.self))"
    }

    /// A key as it is shown; nil for anything that is none.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.mark, parts[1].utf8.count == Self.idLength,
            parts[1].utf8.allSatisfy(Self.idLetters.contains),
            Base64URL.decode(parts[2].utf8)?.count == Self.secretBytes
        else { return nil }
        id = String(parts[1])
        self.text = String(text)
    }

    /// What is kept of it: SHA-256 of the text.
    package var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// Whether `kept` is its hash. It takes as long wherever they differ.
    package func isKept(as kept: [UInt8]) -> Bool { SHA256.hash(data: Array(text.utf8)) == kept }

    /// Its id alone.
    package var description: String { id }
}

/// What a channel's key is good for.
package enum ChannelScope: String, Sendable, CaseIterable, Codable {
    /// One submission in each request.
    case submit
    /// Many submissions in one request.
    case batch
    /// What happened to the channel's own cases.
    case events
}
