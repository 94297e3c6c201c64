/// A figure with its definition: what exactly is meant by a number that is printed.
package struct Measure: Sendable, Equatable {
    package enum Rule: Sendable, Equatable {
        case count(CaseTally)
        case share([CaseTally], of: CaseTally)
        case mean(CaseTally, of: CaseTally)
        case meanDays(WorkingTime)
        case medianDays(WorkingTime)
        /// The working days that so many percent did not exceed.
        case quantileDays(WorkingTime, Int)
        /// The change of a count since the period before, in percent.
        case growth(CaseTally)
    }

    package enum Unit: String, Sendable {
        case cases = "laporan"
        /// Kejadian in the journal.
        case events = "kejadian"
        /// Persen, two decimals.
        case percent = "persen"
        case workingDays = "hari kerja"
        case bodies = "instansi per laporan"
        case refusals = "penolakan"
        /// Deadlines of those who must act.
        case deadlines = "tenggat"
        /// Bintang, one to five.
        case stars = "bintang"
    }

    /// Its name in files; never reused for another meaning.
    package let id: String
    /// Counted up whenever the meaning changes.
    package let version: Int
    /// Its name on pages, in Indonesian.
    package let title: String
    /// The formula, in the terms of the statuses.
    package let formula: String
    package let unit: Unit
    /// What it is a share or mean of; empty for counts.
    package let denominator: String
    /// Where the definition comes from.
    package let source: String
    package let rule: Rule

    init(
        _ id: String, _ title: String, _ rule: Rule, _ formula: String, _ unit: Unit, of denominator: String = "",
        source: String, version: Int = 1
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.formula = formula
        self.unit = unit
        self.denominator = denominator
        self.source = source
        self.rule = rule
    }

    package var tallies: [CaseTally] {
        switch rule {
        case .count(let tally), .growth(let tally): [tally]
        case .share(let parts, let whole): parts + [whole]
        case .mean(let sum, let count): [sum, count]
        case .meanDays, .medianDays, .quantileDays: []
        }
    }

    package var time: WorkingTime? {
        switch rule {
        case .meanDays(let time), .medianDays(let time), .quantileDays(let time, _): time
        case .count, .share, .mean, .growth: nil
        }
    }

    /// Its value over the cases of `cell`.
    ///
    /// - Parameter before: what was counted in the period before, if there is one.
    package func value(_ cell: FigureCell, before: FigureCell?) -> FigureValue {
        switch rule {
        case .count(let tally): .count(cell[tally])
        case .share(let parts, let whole): .share(Rate(parts.reduce(0) { $0 + cell[$1] }, of: cell[whole]))
        case .mean(let sum, let count): .mean(Rounding.hundredths(cell[sum], of: cell[count]), of: cell[count])
        case .meanDays(let time): .mean(cell[time].mean, of: cell[time].count)
        case .medianDays(let time): .mean(cell[time].median, of: cell[time].count)
        case .quantileDays(let time, let percent): .mean(cell[time].quantile(percent), of: cell[time].count)
        case .growth(let tally):
            .share(before.map { Rate(cell[tally] - $0[tally], of: $0[tally]) } ?? Rate(0, of: 0))
        }
    }
}

package enum FigureValue: Sendable, Equatable {
    case count(Int)
    case share(Rate)
    /// Hundredths of a mean or median, and over how many; nil over none.
    case mean(Int?, of: Int)
}
