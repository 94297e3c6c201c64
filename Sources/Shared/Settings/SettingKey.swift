/// An environment variable that the programs read: the one list that help, documentation and reading share.
package struct SettingKey: Sendable, Hashable {
    package let name: String
    /// What holds when it is not set, in words.
    package let fallback: String
    package let help: String
    /// Whether it holds a password or a token: such a one may stand in a file as well.
    package let isSecret: Bool
    /// The variable that names the file.
    package var fileName: String { name + "_FILE" }

    init(name: String, default fallback: String, help: String, isSecret: Bool = false) {
        self.name = name
        self.fallback = fallback
        self.help = help
        self.isSecret = isSecret
    }

    package static let amqpURL = SettingKey(
        name: "LAPOR_AMQP_URL", default: "required",
        help: "RabbitMQ: amqps://user:password@host:port/vhost; a cluster: host1:port1,host2:port2",
        isSecret: true)
    package static let databaseURL = SettingKey(
        name: "LAPOR_DATABASE_URL", default: "required",
        help: "PostgreSQL: postgresql://user:password@host:port/database; several hosts are tried in turn",
        isSecret: true)
    package static let managementURL = SettingKey(
        name: "LAPOR_MANAGEMENT_URL", default: "not set",
        help:
            "RabbitMQ's management API: https://user:password@host:15671, or all nodes. With it a worker checks policies too",
        isSecret: true)
    package static let language = SettingKey(
        name: "LAPOR_LANG", default: "id in an Indonesian locale, else en",
        help: "Language of what lapor prints: id or en. JSON, CSV and these pages do not change with it")
    package static let keyFile = SettingKey(
        name: "LAPOR_KEY_FILE", default: "lapor/key.pem in the configuration folder ($XDG_CONFIG_HOME or ~/.config)",
        help: "File with the operator's private key, which signs commands (lapor key new)")
    package static let lanes = SettingKey(
        name: "LAPOR_LANES", default: "1", help: "Lanes of this process: threads with three connections each (1-64)")
    package static let batchSize = SettingKey(
        name: "LAPOR_BATCH_SIZE", default: "500", help: "Most messages stored in one transaction (1-5000)")
    package static let batchLinger = SettingKey(
        name: "LAPOR_BATCH_LINGER_MS", default: "0",
        help: "Milliseconds to wait for a batch to fill (0-1000). 0 takes what is there: best for latency")
    package static let prefetch = SettingKey(
        name: "LAPOR_PREFETCH", default: "1000 intake, 64 routing and notify",
        help: "Most deliveries a lane holds unsettled (1-65535). Deliveries after intake carry up to 256 events each")
    package static let heartbeat = SettingKey(
        name: "LAPOR_HEARTBEAT_SECONDS", default: "15",
        help: "Seconds between AMQP heartbeats (1-600). A peer or a lane silent for twice as long is given up")
    package static let spill = SettingKey(
        name: "LAPOR_SPILL_SECONDS", default: "30",
        help: "Seconds of an alarm after which a lane acknowledges what is stored; ClockWorker announces it (0-3600)")
    package static let opsPort = SettingKey(
        name: "LAPOR_OPS_PORT", default: "not set",
        help: "Port on LAPOR_OPS_HOST for /health, /ready and /metrics; without it there are none")
    package static let opsHost = SettingKey(
        name: "LAPOR_OPS_HOST", default: "127.0.0.1", help: "Address that the health pages listen on")
    package static let logLevel = SettingKey(
        name: "LAPOR_LOG_LEVEL", default: "info", help: "trace, debug, info, notice, warning, error or critical")
    package static let logFormat = SettingKey(
        name: "LAPOR_LOG_FORMAT", default: "text",
        help: "text for people, json for programs: one object a line, with the time in UTC")
    package static let outboxDirectory = SettingKey(
        name: "LAPOR_OUTBOX_DIR", default: "outbox",
        help: "Folder for messages of channels that have no provider: one JSON line each, kept with the notifications")
    package static let smtpURL = SettingKey(
        name: "LAPOR_SMTP_URL", default: "not set: file outbox",
        help: "Mail server: smtp://host:587 or smtps://host:465", isSecret: true)
    package static let smtpUser = SettingKey(name: "LAPOR_SMTP_USER", default: "not set", help: "Mail account")
    package static let smtpPassword = SettingKey(
        name: "LAPOR_SMTP_PASSWORD", default: "not set", help: "Password of the mail account", isSecret: true)
    package static let smtpTLS = SettingKey(
        name: "LAPOR_SMTP_TLS", default: "required",
        help: "required: refuse a mail server without STARTTLS; off: for a server on the same machine")
    package static let mailFrom = SettingKey(
        name: "LAPOR_MAIL_FROM", default: "lapor@localhost.localdomain", help: "Sender's address of e-mail")
    package static let smsURL = SettingKey(
        name: "LAPOR_SMS_URL", default: "not set: file outbox",
        help: "SMS gateway: https://…, POST {id, to, text} with header Idempotency-Key; or Kannel: kannel://host:port",
        isSecret: true)
    package static let smsSender = SettingKey(
        name: "LAPOR_SMS_SENDER", default: "not set; required with kannel://",
        help: "Number that SMS by Kannel come from, to which people reply")
    package static let smsReceiptHours = SettingKey(
        name: "LAPOR_SMS_RECEIPT_HOURS", default: "24",
        help: "Hours after which an SMS by Kannel without a receipt counts as unknown (1-168)")
    package static let smsToken = SettingKey(
        name: "LAPOR_SMS_TOKEN", default: "not set", help: "Bearer token for the SMS gateway", isSecret: true)
    package static let smsIdempotent = SettingKey(
        name: "LAPOR_SMS_IDEMPOTENT", default: "false",
        help: "true when the gateway honours Idempotency-Key: an unanswered request is then repeated")
    package static let smsHours = SettingKey(
        name: "LAPOR_SMS_HOURS", default: "8-20",
        help: "Hours of the day in which SMS are sent, in the recipient's zone: 8-20; 0-24 for always")

    package static let kannelBox = SettingKey(
        name: "LAPOR_KANNEL_BOX", default: "127.0.0.1:13001",
        help: "Where Kannel's bearerbox waits for boxes: host:port, its smsbox-port")
    package static let smsChannels = SettingKey(
        name: "LAPOR_SMS_CHANNELS", default: "sms",
        help: "Channel of what comes by SMS; by the number that it was sent to: 1708=sms,1709=sms.dinsos")

    package static let earlyCommand = SettingKey(
        name: "LAPOR_EARLY_COMMAND_SECONDS", default: "30",
        help:
            "Seconds for which a command waits for a case that is not there or not routed yet, before it is refused (0-600)"
    )
    package static let smsWait = SettingKey(
        name: "LAPOR_SMS_WAIT_SECONDS", default: "300",
        help: "Seconds after the last part of an SMS in which missing ones may come (1-3600)")
    package static let furtherWords = SettingKey(
        name: "LAPOR_FURTHER_WORDS_SECONDS", default: "600",
        help: "Seconds after an answer in which further SMS or WhatsApp messages of its sender belong to it (0-86400)")

    package static let figures = SettingKey(
        name: "LAPOR_FIGURES_SECONDS", default: "15",
        help:
            "Seconds between two looks at the whole installation, whose figures a ClockWorker with a port tells (1-30)")

    package static let anchorKeyFile = SettingKey(
        name: "LAPOR_ANCHOR_KEY_FILE", default: "not set: no anchors are made",
        help: "File with the private key (PEM, Ed25519) that signs each hour's rows of the journal (lapor key new)")
    package static let anchorDirectory = SettingKey(
        name: "LAPOR_ANCHOR_DIR", default: "not set",
        help: "Folder for signed anchors of the journal, to be kept away from the database: a file each hour")

    package static let gatewayHost = SettingKey(
        name: "LAPOR_GATEWAY_HOST", default: "127.0.0.1",
        help: "Address that the gateway listens on; TLS is the matter of what stands before it")
    package static let gatewayPort = SettingKey(
        name: "LAPOR_GATEWAY_PORT", default: "8080", help: "Port that the gateway listens on; 0 for any")
    package static let gatewayState = SettingKey(
        name: "LAPOR_GATEWAY_STATE_DIR", default: "required",
        help: "Folder for what the gateway must know while the database is away: hashes of channels' keys")
    package static let gatewayKeyRate = SettingKey(
        name: "LAPOR_GATEWAY_KEY_PER_MINUTE", default: "12000",
        help: "Submissions a minute that each key of a channel may send to this process (1-10000000)")
    package static let gatewayAddressRate = SettingKey(
        name: "LAPOR_GATEWAY_ADDRESS_PER_MINUTE", default: "600",
        help: "Requests a minute without a key that holds, from each address, to this process (1-10000000)")
    package static let gatewayProxies = SettingKey(
        name: "LAPOR_GATEWAY_PROXIES", default: "not set",
        help: "Addresses of what stands before the gateway, with commas between them: whose X-Forwarded-For counts")

    package static let gatewayIssuer = SettingKey(
        name: "LAPOR_GATEWAY_ISSUER", default: "gateway",
        help: "Name of the issuer by which the gateway gives reporters' commands (lapor issuer add)")
    package static let gatewayIssuerKey = SettingKey(
        name: "LAPOR_GATEWAY_ISSUER_KEY_FILE", default: "not set: it takes no commands",
        help: "File with that issuer's private key (PEM, Ed25519; lapor key new)")

    package static let identityKeyFile = SettingKey(
        name: "LAPOR_IDENTITY_KEY_FILE", default: "required, except for rehearsal",
        help: "File with the master keys under which it is sealed who reported (lapor keys new)")
    package static let wordsKeyFile = SettingKey(
        name: "LAPOR_WORDS_KEY_FILE", default: "required, except for rehearsal",
        help: "File with the master keys under which it is sealed what was said (lapor keys new)")
    package static let searchKeyFile = SettingKey(
        name: "LAPOR_SEARCH_KEY_FILE", default: "required, except for rehearsal",
        help: "File with the key by which people, and what they send again, are known (lapor keys new)")
    package static let codesKeyFile = SettingKey(
        name: "LAPOR_CODES_KEY_FILE", default: "required, except for rehearsal",
        help: "File with the keys of which tracking codes and reporters' secrets are made (lapor keys new)")

    package static let envelopesKeyFile = SettingKey(
        name: "LAPOR_ENVELOPES_KEY_FILE", default: "not set: channels seal nothing",
        help: "File with the keys by which is opened what channels have sealed for intake alone (lapor keys new)")

    package static let webhooksKeyFile = SettingKey(
        name: "LAPOR_WEBHOOKS_KEY_FILE", default: "required for webhooks",
        help: "File with the master keys under which the secrets of webhooks are sealed (lapor keys new)")

    package static let webhookAuthorities = SettingKey(
        name: "LAPOR_WEBHOOK_CA", default: "the system's",
        help: "PEM file of the authorities whose receivers of webhooks are trusted")

    /// What opens and seals personal data.
    package static let caseKeys = [identityKeyFile, wordsKeyFile, searchKeyFile, codesKeyFile]
    /// All files of keys.
    package static let keyFiles = caseKeys + [envelopesKeyFile, webhooksKeyFile]
    /// What every worker reads.
    package static let worker = [
        amqpURL, databaseURL, managementURL, tlsCA, tlsCertificate, tlsKey, allowCleartext, lanes, batchSize,
        batchLinger, prefetch, heartbeat, spill, opsPort,
        opsHost, logLevel, logFormat,
    ]
    /// What NotifyWorker reads besides.
    package static let notify = [
        outboxDirectory, smtpURL, smtpUser, smtpPassword, smtpTLS, mailFrom, smsURL, smsToken, smsIdempotent, smsSender,
        smsReceiptHours, smsHours,
        identityKeyFile, wordsKeyFile, codesKeyFile,
    ]
    /// What RoutingWorker reads besides: it never learns who reported.
    package static let routing = [wordsKeyFile]

    /// What CaseWorker reads besides.
    package static let casework = [earlyCommand] + caseKeys
    /// What IntakeWorker reads besides.
    package static let intake = [smsWait, furtherWords, envelopesKeyFile] + caseKeys
    /// What ClockWorker reads besides.
    package static let clock = [smsWait, figures, anchorKeyFile, anchorDirectory, identityKeyFile]
    /// What Gateway reads besides.
    package static let gateway = [
        gatewayHost, gatewayPort, gatewayState, gatewayKeyRate, gatewayAddressRate, gatewayProxies, gatewayIssuer,
        gatewayIssuerKey, codesKeyFile,
    ]
    /// What WebhookWorker reads besides: nothing that opens a report.
    package static let webhook = [webhooksKeyFile, webhookAuthorities]
    /// What SmsWorker reads besides.
    package static let sms = [kannelBox, smsChannels]
    /// All that a program reads, each once.
    static let all: [SettingKey] =
        (worker + notify + routing + casework + intake + clock + gateway + webhook + sms + mail + [language, keyFile]
        + Transport.allCases.flatMap(\.keys)).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    /// What scripts and tests read.
    static let ofScripts: Set<String> = [
        KillPoint.variable, "LAPOR_BROKER_COOKIE", "LAPOR_BROKER_NODES", "LAPOR_BROKER_PASSWORD", "LAPOR_BROKER_PID",
        "LAPOR_CASEWORK_REPLICAS",
        "LAPOR_CLOCK_REPLICAS", "LAPOR_COMMIT", "LAPOR_DB_NODES", "LAPOR_DB_PASSWORD", "LAPOR_GAMEDAY_TABLE",
        "LAPOR_HOME",
        "LAPOR_INTAKE_REPLICAS", "LAPOR_KEEP_SITES", "LAPOR_LONG_TESTS", "LAPOR_NOTIFY_REPLICAS",
        "LAPOR_POSTGRES_EXTRA", "LAPOR_POSTGRES_PID", "LAPOR_ROUTING_REPLICAS", "LAPOR_STACK_DIR", "LAPOR_STACK_INNER",
        "LAPOR_STACK_NAME", "LAPOR_STACK_STATE", "LAPOR_STACK_USER", "LAPOR_TEST_SEED", "LAPOR_TEST_TIMES",
    ]

    package static func helpText(_ keys: [SettingKey]) -> String {
        var lines = keys.map { "  \($0.name)\n      \($0.help) (default: \($0.fallback))" }
        if keys.contains(tlsCA) {
            let names = Transport.allCases.map { "LAPOR_\($0.rawValue)_TLS_CA" }.joined(separator: ", ")
            lines.append("For one kind of server alone: \(names); likewise _CERT and _KEY.")
        }
        let secrets = keys.filter(\.isSecret).map(\.name).joined(separator: ", ")
        if !secrets.isEmpty { lines.append("Read from a file where NAME_FILE names one: \(secrets).") }
        return lines.joined(separator: "\n")
    }
}
