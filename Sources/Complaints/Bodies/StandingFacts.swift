/// All that a body's standing rests on, on one day.
package struct StandingFacts: Sendable, Equatable {
    /// Whether there is a body above it that could hold its cases.
    package var hasParent: Bool
    /// Province, regency or city.
    package var isGovernment: Bool
    /// Terms of office of its pejabat penghubung, past ones too.
    package var terms: [OfficerTerm]
    package var decrees: [Decree]
    /// Failed notices since the last that arrived, of the officer who is reached best; 0 when somebody is reached.
    package var failedNotices: Int
    /// Full working days for which cases have waited while the body did nothing; nil: no case waits.
    package var idleDays: Int?

    package init(
        hasParent: Bool = true, isGovernment: Bool = false, terms: [OfficerTerm] = [], decrees: [Decree] = [],
        failedNotices: Int = 0, idleDays: Int? = nil
    ) {
        self.hasParent = hasParent
        self.isGovernment = isGovernment
        self.terms = terms
        self.decrees = decrees
        self.failedNotices = failedNotices
        self.idleDays = idleDays
    }

    func isMeant(by scope: StandingRule.Scope) -> Bool {
        switch scope {
        case .all: true
        case .registered: !terms.isEmpty
        case .government: isGovernment
        }
    }
}

package struct OfficerTerm: Hashable, Sendable {
    package var from: CivilDate
    /// Last day; nil: until further notice.
    package var to: CivilDate?

    package init(from: CivilDate, to: CivilDate? = nil) {
        self.from = from
        self.to = to
    }

    package func covers(_ day: CivilDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}

/// SK Tim Pengelola: the decree that names who runs a body's complaint desk.
package struct Decree: Hashable, Sendable {
    package var number: String
    /// The day it was issued, its first in force.
    package var issued: CivilDate
    /// Its last day in force; nil: until further notice.
    package var until: CivilDate?

    /// A decree; `until` is the earlier of the day it names and the day it was ended.
    package init(_ number: String, issued: CivilDate, until: CivilDate? = nil) {
        self.number = number
        self.issued = issued
        self.until = until
    }

    package func isInForce(on day: CivilDate) -> Bool { issued <= day && until.map { day <= $0 } ?? true }

    /// Whether somebody took or left office after it was issued and up to `day`: then it names the wrong people.
    package func isOutdated(by terms: [OfficerTerm], on day: CivilDate) -> Bool {
        terms.contains { term in
            issued < term.from && term.from <= day || term.to.map { issued <= $0 && $0 < day } ?? false
        }
    }

    /// The one that counts on `day`: the newest in force; nil without one.
    package static func inForce(_ decrees: [Decree], on day: CivilDate) -> Decree? {
        decrees.filter { $0.isInForce(on: day) }.max { $0.issued < $1.issued }
    }
}
