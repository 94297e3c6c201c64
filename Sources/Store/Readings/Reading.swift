/// What of a citizen's a person is shown.
package enum Reading: String, Sendable {
    /// Their cases, looked for by their telephone number.
    case phone
    /// Name, addresses, and what of the report could not be read.
    case identity
    /// Their words.
    case words
    /// Identity, words and letters, to be handed on.
    case file
    /// A message that was given up, as it came.
    case parked
}
