package import TLS

package enum TransferOutcome: Sendable, Equatable {
    /// The whole answer arrived, whatever its status; the body is cut at `TransferClient.bodyLimit` bytes.
    case http(status: Int, body: [UInt8], headers: [HTTPHeader])
    /// The server took responsibility for the mail, with this reply code (250).
    case mailAccepted(code: Int)
    /// The server said no, so it did not take the mail. `permanent`: this mail will never be taken as it is (5xx once
    /// the mail was offered); a refused session (greeting, login, missing TLS) is about us and stays temporary.
    case mailRefused(code: Int, permanent: Bool, message: String)
    case mailbox(MailboxAnswer)
    /// The mailbox said no to the command.
    case mailboxRefused(MailboxRefusal)
    /// No answer that can be relied on.
    case failed(TransferFailure)
}

package enum MailboxRefusal: Sendable, Equatable {
    /// There is no such mail, or its folder numbers mails anew.
    case gone
    /// With the server's code where it has one, such as `TRYCREATE` (RFC 5530).
    case refused(String?)
}

/// Why no answer came, and what can be known about the peer.
package struct TransferFailure: Error, Sendable, Equatable {
    package enum Reason: String, Sendable, CaseIterable {
        case connect
        /// The host's name has no address.
        case resolve
        case timeout
        /// No trustworthy encryption.
        case tls
        /// The peer does not speak the protocol.
        case `protocol`
        case connectionLost
        /// The address is none that the request may go to.
        case peer
        /// The request itself cannot be sent: bad URL, line breaks in a header, bare line feeds in a mail.
        case invalidRequest
        /// Anything else, for example no memory.
        case other
    }

    package let reason: Reason
    /// True only when it is certain that the peer cannot have acted: nothing of the HTTP request was sent, or the
    /// mail's final dot was not sent. False means unknown: sending again can do it twice.
    package let beforeRequestWasSent: Bool
    /// A text for operators, fixed but for what certificates say; holds no URL, recipient, password or body.
    package let message: String
    /// Why one side did not trust the other, when that is what failed.
    package let fault: TLSFault?

    package init(reason: Reason, beforeRequestWasSent: Bool, message: String, fault: TLSFault? = nil) {
        self.reason = reason
        self.beforeRequestWasSent = beforeRequestWasSent
        self.message = message
        self.fault = fault
    }
}
