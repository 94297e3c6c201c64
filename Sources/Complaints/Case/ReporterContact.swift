/// Ways in which lapor itself reaches a person.
package enum NotificationChannel: String, Sendable, CaseIterable {
    case sms
    case email
}

/// How to reach a reporter. Personal data.
package struct ReporterContact: Sendable, Equatable {
    package var name: String?
    /// Their number, as `PhoneNumber` writes it.
    package var phone: String?
    package var email: String?

    package init(name: String? = nil, phone: String?, email: String?) {
        self.name = name
        self.phone = phone
        self.email = email
    }

    /// Whether there is any way to them.
    package var isReachable: Bool { phone != nil || email != nil }

    /// The way by which they are told: who wrote an SMS gets an SMS, others get e-mail if they gave an address.
    package func way(from channel: String?) -> (channel: NotificationChannel, address: String)? {
        if channel == NotificationChannel.sms.rawValue, let phone { return (.sms, phone) }
        if let email { return (.email, email) }
        return phone.map { (.sms, $0) }
    }

    /// Where their answer to a question may come from, each with the address that it is known by: the channel of their report,
    /// and the way on which they were asked.
    package func answers(to channel: String) -> [ReplyChannel: String] {
        var answers: [ReplyChannel: String] = [:]
        if let own = ReplyChannel(rawValue: channel) { answers[own] = own == .email ? email : phone }
        if let way = way(from: channel), let other = ReplyChannel(rawValue: way.channel.rawValue) {
            answers[other] = way.address
        }
        return answers
    }
}

package enum QuestionWay: Sendable, Equatable {
    /// By SMS: it must fit one.
    case sms
    /// By e-mail, or by the application that they reported with.
    case unlimited
    /// Not at all: they left no number or address, and their channel has no other way.
    case nowhere

    package init(from channel: String, to contact: ReporterContact?) {
        switch contact?.way(from: channel)?.channel {
        case .sms: self = .sms
        case .email: self = .unlimited
        case nil: self = ReplyChannel(rawValue: channel) == nil ? .unlimited : .nowhere
        }
    }
}
