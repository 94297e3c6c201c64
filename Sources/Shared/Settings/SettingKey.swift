/// An environment variable that the programs read: the one list that help, documentation and reading share.
package struct SettingKey: Sendable, Hashable {
    /// Name in the environment.
    package let name: String
    /// Value when it is not set, in words for the help.
    package let standard: String
    /// What it does.
    package let help: String

    /// `amqp://user:password@host:port/vhost`
    package static let amqpURL = SettingKey(
        name: "LAPOR_AMQP_URL", standard: "required",
        help: "RabbitMQ: amqp://user:password@host:port/vhost; a cluster: host1:port1,host2:port2")
    /// libpq connection string or URI
    package static let databaseURL = SettingKey(
        name: "LAPOR_DATABASE_URL", standard: "required",
        help: "PostgreSQL: postgresql://user:password@host:port/database; several hosts are tried in turn")
    /// `http://user:password@host:15672`
    package static let managementURL = SettingKey(
        name: "LAPOR_MANAGEMENT_URL", standard: "not set",
        help:
            "RabbitMQ's management API: http://user:password@host:15672, or all nodes. With it a worker checks policies too"
    )
    /// Lanes of this process
    package static let lanes = SettingKey(
        name: "LAPOR_LANES", standard: "1", help: "Lanes of this process: threads with three connections each (1-64)")
    /// Items per transaction
    package static let batchSize = SettingKey(
        name: "LAPOR_BATCH_SIZE", standard: "500", help: "Most messages stored in one transaction (1-5000)")
    /// Milliseconds to wait for a fuller batch
    package static let batchLinger = SettingKey(
        name: "LAPOR_BATCH_LINGER_MS", standard: "0",
        help: "Milliseconds to wait for a batch to fill (0-1000). 0 takes what is there: best for latency")
    /// Unsettled deliveries per lane
    package static let prefetch = SettingKey(
        name: "LAPOR_PREFETCH", standard: "1000 intake, 64 routing and notify",
        help: "Most deliveries a lane holds unsettled (1-65535). Deliveries after intake carry up to 256 events each")
    /// Heartbeat seconds
    package static let heartbeat = SettingKey(
        name: "LAPOR_HEARTBEAT_SECONDS", standard: "15",
        help: "Seconds between AMQP heartbeats (1-600). A peer or a lane silent for twice as long is given up")
    /// Seconds of an alarm before a lane goes on without publishing
    package static let spill = SettingKey(
        name: "LAPOR_SPILL_SECONDS", standard: "30",
        help: "Seconds of an alarm after which a lane acknowledges what is stored; ClockWorker announces it (0-3600)")
    /// Where the process ends itself
    package static let killPoint = SettingKey(
        name: KillPoint.variable, standard: "not set",
        help: "For tests only: where the process kills itself, as PLACE or PLACE:TURN. Places: "
            + KillPoint.allCases.map(\.rawValue).joined(separator: ", "))
    /// Port of the health pages
    package static let opsPort = SettingKey(
        name: "LAPOR_OPS_PORT", standard: "not set",
        help: "Port on LAPOR_OPS_HOST for /health, /ready and /metrics; without it there are none")
    /// Address of the health pages
    package static let opsHost = SettingKey(
        name: "LAPOR_OPS_HOST", standard: "127.0.0.1", help: "Address that the health pages listen on")
    /// Log level
    package static let logLevel = SettingKey(
        name: "LAPOR_LOG_LEVEL", standard: "info", help: "trace, debug, info, notice, warning, error or critical")
    /// Folder of the file outbox
    package static let outboxDirectory = SettingKey(
        name: "LAPOR_OUTBOX_DIR", standard: "outbox",
        help: "Folder for messages of channels that have no provider: one JSON line each, kept with the notifications")
    /// Mail server
    package static let smtpURL = SettingKey(
        name: "LAPOR_SMTP_URL", standard: "not set: file outbox",
        help: "Mail server: smtp://host:587 or smtps://host:465")
    /// Mail account
    package static let smtpUser = SettingKey(name: "LAPOR_SMTP_USER", standard: "not set", help: "Mail account")
    /// Its password
    package static let smtpPassword = SettingKey(name: "LAPOR_SMTP_PASSWORD", standard: "not set", help: "Its password")
    /// Whether mail must be encrypted
    package static let smtpTLS = SettingKey(
        name: "LAPOR_SMTP_TLS", standard: "required",
        help: "required: refuse a mail server without STARTTLS; off: for a server on the same machine")
    /// Sender
    package static let mailFrom = SettingKey(
        name: "LAPOR_MAIL_FROM", standard: "lapor@localhost.localdomain", help: "Sender's address of e-mail")
    /// SMS gateway
    package static let smsURL = SettingKey(
        name: "LAPOR_SMS_URL", standard: "not set: file outbox",
        help: "HTTP SMS gateway; POST {id, to, text} with header Idempotency-Key")
    /// Its token
    package static let smsToken = SettingKey(
        name: "LAPOR_SMS_TOKEN", standard: "not set", help: "Bearer token for the SMS gateway")
    /// Whether the SMS gateway honours the idempotency key
    package static let smsIdempotent = SettingKey(
        name: "LAPOR_SMS_IDEMPOTENT", standard: "false",
        help: "true when the gateway honours Idempotency-Key: an unanswered request is then repeated")
    /// Hours for SMS
    package static let smsHours = SettingKey(
        name: "LAPOR_SMS_HOURS", standard: "8-20",
        help: "Hours of the day in which SMS are sent, in the recipient's zone: 8-20; 0-24 for always")

    /// What every worker reads.
    package static let worker = [
        amqpURL, databaseURL, managementURL, lanes, batchSize, batchLinger, prefetch, heartbeat, spill, opsPort,
        opsHost, logLevel,
    ]
    /// What NotifyWorker reads besides.
    package static let notify = [
        outboxDirectory, smtpURL, smtpUser, smtpPassword, smtpTLS, mailFrom, smsURL, smsToken, smsIdempotent, smsHours,
    ]

    /// The lines of a help page for `keys`.
    package static func helpText(_ keys: [SettingKey]) -> String {
        keys.map { "  \($0.name)\n      \($0.help) (default: \($0.standard))" }.joined(separator: "\n")
    }
}
