import Complaints
import Figures

extension CaseTally {
    /// The aggregate that counts it.
    func sql(_ days: FigureDays) -> String {
        switch self {
        case .cases: "count(*)"
        case .hops: "coalesce(sum(hops), 0)::bigint"
        case .refusals: "coalesce(sum(refusals), 0)::bigint"
        case .stars: "coalesce(sum(stars) FILTER (WHERE NOT rating_by_channel), 0)::bigint"
        case .starsByChannel: "coalesce(sum(stars) FILTER (WHERE rating_by_channel), 0)::bigint"
        default: "count(*) FILTER (WHERE \(condition(days)))"
        }
    }

    private func condition(_ days: FigureDays) -> String {
        switch self {
        case .cases, .hops, .refusals, .stars, .starsByChannel: "true"
        case .status(let status): "status = '\(status.rawValue)'"
        case .closed(.other): "status = 'selesai' AND coalesce(cause, '') NOT IN (\(Closing.words))"
        case .closed(let closing): "status = 'selesai' AND cause = '\(closing.rawValue)'"
        case .filed(.other): "status = 'arsip' AND coalesce(cause, '') NOT IN (\(Filing.words))"
        case .filed(let filing): "status = 'arsip' AND cause = '\(filing.rawValue)'"
        case .everOverdue: "was_overdue"
        case .overdueElsewhere: "overdue_elsewhere"
        case .overdue: "is_overdue"
        case .waitingAtDesk:
            "status = 'belum_terverifikasi' OR status = 'belum_ditindaklanjuti' AND at_desk"
        case .waitingAtBody: "status = 'belum_ditindaklanjuti' AND NOT at_desk"
        case .refused: "refusals > 0"
        case .reopened: "reopenings > 0"
        case .disputed: "disputes > 0"
        case .disputedElsewhere: "disputed_elsewhere"
        case .confirmed: "confirmed AND NOT confirmation_by_channel AND status = 'selesai'"
        case .confirmedByChannel: "confirmation_by_channel AND status = 'selesai'"
        case .rated: "stars IS NOT NULL AND NOT rating_by_channel"
        case .ratedByChannel: "stars IS NOT NULL AND rating_by_channel"
        case .disputedByChannel: "objection_by_channel"
        case .askedAgain: "asked_again"
        case .answeredAgain: "holds IS NOT NULL"
        case .holding: "holds"
        case .contested: "contested"
        case .pasted: "pasted"
        case .asked: "questions > 0"
        case .open: Self.isOpen
        case .waiting(let age): Self.waiting(age, days)
        case .ripe: Self.isRipe(days)
        case .ripeResolved: "status = 'selesai' AND \(Self.isRipe(days))"
        case .everClosed: "closings > 0"
        case .event(let event): "event = '\(event.rawValue)'"
        case .due(let duty): duty.map { "duty = '\($0.rawValue)'" } ?? "true"
        case .kept(let duty): "kept" + (duty.map { " AND duty = '\($0.rawValue)'" } ?? "")
        }
    }

    private static let isOpen = "status NOT IN ('selesai', 'arsip')"

    private static func waiting(_ age: WaitingAge, _ days: FigureDays) -> String {
        let younger = WaitingAge.allCases.prefix { $0 != age }.last.flatMap(days.firstDay)
        let bounds = [
            days.firstDay(of: age).map { "cohort_date >= DATE '\($0)'" }, younger.map { "cohort_date < DATE '\($0)'" },
        ]
        return ([isOpen] + bounds.compactMap(\.self)).joined(separator: " AND ")
    }

    private static func isRipe(_ days: FigureDays) -> String {
        func last(_ caseClass: CaseClass) -> String { "DATE '\(days.lastRipeDay(of: caseClass))'" }
        return """
            cohort_date <= CASE WHEN kind = 'aspirasi' THEN \(last(.aspiration))
                WHEN kind = 'permintaan_informasi' THEN \(last(.information))
                WHEN supervised THEN \(last(.misconduct)) ELSE \(last(.ordinary)) END
            """
    }
}

extension CaseTally.Closing {
    fileprivate static var words: String {
        allCases.filter { $0 != .other }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}

extension CaseTally.Filing {
    fileprivate static var words: String {
        allCases.filter { $0 != .other }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}
