import Complaints
import Store

/// What people read: subject and text per event, role and channel, from the table `template`.
struct Wording: Sendable {
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
        "question_on": 12, "secret": 9,
    ]

    private var texts: [Key: Text] = [:]
    private let verifyDays: String

    /// Checks all templates: one that could exceed an SMS segment, or names an unknown placeholder, stops the worker before
    /// anybody gets half a message.
    init(_ rows: [TemplateTable.Row], verifyDays: Int?) throws(WordingFault) {
        self.verifyDays = verifyDays.map(String.init) ?? "-"
        for row in rows {
            do {
                try add(
                    Key(event: row.event, role: row.role, channel: row.channel), subject: row.subject, body: row.body)
            } catch {
                throw WordingFault(template: "\(row.event) \(row.role) \(row.channel)", reason: "\(error)")
            }
        }
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
    ///
    /// - Parameter secretKey: the installation's, of which reporters' secrets are made.
    func render(_ notification: Notice, body: String, words: String? = nil, secretKey: SipHashKey) -> Message? {
        var key = Key(
            event: notification.event.rawValue, role: notification.role, channel: notification.channel.rawValue)
        // Who sent it while they were asked something is told what it was taken for.
        if notification.details.questionOn != nil { key.event += "_apart" }
        guard let text = texts[key] else { return nil }
        let value = { (name: String) in
            guard name == "secret" else { return self.value(name, of: notification, body: body, words: words) }
            return Self.secret(of: notification, secretKey)
        }
        switch text {
        case .sms(let template): return Message(subject: "", text: template.render(value))
        case .email(let subject, let body): return Message(subject: subject.render(value), text: body.render(value))
        }
    }

    /// Only the reporter is told it, where they are told that their report was taken.
    private static func secret(of notification: Notice, _ key: SipHashKey) -> String? {
        guard notification.role == "reporter", notification.event == .registered else { return nil }
        return ReporterSecret(of: notification.complaint, toldTo: notification.address, key: key).grouped
    }

    /// What stands for a placeholder; nil where there is nothing to say.
    private func value(_ name: String, of notification: Notice, body: String, words: String?) -> String? {
        let details = notification.details
        func date(_ moment: Instant?) -> String? {
            let zone = details.zone ?? .wib
            return moment.map { IndonesianDate.text(zone.date(at: $0), short: notification.channel == .sms) }
        }
        func due(_ clock: DeadlineClock) -> String? { date(details.clocks?.first { $0.clock == clock }?.due) }
        return switch name {
        case "code": details.code
        case "name": notification.name
        case "body": body
        case "reason": details.reason
        case "verify_days": verifyDays
        case "verify_due": date(details.verifyDue)
        case "first_reply_due": due(.firstReply)
        case "due": date(details.due)
        case "silence_due": due(.silence)
        case "answer_due": due(.answer)
        case "into": details.into
        case "question_on": details.questionOn
        case "text": words
        default: nil
        }
    }
}

struct WordingFault: Error, Sendable {
    /// Event, role and channel.
    var template: String
    var reason: String
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
