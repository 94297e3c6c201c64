/// A metric by Prometheus' conventions: base units, `_total` for what only grows. Labels are words of ours, few and known:
/// nothing of a complaint, and nothing that anybody may choose.
package struct MetricFamily: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    package let name: String
    package let kind: Kind
    /// Base unit, with which the name ends; nil: a number.
    package let unit: String?
    /// One sentence, without a line feed.
    package let help: String
    /// Upper bounds of a histogram, growing.
    package let bounds: [Double]

    private init(_ name: String, _ kind: Kind, unit: String? = nil, bounds: [Double] = [], _ help: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.help = help
        self.bounds = bounds
    }

    /// One that is not in the list: what a library counts.
    static func ofLibrary(_ label: String, _ kind: Kind) -> MetricFamily {
        let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        let family = name.first?.isNumber ?? true ? "_" + name : name
        return MetricFamily(
            kind == .counter && !family.hasSuffix("_total") ? family + "_total" : family, kind,
            bounds: kind == .histogram ? durations : [], "Counted by a library.")
    }
}

extension MetricFamily {
    private static let durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    private static let lags = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400]
    private static let sizes = [1.0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]

    // MARK: A process

    package static let buildInfo = MetricFamily(
        "lapor_build_info", .gauge, "1, with the program, its release and its commit.")
    package static let startTime = MetricFamily(
        "process_start_time_seconds", .gauge, unit: "seconds", "When the process started, since 1970.")
    package static let cpu = MetricFamily(
        "process_cpu_seconds_total", .counter, unit: "seconds", "Processor time, user and system.")
    package static let memory = MetricFamily(
        "process_resident_memory_bytes", .gauge, unit: "bytes", "Resident memory.")
    package static let lanes = MetricFamily("lapor_lanes", .gauge, "Lanes of the process.")
    package static let lanesReady = MetricFamily("lapor_lanes_ready", .gauge, "Lanes that work.")
    package static let laneReady = MetricFamily(
        "lapor_lane_ready", .gauge, "1: the lane works; 0: it waits or is ending.")
    package static let laneSilence = MetricFamily(
        "lapor_lane_silence_seconds", .gauge, unit: "seconds", "Since when the lane has not got on.")
    package static let reconnects = MetricFamily(
        "lapor_reconnects_total", .counter, "Lanes opened again after a failure.")
    package static let holds = MetricFamily("lapor_holds_total", .counter, "Waits for the database.")
    package static let watchdog = MetricFamily(
        "lapor_watchdog_total", .counter, "Lanes whose sockets were closed because they made no progress.")
    package static let connections = MetricFamily(
        "lapor_connections_total", .counter, "Connections opened, by server: broker or database.")

    package static let diskFree = MetricFamily(
        "lapor_disk_free_bytes", .gauge, unit: "bytes", "Free on the disk that the process writes messages to.")
    package static let certificateEnd = MetricFamily(
        "lapor_certificate_end_timestamp_seconds", .gauge, unit: "seconds",
        "When a certificate runs out, since 1970: the database's, or by the setting that names the server, or our own.")
    package static let tlsServerUp = MetricFamily(
        "lapor_tls_server_up", .gauge, "1: the server of the setting answers by TLS; 0: it does not.")

    // MARK: Turns of a lane

    package static let items = MetricFamily(
        "lapor_items_total", .counter,
        "Items settled: announced, finished (nothing to announce), parked, unannounced (an alarm holds publishers back)."
    )
    package static let batches = MetricFamily("lapor_batches_total", .counter, "Turns that had something to do.")
    package static let published = MetricFamily("lapor_published_total", .counter, "Events confirmed by the broker.")
    package static let spilled = MetricFamily(
        "lapor_spilled_total", .counter, "Deliveries acknowledged without being announced.")
    package static let steps = MetricFamily(
        "lapor_turn_duration_seconds", .histogram, unit: "seconds", bounds: durations,
        "Time of a turn's steps: collect, store, commit, publish (with its confirm), acknowledge.")
    package static let batchItems = MetricFamily(
        "lapor_batch_items", .histogram, bounds: sizes, "Items of a turn that had something to do.")
    package static let messageAge = MetricFamily(
        "lapor_message_age_seconds", .histogram, unit: "seconds", bounds: lags,
        "From publishing a message until its turn has ended: the first message of each turn, where it bears its time.")

    // MARK: Faces

    package static let requests = MetricFamily(
        "lapor_http_request_duration_seconds", .histogram, unit: "seconds", bounds: durations,
        "Time of a request until its answer, by route and status.")

    // MARK: SMS

    package static let kannelReceived = MetricFamily(
        "lapor_kannel_received_total", .counter, "SMS that bearerbox handed out, each as often as it did.")
    package static let kannelPublished = MetricFamily(
        "lapor_kannel_published_total", .counter, "SMS that the broker has confirmed and bearerbox need not keep.")
    package static let kannelUndecoded = MetricFamily(
        "lapor_kannel_undecoded_total", .counter, "SMS that nobody could read, which intake parks.")

    package static let kannelReceipts = MetricFamily(
        "lapor_kannel_receipts_total", .counter,
        "Receipts of SMS: stored, or dropped because the database was away for too long.")

    // MARK: Notices

    package static let noticeAttempts = MetricFamily(
        "lapor_notice_attempts_total", .counter, "Attempts to send a notice, by provider and what became of them.")
    package static let noticeLag = MetricFamily(
        "lapor_notice_lag_seconds", .histogram, unit: "seconds", bounds: lags,
        "From an event until its notices were handed over or put off: the oldest event of each turn.")

    // MARK: Webhooks

    package static let webhookAttempts = MetricFamily(
        "lapor_webhook_attempts_total", .counter,
        "Events sent to receivers of webhooks, by what became of it: delivered, retry, gone.")

    // MARK: A mailbox

    package static let mails = MetricFamily(
        "lapor_mails_total", .counter,
        "Mails taken from the mailbox: report, automatic, bounce, unreadable; gone (another took it).")
    package static let mailsWaiting = MetricFamily(
        "lapor_mailbox_mails", .gauge, "Mails that lay in the mailbox when it was last looked at.")
    package static let mailboxLookedAt = MetricFamily(
        "lapor_mailbox_timestamp_seconds", .gauge, unit: "seconds",
        "When the mailbox last answered, since 1970; missing where it never did.")

    // MARK: The whole installation, told by ClockWorkers

    package static let webhooks = MetricFamily(
        "lapor_webhooks", .gauge, "Receivers of webhooks: enabled, or disabled, whose events wait.")
    package static let webhookWaiting = MetricFamily(
        "lapor_webhook_waiting", .gauge, "Events that wait for receivers of webhooks.")
    package static let webhookOldest = MetricFamily(
        "lapor_webhook_waiting_oldest_seconds", .gauge, unit: "seconds",
        "Since when the oldest of them waits for a receiver that is enabled; 0: none does.")

    package static let figuresAt = MetricFamily(
        "lapor_figures_timestamp_seconds", .gauge, unit: "seconds",
        "When the figures of the whole installation were read, since 1970.")
    package static let queueMessages = MetricFamily(
        "lapor_queue_messages", .gauge, "Messages that wait in the stage's queue.")
    package static let queueConsumers = MetricFamily(
        "lapor_queue_consumers", .gauge, "Lanes that read the stage's queue.")
    package static let queueUnacknowledged = MetricFamily(
        "lapor_queue_unacknowledged_messages", .gauge, "Messages of the stage that are delivered and not settled.")
    package static let workers = MetricFamily(
        "lapor_workers", .gauge,
        "Processes of a kind: alive, or silent (ended without a word or standing still, and not replaced).")
    package static let stageLanes = MetricFamily(
        "lapor_stage_lanes", .gauge, "Lanes of the stage's living workers: as many as its queue has consumers.")
    package static let schemaDiffers = MetricFamily(
        "lapor_schema_differs", .gauge, "1: the database's schema is older, newer or edited; 0: it is not.")
    package static let databaseReadOnly = MetricFamily(
        "lapor_database_read_only", .gauge, "1: nothing can be stored.")
    package static let referenceEmpty = MetricFamily(
        "lapor_reference_empty", .gauge,
        "1: the table of reference data is empty, or texts are missing in it; 0: it is not.")
    package static let officers = MetricFamily("lapor_officers", .gauge, "Liaison officers in office today.")
    package static let issuers = MetricFamily("lapor_issuers", .gauge, "Issuers of commands with a key that holds.")
    package static let issuerEnd = MetricFamily(
        "lapor_issuer_end_timestamp_seconds", .gauge, unit: "seconds",
        "When the last key ends of the issuer of commands whose keys end first.")
    package static let topologyDifferences = MetricFamily(
        "lapor_topology_differences", .gauge, "Exchanges, queues, bindings and policies that are not as they must be.")
    package static let managementUp = MetricFamily(
        "lapor_management_up", .gauge,
        "1: the management API shows topology and alarms; 0: it does not, and what they are like is not known.")
    package static let brokerAlarm = MetricFamily(
        "lapor_broker_alarm", .gauge, "1: an alarm of memory or disk holds publishers back.")
    package static let brokerDiskFree = MetricFamily(
        "lapor_broker_disk_free_bytes", .gauge, unit: "bytes", "Free on a broker node's disk.")
    package static let brokerDiskLimit = MetricFamily(
        "lapor_broker_disk_limit_bytes", .gauge, unit: "bytes", "Below it the node's alarm holds publishers back.")
    package static let brokerMemory = MetricFamily(
        "lapor_broker_memory_bytes", .gauge, unit: "bytes", "Memory that a broker node uses.")
    package static let brokerMemoryLimit = MetricFamily(
        "lapor_broker_memory_limit_bytes", .gauge, unit: "bytes",
        "Above it the node's alarm holds publishers back.")
    package static let noticesRecent = MetricFamily(
        "lapor_notices_recent", .gauge,
        "Notices settled within the last hour: sent, filed, failed, unknown.")
    package static let noticesRefused = MetricFamily(
        "lapor_notices_refused", .gauge,
        "Notices that the channel's provider refused or did not answer since it last took one, within a day.")
    package static let noticesUnworded = MetricFamily(
        "lapor_notices_unworded", .gauge, "Notices that wait for a text which table template does not have.")
    package static let noticesPutOff = MetricFamily(
        "lapor_notices_put_off", .gauge, "Notices that the channel's provider did not take and that are tried again.")
    package static let noticesPutOffOldest = MetricFamily(
        "lapor_notices_put_off_oldest_seconds", .gauge, unit: "seconds", "Since when the oldest of them waits; 0: none."
    )
    package static let parkedMessages = MetricFamily(
        "lapor_parked_messages", .gauge, "Parked messages of the stage, copies included.")
    package static let parkedOverflow = MetricFamily(
        "lapor_parked_overflow_messages", .gauge,
        "Parked messages of the stage that its queue has no room for and the store keeps, copies included.")
    package static let channelOverBudget = MetricFamily(
        "lapor_channel_over_budget", .gauge,
        "1: the channel's queue is read slower than it fills (submissions) or not at all (parked); 0: it is not.")
    package static let channelParkedBytes = MetricFamily(
        "lapor_channel_parked_bytes", .gauge, unit: "bytes",
        "What the channel's parked messages take, as far as is known.")
    package static let channelParkedLimit = MetricFamily(
        "lapor_channel_parked_limit_bytes", .gauge, unit: "bytes",
        "What they may take before the channel's queue is no longer read.")
    package static let parkedBytes = MetricFamily(
        "lapor_parked_bytes", .gauge, unit: "bytes", "What the stage's parked messages take.")
    package static let parkedLimit = MetricFamily(
        "lapor_parked_limit_bytes", .gauge, unit: "bytes", "What they may take before the stage stalls.")
    package static let waiting = MetricFamily(
        "lapor_waiting", .gauge,
        "What should soon be done: routing, announcing, clock, answers, sending, retry (notices overdue).")
    package static let waitingOldest = MetricFamily(
        "lapor_waiting_oldest_seconds", .gauge, unit: "seconds", "Since when the oldest of it waits; 0: nothing does.")
    package static let noticesLater = MetricFamily(
        "lapor_notices_later", .gauge, "Notices that wait for their time: the hours for SMS, or another attempt.")
    package static let reconciliationAt = MetricFamily(
        "lapor_reconciliation_timestamp_seconds", .gauge, unit: "seconds", "When it was last reconciled, since 1970.")
    package static let reconciliationFailed = MetricFamily(
        "lapor_reconciliation_failed_checks", .gauge, "Checks of the last reconciliation that do not add up.")

    package static let anchoredTo = MetricFamily(
        "lapor_anchored_to_timestamp_seconds", .gauge, unit: "seconds",
        "Up to when the rows of the journal are anchored, since 1970; missing where none ever was.")

    /// Those that code asks for by name.
    static let known = Dictionary(
        uniqueKeysWithValues: [
            connections, steps, batchItems, messageAge, requests, kannelReceived, kannelPublished, kannelUndecoded,
            kannelReceipts, noticeAttempts, noticeLag, webhookAttempts, mails,
        ].map {
            ($0.name, $0)
        })
}
