/// Who is shown what citizens sent, and why.
package struct Reader: Sendable, Equatable {
    /// Their account.
    package let actor: String
    package let reason: String

    package init(actor: String, reason: String) { (self.actor, self.reason) = (actor, reason) }
}
