package import Complaints

/// How long open cases have waited since they were submitted, in working days.
package enum WaitingAge: String, Hashable, CaseIterable, Sendable {
    case upTo5 = "0_5"
    case upTo14 = "6_14"
    case upTo60 = "15_60"
    case over60 = "lebih_60"

    /// The most working days; nil: any number.
    package var most: Int? {
        switch self {
        case .upTo5: 5
        case .upTo14: 14
        case .upTo60: 60
        case .over60: nil
        }
    }
}

/// The days that figures of age depend on, by the nation's calendar and the deadlines of the day that they are as of.
package struct FigureDays: Sendable, Equatable {
    /// The day that figures are as of, in Jakarta. Deadlines of earlier days have passed.
    package let today: CivilDate
    private let firstDays: [WaitingAge: CivilDate]
    private let ripe: [CaseClass: CivilDate]

    package init(asOf moment: Instant, clocks: LegalClocks) {
        let day = IndonesianZone.wib.date(at: moment)
        today = day
        let calendar = clocks.calendar
        firstDays = WaitingAge.allCases.reduce(into: [:]) { days, age in
            days[age] = age.most.map { calendar.date(subtracting: $0 + 1, before: day.adding(days: 1)) }
        }
        ripe = CaseClass.allCases.reduce(into: [:]) { days, caseClass in
            let place = ClockPlace(zone: .wib, region: nil, caseClass: caseClass)
            let terms = [.verify, caseClass.completion].compactMap { clocks.rules.days(for: $0, on: day, place: place) }
            days[caseClass] = calendar.date(subtracting: terms.reduce(0, +), before: day).adding(days: -1)
        }
    }

    /// The first day of submission of cases that have waited no longer than `age` says; nil: any day.
    package func firstDay(of age: WaitingAge) -> CivilDate? { firstDays[age] }

    /// The last day of submission of cases of a class whose deadlines to verify and to complete have passed by now.
    package func lastRipeDay(of caseClass: CaseClass) -> CivilDate { ripe[caseClass] ?? today }

    /// The last day of submission of which all cases are ripe, whatever their class, but for misuse of office.
    package var lastRipeDay: CivilDate {
        ripe.filter { $0.key != .misconduct }.values.min() ?? today
    }
}
