package import Contract
import Sealing

extension CaseKeys {
    /// Whether a message's body is what its channel has sealed for intake.
    ///
    /// - Parameter encoding: its property `content_encoding`.
    package static func isEnvelope(_ encoding: String?) -> Bool {
        encoding?.lowercased() == EnvelopeKeys.encoding
    }

    /// What stands in an envelope.
    ///
    /// - Parameter routingKey: the key with which the message was published.
    /// - Throws: `Rejection` `envelope_unreadable` or `envelope_key_unknown`.
    package func opened(_ envelope: [UInt8], routingKey: String) throws(Rejection) -> [UInt8] {
        guard let envelopes else { throw .noEnvelopes }
        do throws(EnvelopeError) {
            return try envelopes.open(envelope, routingKey: routingKey)
        } catch {
            throw Rejection(error)
        }
    }
}

extension Rejection {
    private static let unknownKey = "envelope_key_unknown"
    /// What it holds is parked, if it must be, as it came.
    package static let envelopeOfMany = Rejection(
        "envelope_of_many", "an envelope holds one submission: send those of a batch one by one")
    /// Whether an envelope was sealed for a key that is not at hand.
    package var isOfUnknownKey: Bool { code == Self.unknownKey }

    fileprivate static let noEnvelopes = Rejection(
        unknownKey, "no envelopes are opened here: send in clear, or ask who runs this installation for their key")

    fileprivate init(_ error: EnvelopeError) {
        switch error {
        case .malformed:
            self.init("envelope_unreadable", "the body is no envelope of form 1: see the integrators' guide")
        case .forged:
            self.init(
                "envelope_unreadable",
                "the envelope was changed on its way, or sealed for another routing key than it came with")
        case .unknownKey(let id):
            self.init(
                Self.unknownKey,
                "the envelope was sealed for the key \(id), which is not at hand: ask who runs this installation for the one of today"
            )
        }
    }
}
