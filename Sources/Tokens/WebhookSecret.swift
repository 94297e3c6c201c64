import Crypto
import Foundation

/// What a receiver knows its webhooks by, as Standard Webhooks has it: `whsec_` and 32 bytes by lot in base64. Never printed but once.
package struct WebhookSecret: Sendable, CustomStringConvertible, CustomReflectable {
    package let bytes: [UInt8]
    private static let mark = "whsec_"
    private static let length = 32
    /// What others make may be shorter or longer.
    private static let lengths = 24...64

    /// A new one.
    package init(by random: inout some RandomNumberGenerator) {
        bytes = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// As it is kept; nil for what is none.
    package init?(bytes: [UInt8]) {
        guard Self.lengths ~= bytes.count else { return nil }
        self.bytes = bytes
    }

    /// As it is shown; nil for what is none.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.mark), let data = Data(base64Encoded: String(text.dropFirst(Self.mark.count))) else {
            return nil
        }
        self.init(bytes: Array(data))
    }

    /// What the receiver is given.
    package var text: String { Self.mark + Data(bytes).base64EncodedString() }

    /// One entry of the header `webhook-signature`: HMAC-SHA256 over id, time and body with a dot between them.
    ///
    /// - Parameter timestamp: of the attempt, in seconds since 1970.
    package func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: bytes))
        return "v1," + Data(code).base64EncodedString()
    }

    package var description: String { "WebhookSecret(hidden)" }
    /// Has no children, so that `dump` shows nothing either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
