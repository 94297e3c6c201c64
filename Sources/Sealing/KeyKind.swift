/// What a key opens.
package enum KeyKind: String, Sendable, CaseIterable, Encodable {
    /// Who reported: name, number, address, and what else was said of them.
    case identity
    /// What was said: title, text, place, attachments, letters.
    case words
    /// By what people are found, and what they said is known again, without its being read.
    case search
    /// Of which ids, tracking codes and reporters' secrets are made.
    case codes
    /// What channels have sealed for intake alone.
    case envelopes
    /// By what receivers of webhooks know them.
    case webhooks
}
