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
    private static let longestAnswer = 48
    private static let longestDecision = 34
    /// Of a reply that is read in parts.
    static let longestPart = 93
    static let smsLimits = [
        "code": 12, "own": 12, "name": 30, "body": NoticeNames.longest, "holder": NoticeNames.longest,
        "by": NoticeNames.longest, "former": NoticeNames.longest, "level": NoticeNames.longest,
        "answer": longestAnswer, "excerpt": 48, "decision": longestDecision, "reason": 40, "verify_days": 2,
        "verify_due": 6,
        "first_reply_due": 6, "reply_due": 6, "act_due": 6, "objection_due": 6, "text": CaseState.longestSMSQuestion,
        "into": 12, "due": 6, "silence_due": 6, "answer_due": 6, "question_on": 12, "secret": 9, "one_time": 9,
        "code_until": 10, "clock": 24,
        "late": 3, "next_level": 17, "next_date": 6, "ombudsman_due": 6,
        "part": longestPart, "page": 3, "pages": 3, "next_page": 3,
    ]

    private var texts: [Key: Text] = [:]
    private let verifyDays: String?

    /// Checks all templates: one that could exceed an SMS segment, or names an unknown placeholder, stops the worker before
    /// anybody gets half a message.
    init(_ rows: [TemplateTable.Row], verifyDays: Int?) throws(WordingFault) {
        self.verifyDays = verifyDays.map(String.init)
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
    /// - Parameters:
    ///   - names: whom the event is about.
    ///   - own: code of the recipient's own case, where it is another.
    ///   - secretKey: the installation's, of which reporters' secrets are made.
    func render(
        _ notification: Notice, _ names: NoticeNames, words: String? = nil, own: String? = nil, secretKey: SipHashKey
    ) -> Message? {
        let channel = notification.channel.rawValue
        func text(_ event: String) -> Text? {
            texts[Key(event: event, role: notification.role, channel: channel)]
        }
        // Where nothing is left to read, that is said.
        let isEmpty = notification.page != nil && words?.contains { !$0.isWhitespace } != true
        let event = (isEmpty ? CaseEvent.registered : notification.event).rawValue
        let special = [notification.special, Self.cut(notification, words)].compactMap { $0.map { "\(event)_\($0)" } }
        guard let text = (special + [event]).lazy.compactMap(text).first else { return nil }
        let values = NoticeValues(
            notification, names, words: words, own: own, verifyDays: verifyDays, secretKey: secretKey)
        switch text {
        case .sms(let template): return Message(subject: "", text: template.render { values[$0] })
        case .email(let subject, let body):
            return Message(subject: subject.render { values[$0] }, text: body.render { values[$0] })
        }
    }
}

extension Wording {
    /// Words that do not fit an SMS are told with the way to read all of them.
    private static func cut(_ notice: Notice, _ words: String?) -> String? {
        guard notice.channel == .sms, notice.page == nil, let words else { return nil }
        let most = [CaseEvent.replied: longestAnswer, .closed: longestDecision][notice.event]
        let isWhole = most.map { GSM7.septets(GSM7.fold(words)) ?? .max <= $0 } ?? true
        return isWhole ? nil : "long"
    }
}

extension Notice {
    /// What is special about the event, for which there may be a text of its own.
    fileprivate var special: String? {
        // Who sent it while they were asked something is told what it was taken for.
        if details.questionOn != nil { return "apart" }
        if details.isAboutFiling { return "filed" }
        if details.unmatched != nil { return "unmatched" }
        if role == "reporter", let taken = details.taken { return taken.rawValue }
        switch event {
        // Who stays with a filing says why, whatever it was filed for.
        case .archived where details.role == .coordinator || details.role == .national: return nil
        case .closed, .archived: return details.cause
        case .warned: return details.clock == .answer ? "answer" : nil
        case .assigned: return details.isBinding == true ? "national" : nil
        case .transferred: return details.body == Body.nationalDesk ? "national" : nil
        case .escalated: return role == NoticeRole.officer.rawValue ? specialOfOfficers : specialOfReporters
        default: return nil
        }
    }

    private var specialOfOfficers: String? {
        if details.level == .ombudsman { return details.clock != nil ? "ombudsman" : "consent" }
        return details.clock != nil ? "clock" : details.cause != nil ? "archive" : nil
    }

    /// Without one it says that the way to the Ombudsman is open.
    private var specialOfReporters: String? {
        if details.level == .ombudsman { return details.clock != nil ? nil : "consent" }
        return details.clock != nil ? "late" : "up"
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

    private static let weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]

    /// `Selasa, 1 Desember 2026`; short `1 Des`, because operators strip runs of more than three digits from SMS, and a segment has no
    /// room for more.
    static func text(_ date: CivilDate, short: Bool) -> String {
        let month = months[date.month - 1]
        return short
            ? "\(date.day) \(month.prefix(3))"
            : "\(weekdays[date.weekday.rawValue - 1]), \(date.day) \(month) \(date.year)"
    }
}
