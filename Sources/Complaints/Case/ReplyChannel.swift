/// Channels on which an answer carries no reference of its own: it is known by its sender.
package enum ReplyChannel: String, Hashable, CaseIterable, Sendable {
    /// SMS 1708.
    case sms
    /// WhatsApp, by its local fronts.
    case whatsapp
    case email

    /// What an address is known by: personal data is not kept a second time.
    package func hash(of address: String, key: SipHashKey) -> Int64 {
        var hash = SipHash(key: key)
        for byte in "\(rawValue) \(address.lowercased())".utf8 { hash.append(byte) }
        return Int64(bitPattern: hash.finalized())
    }
}
