package import Rabbit
package import TLS

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
        case .badAddress: Remedy("LAPOR_AMQP_URL cannot be used: \(reason)", "mend LAPOR_AMQP_URL")
        case .cannotConnect: Remedy("RabbitMQ does not answer", "start it, or mend LAPOR_AMQP_URL")
        case .refused: refusal
        case .untrusted: fault.map { Remedy($0, of: "RabbitMQ", reason, transport: .amqp) }
        case .closedByBroker: closing
        case .blocked:
            Remedy(
                "RabbitMQ holds publishers back: \(reason)",
                "free memory or disk of RabbitMQ; 'lapor doctor' says which")
        case .unroutable: Remedy(reason, "run 'lapor topology apply'")
        default: nil
        }
    }

    /// Whether it lasts until somebody mends it: trying again is of no use.
    package var needsSomebody: Bool {
        code == .badAddress || isLastingRefusal || code == .closedByBroker && closing != nil
    }

    private var refusal: Remedy {
        if let host = reason.firstMatch(of: /vhost (.+) not found/).map({ String($0.1) }) {
            return Remedy(
                "there is no virtual host \(host)",
                "make it with 'rabbitmqctl add_vhost \(host)', or name another in LAPOR_AMQP_URL")
        }
        if reason.contains("access to vhost") {
            guard let names = reason.firstMatch(of: /access to vhost '([^']*)' refused for user '([^']*)'/) else {
                return Remedy(
                    "RabbitMQ does not let the account into the virtual host",
                    "give it rights with 'rabbitmqctl set_permissions'")
            }
            return Remedy(
                "RabbitMQ does not let account \(names.2) into virtual host \(names.1)",
                "give it rights with 'rabbitmqctl set_permissions -p \(names.1) \(names.2) …'")
        }
        if isAccessRefused {
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
        if let otherwise = declaredOtherwise { return otherwise }
        guard isAccessRefused else { return nil }
        // The broker tells only when the channel closes: by then another operation may be under way.
        let refused =
            /(?:(\w+) )?access to (\w+ '[^']*')(?: in exchange '[^']*')? in vhost '([^']*)' refused for user '([^']*)'/
        guard let found = reason.firstMatch(of: refused) else {
            return Remedy(
                "the account has no right to \(operation)", "give it rights with 'rabbitmqctl set_permissions'")
        }
        if found.2.hasPrefix("topic") {
            return Remedy(
                "account \(found.4) may not publish with the key of \(found.2)",
                "publish with the key of its own channel, or give it this one in the file of 'lapor account apply'")
        }
        let right = found.1.map(String.init).flatMap { Self.rights.contains($0) ? $0 : nil }
        return Remedy(
            "account \(found.4) has no right to \(found.2)" + (right.map { " (\($0))" } ?? ""),
            "give it rights with 'rabbitmqctl set_permissions -p \(found.3) \(found.4) …'")
    }

    /// As RabbitMQ calls them; older ones do not tell which is missing.
    private static let rights: Set<String> = ["configure", "write", "read"]

    /// Somebody has made it before, and not as lapor needs it.
    private var declaredOtherwise: Remedy? {
        let refused = /inequivalent arg '([^']*)' for (queue|exchange) '([^']*)' in vhost '([^']*)': (.*)/
        guard let found = reason.firstMatch(of: refused) else { return nil }
        let (argument, kind, name, host) = (found.1, found.2, found.3, found.4)
        let values = found.5.wholeMatch(of: /received (.+) but current is (.+)/)
        let difference =
            values.map { "\(argument) is \(Self.bare($0.2)) and must be \(Self.bare($0.1))" }
            ?? "\(argument) is not what it must be"
        return Remedy(
            "\(kind) \(name) is there, made otherwise: \(difference)",
            kind == "queue"
                ? "see whose it is; when nobody needs what lies in it, 'rabbitmqctl delete_queue -p \(host) \(name)', then 'lapor topology apply'"
                : "see whose it is; when nobody needs it, delete it in RabbitMQ's management page of \(host), then 'lapor topology apply'"
        )
    }

    /// `5` of "the value '5' of type 'signedint'".
    private static func bare(_ value: Substring) -> String {
        let parts = value.split(separator: "'", omittingEmptySubsequences: false)
        return String(parts.count > 1 ? parts[1] : value)
    }
}

