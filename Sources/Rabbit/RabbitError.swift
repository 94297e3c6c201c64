package import TLS

/// Why a broker operation failed: what, where, and whether trying again can help.
package struct RabbitError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case badAddress
        /// Nobody answered at the address, or the login did not finish in time.
        case cannotConnect
        /// The broker refused the account or the virtual host.
        case refused
        /// By its certificate it is not who it must be, or it does not know us by ours: `fault` tells why.
        case untrusted
        /// The connection broke, or the peer fell silent.
        case connectionLost
        /// The broker closed the channel or the connection, and said why.
        case closedByBroker
        /// A confirm, or room in the socket, did not come in time.
        case timeout
        /// An alarm of the broker holds publishers back: `reason` says which.
        case blocked
        /// A publish was returned: no queue is bound for its key.
        case unroutable
        /// A publish was refused (`basic.nack`): a full queue, or one without a quorum.
        case notAccepted
        /// The broker cancelled the consumer: its queue is gone.
        case consumerCancelled
        /// Bytes that are not AMQP, or a method that has no place here.
        case protocolViolation
    }

    package let code: Code
    /// The operation that failed, such as `basic.publish`.
    package let operation: String
    /// The broker's or the library's words. Never a message's body, never a password.
    package let reason: String
    /// Of `untrusted` alone.
    package let fault: TLSFault?

    package init(_ code: Code, in operation: String, _ reason: String) {
        self.code = code
        self.operation = operation
        self.reason = reason
        fault = nil
    }

    /// `untrusted`, with the node that it is about.
    package init(_ fault: TLSFault, of node: RabbitAddress.Node) {
        code = .untrusted
        operation = "connect"
        reason = "\(node): \(fault)"
        self.fault = fault
    }

    /// Whether the account lacks a right.
    package var isAccessRefused: Bool { reason.contains("ACCESS_REFUSED") }

    /// Whether a new connection may succeed where this one failed.
    package var isRetriable: Bool { code != .badAddress }

    /// Whether the broker refuses the account or the virtual host, or one side the other's certificate, for as long as nobody
    /// changes it. A broker that only closes the connection may be about to end, and one that is full may have room later.
    package var isLastingRefusal: Bool {
        code == .untrusted
            || code == .refused && (isAccessRefused || reason.contains("NOT_ALLOWED"))
                && !reason.contains("limit")
    }

    /// Whether the broker's certificate ran out, or does not hold yet.
    package var isOutOfDate: Bool {
        switch fault {
        case .expired, .notYetValid: true
        default: false
        }
    }

    package var description: String { "RabbitMQ, \(operation): \(reason) [\(code.rawValue)]" }
}
