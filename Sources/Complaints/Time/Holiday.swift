/// A day on which offices do not work, by decree.
package struct Holiday: Hashable, Sendable {
    /// The two kinds that decrees know; both stop deadlines.
    package enum Kind: String, Hashable, CaseIterable, Sendable {
        /// Hari libur nasional, or a holiday of a region.
        case nationalHoliday = "libur_nasional"
        case jointLeave = "cuti_bersama"
    }

    package let date: CivilDate
    package let name: String
    package let kind: Kind
    /// Kemendagri code of the region that has it; empty: the nation.
    package let region: String

    package init(date: CivilDate, name: String, kind: Kind, region: String = "") {
        self.date = date
        self.name = name
        self.kind = kind
        self.region = region
    }
}

extension Holiday: Comparable {
    package static func < (left: Holiday, right: Holiday) -> Bool {
        (left.date, left.region, left.name, left.kind.rawValue)
            < (right.date, right.region, right.name, right.kind.rawValue)
    }
}

/// A calendar that was proposed: what a file says.
package struct CalendarDraft: Hashable, Sendable {
    package let days: [Holiday]
    /// Whether it is the whole calendar of the years and regions that it names, so that what it does not list is removed.
    package let isWhole: Bool

    package init(days: [Holiday], isWhole: Bool) {
        self.days = days
        self.isWhole = isWhole
    }
}

/// What a draft changes in the calendar that is in force.
package struct CalendarChange: Hashable, Sendable {
    package let added: [Holiday]
    package let removed: [Holiday]

    package init(from before: some Sequence<Holiday>, to after: some Sequence<Holiday>) {
        let before = Set(before)
        let after = Set(after)
        added = after.subtracting(before).sorted()
        removed = before.subtracting(after).sorted()
    }

    /// What `draft` changes in the calendar `inForce`. A day whose kind it states otherwise is removed and added.
    package init(_ draft: CalendarDraft, in inForce: [Holiday]) {
        let stated = Set(draft.days.map { Feast(date: $0.date, name: $0.name, region: $0.region) })
        let parts = Set(draft.isWhole ? draft.days.map { Part(year: $0.date.year, region: $0.region) } : [])
        let kept = inForce.filter { day in
            !stated.contains(Feast(date: day.date, name: day.name, region: day.region))
                && !parts.contains(Part(year: day.date.year, region: day.region))
        }
        self.init(from: inForce, to: kept + draft.days)
    }

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    package func applied(to inForce: some Sequence<Holiday>) -> [Holiday] {
        Set(inForce).subtracting(removed).union(added).sorted()
    }
}

/// What a decree calls by one name on one day in one place.
private struct Feast: Hashable {
    var date: CivilDate
    var name: String
    var region: String
}

/// A year of one region: what a whole calendar covers.
private struct Part: Hashable {
    var year: Int
    var region: String
}
