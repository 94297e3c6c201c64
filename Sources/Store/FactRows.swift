import Complaints
import Figures
import Postgres

/// Rows of the table of facts.
struct FactRows {
    /// Columns, in the order in which rows are written and read.
    static let columns = [
        "complaint_id", "from_at", "to_at", "version", "cohort_date", "event_date", "status", "hops", "refusals",
        "reopenings", "disputes", "questions", "first_reply_days", "completion_days", "stars", "at_desk", "supervised",
        "was_overdue", "is_overdue", "confirmed", "pasted", "merged", "event", "kind", "channel", "cause",
        "region_code", "body_code", "event_body", "category_code",
    ]
    static let columnList = columns.joined(separator: ", ")
    /// `infinity` as PostgreSQL keeps it, less its epoch.
    private static let infinity = Int64.max

    private(set) var rows = CopyRows(columns: columns.count)

    mutating func add(_ fact: CaseFact) {
        rows.beginRow()
        rows.append(fact.complaint)
        rows.append(fact.from)
        if let until = fact.until {
            rows.append(until)
        } else {
            rows.append(Self.infinity)
        }
        rows.append(Int32(fact.version))
        rows.appendDate(days: fact.cohortDate.daysSinceEpoch)
        rows.appendDate(days: fact.eventDate.daysSinceEpoch)
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
    }

    private mutating func addNumbers(_ fact: CaseFact) {
        let counts: [Int?] = [
            fact.hops, fact.refusals, fact.reopenings, fact.disputes, fact.questions, fact.firstReplyDays,
            fact.completionDays, fact.stars,
        ]
        for count in counts {
            if let count { rows.append(Int16(clamping: count)) } else { rows.appendNull() }
        }
    }
}

extension CaseFact {
    /// A row: columns as `FactRows` has them, `to_at` NULL for the present, statuses as text. Nil when it has words that
    /// this program does not know.
    init?(_ rows: QueryResult, _ row: Int) {
        guard let event = CaseEvent(rawValue: rows.text(row, 22)), let kind = ReportKind(rawValue: rows.text(row, 23)),
            let status = CaseStatus(rawValue: rows.text(row, 6))
        else { return nil }
        func number(_ column: Int) -> Int? { rows.isNull(row, column) ? nil : Int(rows.integer(row, column)) }
        self.init(
            rows.complaintID(row, 0), version: number(3) ?? 0, from: Instant(microseconds: rows.microseconds(row, 1)),
            event: event, cohortDate: CivilDate(daysSinceEpoch: rows.days(row, 4)),
            eventDate: CivilDate(daysSinceEpoch: rows.days(row, 5)), kind: kind, channel: rows.text(row, 24),
            status: status)
        until = rows.isNull(row, 2) ? nil : Instant(microseconds: rows.microseconds(row, 2))
        region = rows.optionalText(row, 26)
        body = rows.optionalText(row, 27)
        eventBody = rows.optionalText(row, 28)
        isAtDesk = rows.boolean(row, 15)
        category = rows.optionalText(row, 29)
        isMisconduct = rows.boolean(row, 16)
        cause = rows.optionalText(row, 25)
        hops = number(7) ?? 0
        refusals = number(8) ?? 0
        firstReplyDays = number(12)
        completionDays = number(13)
        wasOverdue = rows.boolean(row, 17)
        isOverdue = rows.boolean(row, 18)
        reopenings = number(9) ?? 0
        disputes = number(10) ?? 0
        isConfirmed = rows.boolean(row, 19)
        stars = number(14)
        isMerged = rows.boolean(row, 21)
        isPasted = rows.boolean(row, 20)
        questions = number(11) ?? 0
    }
}
