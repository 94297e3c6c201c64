import Complaints
import Contract
import Postgres

/// What people read: subject and text per event, role and channel, from the table `template`.
struct Wording: Sendable {
    /// A rendered message.
    struct Message: Sendable, Equatable {
        var subject: String
        var text: String
    }

    private struct Key: Hashable {
        var event: String
        var role: String
        var channel: String
    }

    private enum Text: Sendable {
        case sms(SMSTemplate)
        case email(subject: MessageTemplate, body: MessageTemplate)
    }

    /// The placeholders, with the most septets that each may take in an SMS.
    static let smsLimits = [
        "code": 12, "name": 30, "body": 40, "reason": 40, "verify_days": 2, "verify_due": 6, "first_reply_due": 6,
        "text": CaseState.longestSMSQuestion, "into": 12, "due": 6, "silence_due": 6, "answer_due": 6,
    ]

    private var texts: [Key: Text] = [:]
    private var verifyDays = "-"

    /// Reads and checks all templates: one that could exceed an SMS segment, or names an unknown placeholder, stops the
    /// worker before anybody gets half a message.
    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> Wording {
        let rows = try connection.execute("templates", "SELECT event, role, channel, subject, body FROM template")
        var wording = Wording()
        let days = try connection.execute(
            "verify days",
            """
            SELECT working_days FROM deadline_rule WHERE clock = 'verify' AND class = '' AND region_code = ''
                AND store_today() BETWEEN valid_from AND COALESCE(valid_to, 'infinity') ORDER BY valid_from DESC LIMIT 1
            """)
        if days.count == 1 { wording.verifyDays = String(days.integer(0, 0)) }
        for row in 0..<rows.count {
            let key = Key(event: rows.text(row, 0), role: rows.text(row, 1), channel: rows.text(row, 2))
            do {
                try wording.add(key, subject: rows.text(row, 3), body: rows.text(row, 4))
            } catch {
                throw PostgresError(
                    .abandoned(.fault), in: "template \(key.event) \(key.role) \(key.channel)", "\(error)")
            }
        }
        return wording
    }

    private mutating func add(_ key: Key, subject: String, body: String) throws {
        let allowed = Set(Self.smsLimits.keys)
        let body = try MessageTemplate(parsing: body, allowed: allowed)
        texts[key] =
            key.channel == NotificationChannel.sms.rawValue
            ? .sms(try SMSTemplate(body, limits: Self.smsLimits))
            : .email(subject: try MessageTemplate(parsing: subject, allowed: allowed), body: body)
    }

    /// The message, or nil when there is no text for this event, role and channel.
    func render(_ notification: Notification, body: String, words: String? = nil) -> Message? {
        let key = Key(
            event: notification.event.rawValue, role: notification.role, channel: notification.channel.rawValue)
        guard let text = texts[key] else { return nil }
        let isShort = notification.channel == .sms
        let zone = notification.details.zone.flatMap { IndonesianZone(name: $0) } ?? .wib
        func date(_ text: String?) -> String {
            guard let instant = text.flatMap({ Instant(rfc3339: $0) }) else { return "-" }
            return IndonesianDate.text(zone.date(at: instant), short: isShort)
        }
        let values = [
            "code": notification.details.code, "name": notification.name, "body": body,
            "reason": notification.details.reason ?? "-", "verify_days": verifyDays,
            "verify_due": date(notification.details.verifyDue),
            "first_reply_due": date(notification.details.firstReplyDue), "due": date(notification.details.due),
            "silence_due": date(notification.details.silenceDue), "answer_due": date(notification.details.answerDue),
            "into": notification.details.into ?? "-", "text": words ?? "-",
        ]
        switch text {
        case .sms(let template): return Message(subject: "", text: template.render(values))
        case .email(let subject, let body):
            return Message(subject: subject.render(values), text: body.render(values))
        }
    }
}

/// Dates as Indonesians write them.
enum IndonesianDate {
    private static let months = [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ]

    /// `1 Desember 2026`; short `1 Des`, because operators strip runs of more than three digits from SMS.
    static func text(_ date: CivilDate, short: Bool) -> String {
        let month = months[date.month - 1]
        return short ? "\(date.day) \(month.prefix(3))" : "\(date.day) \(month) \(date.year)"
    }
}
