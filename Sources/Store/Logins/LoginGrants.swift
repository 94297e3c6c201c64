/// Who may do what with which table: what the statements of each program need, and nothing besides. `lapor account database` and
/// `lapor migrate` make it so; a table that stands nowhere here is nobody's but the owner's.
package enum LoginGrants {
    package static func of(_ program: DatabaseProgram) -> [LoginGrant] {
        switch program {
        case .intake: joined(worker, writer, deciding, intake)
        case .routing: joined(worker, writer, deciding, timing, folding, routing)
        case .casework: joined(worker, writer, timing, casework)
        case .notify: joined(worker, notify)
        case .gateway: gateway
        case .mail: mail
        case .sms: sms
        case .webhook: webhook
        case .clock: joined(worker, writer, timing, folding, watching, clock, erasing)
        case .report: report
        case .operators: joined(worker, writer, timing, folding, watching, desk, register, bookkeeping)
        case .migrate: []
        }
    }

    /// Besides tables: functions that run as the owner, and numbers that are taken.
    static func further(_ program: DatabaseProgram) -> [LoginRight] {
        switch program {
        case .clock:
            ["ensure_partitions(date,date)", "seal_journals(uuid[])"].map { LoginRight(of: .function, $0, "EXECUTE") }
        case .operators: [LoginRight(of: .sequence, "parked_run", "USAGE")]
        default: []
        }
    }

    /// Several grants for one table count together.
    private static func joined(_ parts: [LoginGrant]...) -> [LoginGrant] { parts.flatMap(\.self) }

    /// Knowledge of the country and of the law, in which nobody stands: everybody reads it.
    private static let reference: [LoginGrant] = [
        "agency_family", "alias", "body", "body_alias", "category", "category_keyword", "channel_region",
        "deadline_rule", "duty",
        "holiday", "region", "template", "village", "deployment_state", "schema_migration", "database_login",
    ].map { LoginGrant($0, read: "*") }

    /// What every worker does: it proves its life, knows what the store is, and keeps what its dead queue has no room for.
    private static let worker =
        reference + [
            LoginGrant("deployment", read: "*"),
            LoginGrant("key_imprint", read: "*"),
            LoginGrant("dropped_key", read: "*"),
            LoginGrant("worker", read: "*", add: "*", change: "*", remove: true),
            LoginGrant("parked_overflow", add: "stage, properties, body, sealed"),
            LoginGrant("calendar_version", read: "*"),
            LoginGrant("body_standing", read: "*"),
        ]

    /// Who lets something happen to a case: rows of the journal are added and read, never changed.
    private static let writer = [
        LoginGrant("journal", read: "*", add: "*"),
        LoginGrant("outbox", read: "*", add: "*", remove: true),
        LoginGrant("fact_todo", add: "ids"),
        LoginGrant("event_todo", add: "complaints, versions"),
    ]

    /// Who decides by an installation's own rules and models.
    private static let deciding = [LoginGrant("rule_set", read: "*"), LoginGrant("model", read: "*")]

    /// Who says when a case's clocks speak next.
    private static let timing = [LoginGrant("agenda", read: "*", add: "*", change: "next_at, calendar", remove: true)]

    /// Who stores facts.
    private static let folding = [
        LoginGrant("fact", read: "*"),
        LoginGrant("fact_present", read: "*", add: "*", change: "*"),
        LoginGrant("fact_past", read: "*", add: "*"),
    ]

    /// The numbers of a case, and where it stands; not what somebody wrote.
    private static let standing =
        "id, code, version, status, kind, channel, submitted_at, received_at, verify_due, first_reply_due, "
        + "hop, supervised, region_code, category_code, body_code, urgent, anonymous, confidential"
    private static let moved =
        "version, status, kind, body_code, category_code, hop, supervised, verify_due, first_reply_due"

    /// The words of a report, sealed or, of before, in clear.
    private static let words =
        "sealed, title, text, location_text, category_hint, agency_hint, attachments, extras"
    /// Who reported.
    private static let identity =
        "complaint_id, sealed, name, phone, email, extras, phone_hash, email_hash"

    /// What was written in a case.
    private static let letter = "id, complaint_id, version, at, role, body_code, text, sealed"

    /// Who keeps what somebody says has a key of the case for it, made anew where there is none.
    private static let keeping = [
        LoginGrant("case_key", read: "*", add: "*", change: "words, identity"),
        LoginGrant("key_imprint", add: "kind, number, imprint"),
        LoginGrant("erasure", read: "complaint_id"),
    ]

    private static let intake =
        keeping + [
            LoginGrant("complaint", read: "id, code, version, region_code, " + words, add: "*"),
            LoginGrant("reporter", read: "complaint_id, phone_hash, email_hash", add: "*"),
            LoginGrant("submission", read: "*", add: "*", change: "correspondence_id"),
            LoginGrant("recent_sms", read: "*", add: "*", change: "complaint_id, last_at"),
            LoginGrant("sms_part", read: "*", add: "*", change: "submission, sealed, message_id, complaint_id"),
            LoginGrant("refused_submission", read: "*", add: "*", change: "at, count"),
            LoginGrant("unread_field", add: "complaint_id, position, field, code, sent, sealed"),
            LoginGrant("aside_report", add: "*"),
            LoginGrant("open_question", read: "*"),
            LoginGrant(
                "correspondence", read: letter,
                add: "id, complaint_id, version, at, role, text, sealed"),
            LoginGrant(
                "notice", read: "id, complaint_id, recipient, created_at",
                add: "id, complaint_id, version, event, recipient, channel, state, attempts, created_at, claim_id"),
            LoginGrant("notification_due", add: "*"),
            LoginGrant("channel_account", read: "channel, account"),
            LoginGrant("channel_budget", read: "*", change: "paid_until, parked, slowed_at"),
        ]

    /// The words, and never who wrote them.
    private static let routing = [
        LoginGrant(
            "complaint",
            read: standing
                + ", region_hint, lat, lon, incident_date, " + words,
            change: moved + ", region_code, urgent"),
        LoginGrant("case_key", read: "complaint_id, words"),
        LoginGrant("correspondence", read: letter),
        LoginGrant("assignment", read: "complaint_id, hop, body_code, refused_at, suggested", add: "*"),
        LoginGrant("explanation", add: "*"),
        LoginGrant("fingerprint", read: "*", add: "*", remove: true),
        LoginGrant("incident_link", read: "complaint_id, incident_id, undone_at", add: "*"),
    ]

    private static let casework =
        keeping + [
            LoginGrant("complaint", read: standing + ", filing_proof", change: moved),
            LoginGrant("reporter", read: identity),
            LoginGrant("command", read: "*", add: "*", change: "*"),
            LoginGrant("secret_try", read: "*", add: "*", remove: true),
            LoginGrant(
                "assignment", read: "complaint_id, hop", add: "*",
                change: "refused_at, refused_by, refused_why, suggested"),
            LoginGrant(
                "correspondence", read: letter + ", fingerprint", add: "*",
                change: "version"),
            LoginGrant("open_question", read: "*", add: "*", change: "asked_at, answered_at", remove: true),
            LoginGrant("issuer", read: "*"),
            LoginGrant("issuer_key", read: "*"),
            LoginGrant("used_token", read: "*", add: "*", remove: true),
        ]

    /// Who stands before the public: it reads by which keys channels send, what reports may name, and where cases stand; no word of
    /// anybody, and no name.
    private static let gateway =
        [
            "body", "category", "deployment_state", "database_login", "dropped_key", "key_imprint", "region",
            "schema_migration",
        ].map { LoginGrant($0, read: "*") } + [
            LoginGrant("worker", read: "*", add: "*", change: "*", remove: true),
            LoginGrant("channel_account", read: "channel, account"),
            LoginGrant("channel_key", read: "id, channel, scopes, digest, ends_at, revoked_at"),
            LoginGrant(
                "complaint",
                read: "id, code, status, kind, channel, submitted_at, received_at, body_code, category_code, "
                    + "anonymous, confidential, filing_proof"),
            LoginGrant("erasure", read: "complaint_id, at, identity, words"),
            LoginGrant("journal", read: "complaint_id, version, event, at, data"),
            LoginGrant("event_log", read: "*"),
            LoginGrant("submission", read: "channel, external_id, complaint_id, correspondence_id, repeats"),
            LoginGrant("refused_submission", read: "*"),
            LoginGrant("command", read: "*"),
        ]

    /// Who tells others what happened: events, and by which number a channel knows its report; no word of anybody.
    private static let webhook =
        [
            "deployment_state", "database_login", "dropped_key", "key_imprint", "schema_migration", "deployment",
            "journal",
        ].map { LoginGrant($0, read: "*") } + [
            LoginGrant("worker", read: "*", add: "*", change: "*", remove: true),
            LoginGrant("parked_overflow", add: "stage, properties, body, sealed"),
            LoginGrant("complaint", read: "id, channel, confidential"),
            LoginGrant("submission", read: "channel, external_id, complaint_id, correspondence_id, repeats"),
            LoginGrant(
                "webhook", read: "*",
                change: "state, why, paused_until, failing_since, delivered_at, test_answer, test_answered_at"),
            LoginGrant("webhook_delivery", read: "*", add: "*", change: "*"),
        ]

    /// Who takes SMS to the broker, and notes receipts: it reads no word of anybody, and not who was told.
    private static let sms =
        ["database_login", "deployment_state", "dropped_key", "key_imprint", "schema_migration"].map {
            LoginGrant($0, read: "*")
        } + [
            LoginGrant("worker", read: "*", add: "*", change: "*", remove: true),
            LoginGrant("notice", read: "id, state, claim_id", change: "state, reason, settled_at"),
            LoginGrant("notification_claim", read: "id, settled_at, ids", change: "ids"),
        ]

    /// Who reads the mailbox: it stores nothing that stands in a mail but which notice came back.
    private static let mail =
        ["deployment_state", "database_login", "dropped_key", "key_imprint", "schema_migration"].map {
            LoginGrant($0, read: "*")
        } + [
            LoginGrant("worker", read: "*", add: "*", change: "*", remove: true),
            LoginGrant(
                "notice", read: "id, complaint_id, recipient, channel, state, claim_id",
                change: "state, settled_at, reason"),
            LoginGrant("notification_claim", read: "id, settled_at"),
            LoginGrant("reporter", read: "complaint_id, email_hash"),
            LoginGrant("unreachable_address", read: "*", add: "*", change: "status, at"),
        ]

    private static let notify = [
        LoginGrant("complaint", read: "id, code"),
        LoginGrant("journal", read: "*"),
        LoginGrant("case_key", read: "*"),
        LoginGrant("reporter", read: identity),
        LoginGrant("correspondence", read: letter),
        LoginGrant("liaison_officer", read: "*"),
        LoginGrant("valid_officer", read: "*"),
        LoginGrant("notice", read: "*", add: "*", change: "state, attempts, settled_at, reason, claim_id"),
        LoginGrant("notification_claim", read: "*", add: "*", change: "*"),
        LoginGrant("notification_due", read: "*", add: "*", change: "due_at", remove: true),
        LoginGrant("unreachable_address", read: "*"),
    ]

    /// The watch over bodies, which moves their cases; the nightly proof that nothing is missing, which counts everything.
    private static let watching = [
        LoginGrant("complaint", read: standing, change: moved),
        LoginGrant("case_key", read: "*"),
        LoginGrant("erasure", read: "*"),
        LoginGrant("reporter", read: identity),
        LoginGrant("correspondence", read: "id, complaint_id, version, at"),
        LoginGrant("channel_budget", read: "*"),
        LoginGrant("submission", read: "*"),
        LoginGrant(
            "sms_part",
            read: "channel, external_id, part, parts, ref, sender, at, submission, sealed, message_id, complaint_id"
        ),
        LoginGrant("body_standing", add: "*", change: "*", remove: true),
        LoginGrant("standing_rule", read: "*"),
        LoginGrant("decree", read: "*"),
        LoginGrant("liaison_officer", read: "*"),
        LoginGrant("valid_officer", read: "*"),
        LoginGrant("command", read: "*"),
        LoginGrant("contact_action", read: "*"),
        LoginGrant("notice", read: "*"),
        LoginGrant("notification", read: "*"),
        LoginGrant("notification_claim", read: "*"),
        LoginGrant("notification_due", read: "*"),
        LoginGrant("fact_todo", read: "*", remove: true),
        LoginGrant("fact_waiting", read: "*"),
        LoginGrant("event_todo", read: "*"),
        LoginGrant("event_log", read: "*"),
        LoginGrant("fact_problem", read: "*", add: "*", change: "*", remove: true),
        LoginGrant("reconciliation", read: "*", add: "*"),
        LoginGrant("nightly_run", read: "*", add: "*"),
        LoginGrant("retention_rule_set", read: "*"),
        LoginGrant("retention_hold", read: "*"),
        LoginGrant("journal_sealing", read: "*", change: "sealed_at, closed_at"),
        LoginGrant("anchor", read: "*"),
        LoginGrant("anchor_announced", read: "*"),
        LoginGrant("issuer", read: "*"),
        LoginGrant("issuer_key", read: "*"),
        LoginGrant("deployment", add: "*", change: "value"),
        LoginGrant("parked_growth", read: "*"),
        LoginGrant("parked_overflow", read: "id, stage"),
        LoginGrant("fingerprint", read: "at", remove: true),
        LoginGrant("recent_sms", read: "last_at", remove: true),
        LoginGrant("unreachable_address", read: "at", remove: true),
        LoginGrant("sweep", read: "*", change: "settled_to, again_from, again_to"),
        LoginGrant("webhook", read: "*"),
        LoginGrant("webhook_delivery", read: "*"),
    ]

    private static let clock = [
        LoginGrant("event_todo", remove: true),
        LoginGrant("event_log", add: "through, complaints, versions"),
        LoginGrant("anchor", add: "*"),
        LoginGrant("anchor_announced", add: "*"),
        LoginGrant("kept_letter", read: "kept_at", remove: true),
        LoginGrant("parked_growth", add: "stage, messages", change: "*"),
    ]

    /// Who takes away what the rules of retention say: keys and what lies beside them, of which nothing is read.
    private static let erasing = [
        LoginGrant("erasure", add: "complaint_id, at, actor, identity, words, rule, rule_set, reason"),
        LoginGrant("case_key", change: "words, identity, erasures", remove: true),
        LoginGrant(
            "complaint",
            change: "title, text, location_text, category_hint, agency_hint, attachments, extras, lat, lon"),
        LoginGrant("reporter", change: "name, phone, email, extras, phone_hash, email_hash"),
        LoginGrant("correspondence", change: "text, fingerprint"),
        LoginGrant("unread_field", read: "complaint_id", change: "sent"),
        LoginGrant("open_question", read: "complaint_id", remove: true),
        LoginGrant("explanation", read: "complaint_id", remove: true),
    ]
}
