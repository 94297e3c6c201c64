import Complaints
import Figures
import Postgres

struct FactRows {
    /// Columns, in the order in which rows are written and read.
    static let columns = [
        "complaint_id", "from_at", "to_at", "version", "cohort_date", "event_date", "status", "hops", "refusals",
        "reopenings", "disputes", "questions", "first_reply_days", "completion_days", "stars", "at_desk", "supervised",
        "was_overdue", "is_overdue", "confirmed", "pasted", "merged", "event", "kind", "channel", "cause",
        "region_code", "body_code", "event_body", "category_code", "closings", "second_closing_days", "verify_due",
        "verify_kept", "first_reply_due", "first_reply_kept", "completion_due", "completion_kept", "reply_due",
        "reply_kept", "duty_voided", "duty_body", "overdue_elsewhere", "disputed_elsewhere",
        "rating_by_channel", "confirmation_by_channel", "objection_by_channel", "asked_again", "holds",
        "contested",
    ]
    static let columnList = columns.joined(separator: ", ")
    /// `infinity` as PostgreSQL keeps it, less its epoch.
    private static let infinity = Int64.max

    private(set) var rows = CopyRows(columns: columns.count)

    mutating func add(_ fact: CaseFact) {
        rows.beginRow()
        rows.append(fact.complaint)
        rows.append(fact.from)
        if let until = fact.until { rows.append(until) } else { rows.append(Self.infinity) }
        rows.append(Int32(fact.version))
        rows.append(fact.cohortDate)
        rows.append(fact.eventDate)
        rows.append(fact.status.rawValue)
        addNumbers(fact)
        for flag in [
            fact.isAtDesk, fact.isMisconduct, fact.wasOverdue, fact.isOverdue, fact.isConfirmed, fact.isPasted,
            fact.isMerged,
        ] { rows.append(flag) }
        rows.append(fact.event.rawValue)
        rows.append(fact.kind.rawValue)
        rows.append(fact.channel)
        for text in [fact.cause, fact.region, fact.body, fact.eventBody, fact.category] { rows.append(text) }
        rows.append(Int16(clamping: fact.closings))
        append(fact.secondClosingDays)
        addSettled(fact)
        for flag in [fact.wasOverdueElsewhere, fact.isDisputedElsewhere] { rows.append(flag) }
        for word in SpokenFor.allCases { rows.append(fact.byChannel.contains(word)) }
        rows.append(fact.isAskedAgain)
        if let holds = fact.holds { rows.append(holds) } else { rows.appendNull() }
        rows.append(fact.isContested)
    }

    func copy(into table: String, _ connection: borrowing PostgresConnection) throws(PostgresError) {
        try connection.copy(into: "\(table) (\(Self.columnList))", rows)
    }

    private mutating func addNumbers(_ fact: CaseFact) {
        let counts: [Int?] = [
            fact.hops, fact.refusals, fact.reopenings, fact.disputes, fact.questions, fact.firstReplyDays,
            fact.completionDays, fact.stars,
        ]
        for count in counts { append(count) }
    }

    private mutating func addSettled(_ fact: CaseFact) {
        for kind in DutyDeadline.allCases {
            if let settled = fact.settled?[kind] {
                rows.append(settled.due)
                rows.append(settled.isKept)
            } else {
                rows.appendNull()
                rows.appendNull()
            }
        }
        rows.append((fact.settled?.voided ?? []).reduce(Int16(0)) { $0 | $1.bit })
        // Mostly it is whom the event is about; empty: nobody had it.
        if let settled = fact.settled, settled.body != fact.eventBody {
            rows.append(settled.body ?? "")
        } else {
            rows.appendNull()
        }
    }

    private mutating func append(_ count: Int?) {
        if let count { rows.append(Int16(clamping: count)) } else { rows.appendNull() }
    }
}

extension CaseFact {
    /// A row: columns as `FactRows` has them, `to_at` NULL for the present, statuses as text. Nil when it has words that
    /// this program does not know.
    init?(_ row: Row) {
        guard let event = CaseEvent(rawValue: row.text("event")), let kind = ReportKind(rawValue: row.text("kind")),
            let status = CaseStatus(rawValue: row.text("status"))
        else { return nil }
        self.init(
            row.complaintID("complaint_id"), version: row.integer("version"), from: row.instant("from_at"),
            event: event, cohortDate: row.date("cohort_date"), eventDate: row.date("event_date"), kind: kind,
            channel: row.text("channel"), status: status)
        until = row.optionalInstant("to_at")
        region = row.optionalText("region_code")
        body = row.optionalText("body_code")
        eventBody = row.optionalText("event_body")
        isAtDesk = row.boolean("at_desk")
        category = row.optionalText("category_code")
        isMisconduct = row.boolean("supervised")
        cause = row.optionalText("cause")
        hops = row.optionalInteger("hops") ?? 0
        refusals = row.optionalInteger("refusals") ?? 0
        firstReplyDays = row.optionalInteger("first_reply_days")
        completionDays = row.optionalInteger("completion_days")
        wasOverdue = row.boolean("was_overdue")
        isOverdue = row.boolean("is_overdue")
        reopenings = row.optionalInteger("reopenings") ?? 0
        disputes = row.optionalInteger("disputes") ?? 0
        isConfirmed = row.boolean("confirmed")
        stars = row.optionalInteger("stars")
        isMerged = row.boolean("merged")
        isPasted = row.boolean("pasted")
        questions = row.optionalInteger("questions") ?? 0
        closings = row.optionalInteger("closings") ?? 0
        secondClosingDays = row.optionalInteger("second_closing_days")
        wasOverdueElsewhere = row.boolean("overdue_elsewhere")
        isDisputedElsewhere = row.boolean("disputed_elsewhere")
        isAskedAgain = row.boolean("asked_again")
        holds = row.optionalBoolean("holds")
        isContested = row.boolean("contested")
        byChannel = Set(
            [
                (SpokenFor.rating, row.boolean("rating_by_channel")),
                (.confirmation, row.boolean("confirmation_by_channel")),
                (.objection, row.boolean("objection_by_channel")),
            ].filter(\.1).map(\.0))
        settled = SettledDeadlines(row, of: eventBody)
    }
}

extension SettledDeadlines {
    private static let columns: [(DutyDeadline, due: StaticString, kept: StaticString)] = [
        (.verify, "verify_due", "verify_kept"), (.firstReply, "first_reply_due", "first_reply_kept"),
        (.completion, "completion_due", "completion_kept"), (.reply, "reply_due", "reply_kept"),
    ]

    /// What a row of facts says; nil: nothing.
    fileprivate init?(_ row: Row, of eventBody: String?) {
        var byKind: [DutyDeadline: SettledDeadline] = [:]
        for (kind, due, kept) in Self.columns {
            guard let due = row.optionalDate(due) else { continue }
            byKind[kind] = SettledDeadline(due: due, isKept: row.boolean(kept))
        }
        guard !byKind.isEmpty else { return nil }
        let body = row.optionalText("duty_body").map { $0.isEmpty ? nil : $0 } ?? eventBody
        let bits = row.integer("duty_voided")
        self.init(byKind, voiding: Set(DutyDeadline.allCases.filter { bits & Int($0.bit) > 0 }), of: body)
    }
}

extension DutyDeadline {
    /// Its place in the column `duty_voided`.
    var bit: Int16 {
        switch self {
        case .verify: 1
        case .firstReply: 2
        case .completion: 4
        case .reply: 8
        }
    }
}
