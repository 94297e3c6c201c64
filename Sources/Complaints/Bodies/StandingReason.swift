/// Why a body cannot act, or lags; raw values stand in tables.
package enum StandingReason: String, Hashable, CaseIterable, Sendable {
    /// No pejabat penghubung answers for it today.
    case noOfficer = "no_officer"
    /// No SK Tim Pengelola was ever recorded.
    case decreeMissing = "decree_missing"
    /// The last SK Tim Pengelola has ended.
    case decreeExpired = "decree_expired"
    /// Officers changed after the SK Tim Pengelola was issued: it must be renewed.
    case decreeOutdated = "decree_outdated"
    /// The last notices to each of its officers failed.
    case contactBounces = "contact_bounces"
    /// Cases wait and it does nothing.
    case inactive

    package var officialText: String {
        switch self {
        case .noOfficer: "tidak ada pejabat penghubung"
        case .decreeMissing: "SK Tim Pengelola belum ada"
        case .decreeExpired: "SK Tim Pengelola sudah berakhir"
        case .decreeOutdated: "SK Tim Pengelola perlu diperbarui karena pejabat berganti"
        case .contactBounces: "pemberitahuan kepada pejabat penghubung gagal"
        case .inactive: "laporan menunggu tanpa tindak lanjut"
        }
    }
}

/// What a failing leads to; raw values stand in the table of rules.
package enum StandingEffect: String, Hashable, CaseIterable, Sendable, Comparable {
    case none
    /// The body stands in the coaching report.
    case list
    /// The body is dormant: the one above holds its cases.
    case hold

    package static func < (left: StandingEffect, right: StandingEffect) -> Bool { left.rank < right.rank }

    private var rank: Int { self == .none ? 0 : self == .list ? 1 : 2 }
}

/// Which failing of which bodies has which effect: one row of the table of rules.
package struct StandingRule: Hashable, Sendable {
    /// Whom a rule is for; raw values stand in the table.
    package enum Scope: String, Hashable, CaseIterable, Sendable {
        case all
        /// Bodies that have had an officer of their own.
        case registered
        /// Provinces, regencies and cities.
        case government
    }

    package var reason: StandingReason
    package var scope: Scope
    package var effect: StandingEffect
    /// From how many working days, or failed notices, on.
    package var threshold: Int
    /// The first day on which it counts.
    package var validFrom: CivilDate
    /// The last such day; nil: until a newer rule.
    package var validTo: CivilDate?

    package init(
        _ reason: StandingReason, _ scope: Scope, _ effect: StandingEffect, threshold: Int = 0, validFrom: CivilDate,
        validTo: CivilDate? = nil
    ) {
        self.reason = reason
        self.scope = scope
        self.effect = effect
        self.threshold = threshold
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

package struct StandingRules: Sendable, Equatable {
    /// Those in force, one for each failing and scope.
    package let inForce: [StandingRule]

    /// Of `rules`, those in force on `day`: the newest for each failing and scope.
    package init(_ rules: some Sequence<StandingRule>, on day: CivilDate) {
        let valid = rules.filter { $0.validFrom <= day && $0.validTo.map { day <= $0 } ?? true }
        let groups = Dictionary(grouping: valid) { "\($0.reason.rawValue) \($0.scope.rawValue)" }
        inForce = groups.values.compactMap { $0.max { $0.validFrom < $1.validFrom } }
            .sorted { ($0.reason.rawValue, $0.scope.rawValue) < ($1.reason.rawValue, $1.scope.rawValue) }
    }

    /// The largest threshold of a failing that matters; nil when it never does.
    package func longest(_ reason: StandingReason) -> Int? {
        inForce.filter { $0.reason == reason && $0.effect != .none }.map(\.threshold).max()
    }

    /// What a failing leads to for a body: the strongest of the rules that are for it; nil when none is.
    func effect(of reason: StandingReason, measure: Int, on facts: StandingFacts) -> StandingEffect {
        inForce.filter { $0.reason == reason && $0.threshold <= measure && facts.isMeant(by: $0.scope) }
            .map(\.effect).max() ?? .none
    }
}
