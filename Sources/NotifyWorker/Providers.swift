import Complaints
import Store
import Transfer

/// What can be found out about a message whose worker died while sending it.
enum Trace: Sendable, Equatable {
    /// The provider has it.
    case sent
    case notSent
    /// The provider honours the idempotency key: sending again is harmless.
    case repeatable
    /// Nobody can tell.
    case untraceable
}

/// The providers of this worker's lane, one for each channel. Confined to the lane's thread.
struct Providers: ~Copyable {
    private var client: TransferClient
    private let outbox: FileOutbox
    private let mail: MailProvider?
    private let sms: SMSGateway?
    private let kannel: KannelSender?
    /// Channels without a provider, whose messages go to files.
    let filed: Set<NotificationChannel>
    /// libcurl waits in place for the answer to a mail: meanwhile a neighbour's time would run out as well.
    private static let mailsAtATime = 1
    private static let messagesAtATime = 16
    private var mailBreaker = CircuitBreaker()
    private var smsBreaker = CircuitBreaker()

    /// - Throws: when the outbox folder cannot be made.
    init(_ settings: ProviderSettings) throws {
        client = TransferClient()
        outbox = try FileOutbox(directory: settings.outboxDirectory)
        mail = settings.smtpURL.map { MailProvider(url: $0, settings) }
        kannel = settings.kannel
        sms = settings.kannel == nil ? settings.smsURL.map { SMSGateway(url: $0, settings) } : nil
        filed = Set(settings.filed)
    }

    /// Who carries messages of a channel: `smtp`, `gateway`, or `file` where nobody does.
    func carrier(of channel: NotificationChannel) -> String {
        switch channel {
        case .email: mail == nil ? "file" : "smtp"
        case .sms: kannel != nil ? "kannel" : sms == nil ? "file" : "gateway"
        }
    }

    /// Whether the provider says later what became of a message that it has taken.
    func sendsReceipts(by channel: NotificationChannel?) -> Bool { channel == .sms && kannel != nil }

    /// How long messages of a claim may be under way: what goes to a file is written when it is offered.
    var longestSending: Duration {
        SendingTime.offering + (filed.count == 2 ? .zero : SendingTime.request) + SendingTime.margin
    }

    /// Seconds after which a message without a text is looked at again.
    private static let unwordedSeconds: Int64 = 60

    /// Sends all; one outcome per message, in order. A message without text waits: somebody has emptied the table of texts, or part
    /// of it, and will restore it.
    ///
    /// - Parameter end: nothing is offered from then on.
    mutating func send(
        _ messages: [(Notice, Wording.Message?)], until end: ContinuousClock.Instant, at now: Instant
    ) -> [AttemptOutcome] {
        var outcomes = [AttemptOutcome](
            repeating: .later(
                "no template for this event, role and channel", now.advanced(bySeconds: Self.unwordedSeconds)),
            count: messages.count)
        let rendered = messages.indices.filter { messages[$0].1 != nil }
        let byMail = rendered.filter { mail != nil && messages[$0].0.channel == .email }
        let bySMS = rendered.filter { !filed.contains(.sms) && messages[$0].0.channel == .sms }
        let toFile = rendered.filter { filed.contains(messages[$0].0.channel) }
        func pick(_ positions: [Int]) -> [(Notice, Wording.Message)] {
            positions.compactMap { position in messages[position].1.map { (messages[position].0, $0) } }
        }
        let hasTime = { ContinuousClock.now < end }
        let written =
            hasTime()
            ? outbox.send(pick(toFile), at: now) : toFile.map { _ in .postponed("claiming took too long") }
        for (position, outcome) in zip(toFile, written) { outcomes[position] = outcome }
        for (position, outcome) in zip(byMail, mails(pick(byMail), at: now, while: hasTime)) {
            outcomes[position] = outcome
        }
        for (position, outcome) in zip(bySMS, texts(pick(bySMS), at: now, while: hasTime)) {
            outcomes[position] = outcome
        }
        return outcomes
    }

    private mutating func mails(
        _ messages: [(Notice, Wording.Message)], at now: Instant, while hasTime: () -> Bool
    ) -> [AttemptOutcome] {
        guard let mail, !messages.isEmpty else { return [] }
        var breaker = mailBreaker
        defer { mailBreaker = breaker }
        return breaker.perform(
            messages.map { mail.request($0.0, $0.1, at: now) }, atATime: Self.mailsAtATime, at: now, while: hasTime
        ) { client.perform($0).map(MailProvider.outcome) }
    }

    private mutating func texts(
        _ messages: [(Notice, Wording.Message)], at now: Instant, while hasTime: () -> Bool
    ) -> [AttemptOutcome] {
        guard !messages.isEmpty else { return [] }
        var breaker = smsBreaker
        defer { smsBreaker = breaker }
        if let kannel {
            return breaker.perform(
                messages.map { .success($0) }, atATime: KannelSender.atATime, at: now, while: hasTime
            ) { kannel.send($0) }
        }
        guard let sms else { return [] }
        let requests = messages.map { Result<TransferRequest, RequestFault>.success(sms.request($0.0, $0.1)) }
        return breaker.perform(requests, atATime: Self.messagesAtATime, at: now, while: hasTime) {
            client.perform($0).map(SMSGateway.outcome)
        }
    }

    /// What can be found out about interrupted attempts, in order.
    func traces(of notifications: [Notice]) -> [Trace] {
        let recorded = outbox.recorded(among: Set(notifications.map(\.idempotencyKey)))
        return notifications.map { notification in
            switch notification.channel {
            case .email where mail != nil: .untraceable
            case .sms where kannel != nil: .untraceable
            case .sms where sms != nil: sms?.isIdempotent == true ? .repeatable : .untraceable
            default: recorded.contains(notification.idempotencyKey) ? .sent : .notSent
            }
        }
    }
}

/// Why a message cannot even be offered to its provider.
struct RequestFault: Error, Sendable {
    var reason: String
}
