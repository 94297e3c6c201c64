package import Complaints

/// What somebody wants to know: which figures, of which cases, told apart by what, as of when.
package struct FigureQuestion: Sendable, Equatable {
    package enum View: String, Sendable, CaseIterable {
        /// Cases by the day of their submission, as they stand.
        case cohort
        /// What happened in a time, whenever the case was submitted.
        case activity
        /// Deadlines by the day on which they fell due, whenever the case was submitted.
        case deadlines
    }

    package enum Dimension: String, Sendable, CaseIterable {
        /// Day, week, month, quarter or year.
        case period
        case region
        case body
        case category
        case kind
        case channel
        case status
    }

    /// How finely regions are told apart.
    package enum Level: String, Sendable, CaseIterable {
        /// Provinsi.
        case province
        /// Kabupaten, kota.
        case regency
        /// Kecamatan.
        case district

        /// Length of a Kemendagri code of this level.
        package var codeLength: Int {
            switch self {
            case .province: 2
            case .regency: 5
            case .district: 8
            }
        }
    }

    package var view = View.cohort
    /// What rows are told apart by, the first first.
    package var dimensions: [Dimension] = []
    package var period = ReportPeriod.month
    package var level = Level.province
    /// Kemendagri code: only cases there or below.
    package var region: String?
    /// Code of a body: only cases with it or a body below it.
    package var body: String?
    package var from: CivilDate?
    package var to: CivilDate?
    /// As things were known at this moment; nil: now.
    package var asOf: Instant?
    package var measures = Measure.standing

    package init() {}

    /// What must be counted: what the measures need, and whatever that must sum with.
    package var tallies: [CaseTally] {
        var wanted: [CaseTally] = []
        func add(_ tallies: [CaseTally]) {
            for tally in tallies where !wanted.contains(tally) { wanted.append(tally) }
        }
        add(measures.flatMap(\.tallies))
        let mustBe = view == .cohort ? CaseTally.cases : nil
        for (whole, parts) in CaseTally.sums where parts.contains(where: wanted.contains) || whole == mustBe {
            add([whole] + parts)
        }
        return wanted
    }

    /// The same without the causes of closing: the cells that protect others are found among statuses, and causes are parts of one.
    package var publishable: FigureQuestion {
        var question = self
        question.measures.removeAll { $0 == .decided }
        return question
    }

    /// Whether it is about all cases as they stand now, without distinction.
    package var isWholePresent: Bool {
        view == .cohort && dimensions.isEmpty && asOf == nil && region == nil && body == nil && from == nil && to == nil
    }

    /// How many days a total must have to be shown whole.
    static let leastDays = 28

    /// Whether every cell counts all cases of the country or of a province, of a month or more: a status of so many says nothing
    /// about a person.
    package var isOfWholeProvinces: Bool {
        guard view == .cohort, body == nil, (region ?? "64").utf8.count == 2 else { return false }
        if let from, let to, from.adding(days: Self.leastDays - 1) > to { return false }
        return dimensions.allSatisfy { dimension in
            dimension == .region && level == .province || dimension == .period && period == .year
        }
    }

    package var times: [WorkingTime] { WorkingTime.allCases.filter { time in measures.contains { $0.time == time } } }
}
