/// What of a citizen's a person is shown.
package enum Reading: String, Sendable {
    /// Their cases, looked for by their telephone number or e-mail address.
    case phone, email
    /// Which cases hold some words.
    case search
    /// All that is known of them, for themselves.
    case person
    /// Name, addresses, and what of the report could not be read.
    case identity
    /// Their words.
    case words
    /// Identity, words and letters, to be handed on.
    case file
    /// A message that was given up, as it came.
    case parked
}
