/// What people do by `lapor`, and who looks at figures alone.
extension LoginGrants {
    /// Figures and the names in them: no case, no words, no person.
    static let report: [LoginGrant] =
        [
            "body", "body_parent_before", "category", "deployment_state", "fact", "fact_past", "fact_present",
            "fact_problem",
            "fact_waiting", "history_case", "history_case_now", "history_figure", "history_figure_now", "history_file",
            "history_problem", "history_problem_now", "region", "release",
            "schema_migration",
            "database_login", "deadline_rule", "holiday",
        ].map { LoginGrant($0, read: "*") } + [
            LoginGrant("complaint", read: "id, status"),
            LoginGrant("journal", read: "event, at"),
            LoginGrant(
                "assignment",
                read:
                    "complaint_id, hop, body_code, category_code, at, decided_by, basis, rule, model, binding, refused_at, suggested"
            ),
        ]

    /// Cases, notices and parked messages.
    static let desk = [
        LoginGrant(
            "complaint", read: "*",
            change:
                "title, text, location_text, category_hint, agency_hint, region_hint, lat, lon, incident_date, attachments, extras, sealed"
        ),
        LoginGrant(
            "reporter", read: "*", add: "*", change: "name, phone, email, extras, sealed, phone_hash, email_hash"),
        LoginGrant("correspondence", read: "*", change: "text, fingerprint, sealed"),
        LoginGrant("case_key", read: "*", add: "*", change: "*", remove: true),
        LoginGrant("erasure", read: "*", add: "*"),
        LoginGrant("key_imprint", add: "kind, number, imprint"),
        LoginGrant("dropped_key", add: "kind, kid, actor", remove: true),
        LoginGrant("channel_budget", read: "*", add: "*", change: "*"),
        LoginGrant("assignment", read: "*"),
        LoginGrant("explanation", read: "*", remove: true),
        LoginGrant("unread_field", read: "*", change: "mended_at, sent, sealed"),
        LoginGrant("contact_action", add: "*"),
        LoginGrant("reading", read: "*", add: "*"),
        LoginGrant("open_question", read: "*", add: "*", change: "asked_at, answered_at", remove: true),
        LoginGrant("submission", change: "content_hash, said"),
        LoginGrant("deployment", remove: true),
        LoginGrant("aside_report", read: "*"),
        LoginGrant(
            "sms_part", read: "words, keyed", change: "submission, sealed, sender, words, keyed", remove: true),
        LoginGrant("notice", change: "state, reason, settled_at, attempts"),
        LoginGrant("notification_due", add: "*"),
        LoginGrant("incident_link", read: "*", change: "undone_at, undone_by, undone_why"),
        LoginGrant("fingerprint", read: "*", remove: true),
        LoginGrant("recent_sms", read: "last_at", remove: true),
        LoginGrant("unreachable_address", read: "at", remove: true),
        LoginGrant("parked_action", read: "*", add: "*"),
        LoginGrant("parked_overflow", read: "*", change: "properties, body, sealed", remove: true),
        LoginGrant("kept_letter", read: "*", add: "*", change: "*", remove: true),
        LoginGrant("used_token", read: "*", remove: true),
    ]

    /// What an installation decides by: reference data, bodies and their officers, calendars, rules, models, who gives commands.
    static let register: [LoginGrant] =
        [
            "agency_family", "alias", "body", "body_alias", "category", "category_keyword", "channel_region",
            "deadline_rule",
            "decree", "duty", "holiday", "liaison_officer", "region", "standing_rule", "village",
        ].map { LoginGrant($0, read: "*", add: "*", change: "*") } + [
            LoginGrant("holiday", remove: true),
            LoginGrant("body_parent_before", read: "*", add: "*"),
            // LOCK TABLE asks for more than adding a row does.
            LoginGrant("calendar_version", read: "*", add: "*", change: "*"),
            LoginGrant("calendar_change", read: "*", add: "*"),
            LoginGrant("calendar_draft", read: "*", add: "*", remove: true),
            LoginGrant("calendar_draft_day", read: "*", add: "*", remove: true),
            LoginGrant("rule_set", read: "*", add: "*"),
            LoginGrant("retention_rule_set", add: "*"),
            LoginGrant("retention_hold", add: "*"),
            LoginGrant("model", read: "*", add: "*", change: "live"),
            LoginGrant("issuer", add: "*", change: "revoked_at"),
            LoginGrant("issuer_key", add: "*", change: "valid_until, revoked_at"),
            LoginGrant("issuer_action", read: "*", add: "*"),
            LoginGrant("channel_account", read: "*", add: "*", remove: true),
            LoginGrant("channel_account_action", read: "*", add: "*"),
            LoginGrant("known_account", read: "*", add: "*", remove: true),
            // LOCK TABLE asks for more than changing single columns does.
            LoginGrant("channel_key", read: "*", add: "*", change: "*"),
            LoginGrant("channel_key_action", read: "*", add: "*"),
            LoginGrant("webhook", read: "*", add: "*", change: "*"),
            LoginGrant("webhook_action", read: "*", add: "*"),
            LoginGrant("webhook_delivery", read: "*", add: "*", change: "*", remove: true),
        ]

    /// Figures folded anew, figures of before, and what no longer need be kept.
    static let bookkeeping = [
        LoginGrant("fact", remove: true),
        LoginGrant("history_case", read: "*", add: "*", change: "*"),
        LoginGrant("history_figure", read: "*", add: "*", change: "*"),
        LoginGrant("history_file", read: "*", add: "*", change: "*"),
        LoginGrant("history_problem", read: "*", add: "*", change: "other_file"),
        LoginGrant("history_case_now", read: "*"),
        LoginGrant("history_figure_now", read: "*"),
        LoginGrant("history_problem_now", read: "*"),
        LoginGrant("release", read: "*", add: "*"),
        LoginGrant("nightly_run", remove: true),
    ]
}