extension TopologyError {
    /// What somebody can do about it; nil when its own words are all that is known.
    package var remedy: Remedy? {
        switch self {
        case .address: Remedy("LAPOR_MANAGEMENT_URL cannot be used", "mend LAPOR_MANAGEMENT_URL: \(Self.example)")
        // What is there and ends or starts, or something before it.
        case .unreachable(let reason) where reason.contains(": HTTP 5"):
            Remedy(
                "RabbitMQ's management API does not answer", "look at RabbitMQ's log, or mend LAPOR_MANAGEMENT_URL")
        case .answer(let reason) where reason.hasPrefix(Self.stranger):
            Remedy("what answers at LAPOR_MANAGEMENT_URL is not RabbitMQ's management API", "mend LAPOR_MANAGEMENT_URL")
        case .unreachable:
            Remedy(
                "RabbitMQ's management API does not answer",
                "enable it with 'rabbitmq-plugins enable rabbitmq_management', or mend LAPOR_MANAGEMENT_URL")
        case .refused:
            Remedy(
                "RabbitMQ's management API refuses user or password",
                "mend LAPOR_MANAGEMENT_URL")
        case .denied(let lack, let account, let host): Self.remedy(for: lack, account, host)
        case .answer(let reason) where reason.hasSuffix("is not there"):
            Remedy(
                "RabbitMQ's management API does not know the virtual host",
                "name in LAPOR_AMQP_URL the one that it has, or make it with 'rabbitmqctl add_vhost'")
        case .answer: nil
        case .untrusted(let fault, let place):
            Remedy(fault, of: "RabbitMQ's management API", at: place, transport: .management)
        case .mismatch(let differences) where differences.contains(where: Topology.isForeignPolicy):
            Remedy(differences.first ?? description, "then run 'lapor topology apply'")
        case .mismatch(let differences) where differences.contains(where: Topology.isMadeOtherwise):
            Remedy(
                differences.first(where: Topology.isMadeOtherwise) ?? description,
                "see whose it is; when nobody needs it, delete it, then 'lapor topology apply'")
        case .mismatch(let differences): Remedy(differences.first ?? description, "run 'lapor topology apply'")
        }
    }

    private static func remedy(for lack: Lack, _ account: String, _ host: String) -> Remedy {
        switch lack {
        case .look:
            Remedy(
                "RabbitMQ's management API does not show account \(account) what is to be looked at",
                "give it the tag: 'rabbitmqctl set_user_tags \(account) monitoring'")
        case .enter:
            Remedy(
                "RabbitMQ's management API: account \(account) has no right to virtual host \(host)",
                "give it rights with 'rabbitmqctl set_permissions -p \(host) \(account) …', even to nothing ('^$' three times)"
            )
        case .change:
            Remedy(
                "RabbitMQ's management API: account \(account) may not set policies",
                "give it the tag: 'rabbitmqctl set_user_tags \(account) monitoring policymaker', and rights to virtual host \(host)"
            )
        }
    }

    private static let example = "https://user:password@host:15671"
}

extension Remedy {
    /// What two sides that do not trust each other need.
    ///
    /// - Parameters:
    ///   - server: whom it is about.
    ///   - reason: the host, a colon, the fault once more.
    package init(_ fault: TLSFault, of server: String, _ reason: String, transport: Transport) {
        self.init(fault, of: server, at: String(reason.dropLast(": \(fault)".count)), transport: transport)
    }

    init(_ fault: TLSFault, of server: String, at place: String, transport: Transport) {
        let names = transport.keys.map(\.name)
        let (authorities, certificate, key) = (names[0], names[1], names[2])
        let cause = "\(server) at \(place) is not trusted, \(fault)"
        switch fault {
        case .unknownIssuer, .selfSigned, .unreadable(.authorities, _):
            self.init(cause, "name the file of its authority in \(authorities) or LAPOR_TLS_CA")
        case .otherName:
            self.init(cause, "mend \(transport.url.name), or give the server a certificate for that name")
        case .expired, .notYetValid, .unfit: self.init(cause, "renew the server's certificate")
        case .wantsCertificate:
            self.init(cause, "set \(certificate) and \(key), or LAPOR_TLS_CERT and LAPOR_TLS_KEY")
        case .refusesCertificate, .refuses, .unreadable, .otherKey:
            self.init(cause, "renew the files of \(certificate) and \(key), or LAPOR_TLS_CERT and LAPOR_TLS_KEY")
        case .noTLS, .oldVersion: self.init(cause, "mend \(transport.url.name), or the server's settings of TLS")
        }
    }
}
