package import Rabbit

/// What is wrong, and what to do about it: two halves of one line. Neither holds a password or anything of a citizen.
package struct Remedy: Error, Sendable, Hashable, CustomStringConvertible {
    package var cause: String
    package var cure: String

    package init(_ cause: String, _ cure: String) {
        self.cause = cause
        self.cure = cure
    }

    package var description: String { "\(cause): \(cure)" }
}

extension RabbitError {
    /// What somebody can do about it; nil when the broker's words are all that is known.
    package var remedy: Remedy? {
        switch code {
        case .cannotConnect: Remedy("RabbitMQ does not answer", "start it, or mend LAPOR_AMQP_URL")
        case .refused: refusal
        case .closedByBroker: closing
        default: nil
        }
    }

    private var refusal: Remedy {
        if let host = reason.firstMatch(of: /vhost (.+) not found/).map({ String($0.1) }) {
            return Remedy(
                "there is no virtual host \(host)",
                "make it with 'rabbitmqctl add_vhost \(host)', or name another in LAPOR_AMQP_URL")
        }
        if reason.contains("access to vhost") {
            return Remedy(
                "RabbitMQ does not let the account into the virtual host",
                "give it rights with 'rabbitmqctl set_permissions'")
        }
        if reason.contains("ACCESS_REFUSED") {
            return Remedy("RabbitMQ refuses user or password", "mend LAPOR_AMQP_URL")
        }
        return Remedy("RabbitMQ closes the connection during the login", "look at its log")
    }

    private var closing: Remedy? {
        if let queue = reason.firstMatch(of: /no queue '([^']*)'/)?.1 {
            return Remedy("queue \(queue) is missing", "run 'lapor topology apply'")
        }
        if let exchange = reason.firstMatch(of: /no exchange '([^']*)'/)?.1 {
            return Remedy("exchange \(exchange) is missing", "run 'lapor topology apply'")
        }
        guard reason.contains("ACCESS_REFUSED") else { return nil }
        return Remedy(
            "the account has no right to \(operation)", "give it rights with 'rabbitmqctl set_permissions'")
    }
}
