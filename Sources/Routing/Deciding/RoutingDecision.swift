package import Complaints

/// What the router knows of a complaint.
package struct ReportFacts: Sendable {
    /// Judul.
    package var title: String?
    /// Isi.
    package var text: String
    /// `pengaduan`, `aspirasi` or `permintaan_informasi`.
    package var kind: String
    /// Lokasi kejadian as typed.
    package var locationText: String?
    /// Region code given by the channel.
    package var regionCode: String?
    /// Kategori given by the citizen or channel: code or name.
    package var category: String?
    /// Instansi tujuan as typed.
    package var agency: String?
    /// Channel it came by.
    package var channel: String
    /// When it was submitted; rules with dates or hours need it.
    package var at: Instant?

    package init(
        title: String? = nil, text: String, kind: String = "pengaduan", locationText: String? = nil,
        regionCode: String? = nil, category: String? = nil, agency: String? = nil, channel: String = "web",
        at: Instant? = nil
    ) {
        self.title = title
        self.text = text
        self.kind = kind
        self.locationText = locationText
        self.regionCode = regionCode
        self.category = category
        self.agency = agency
        self.channel = channel
        self.at = at
    }
}

/// A body that said the complaint is not its business (bukan wewenang).
package struct Refusal: Sendable, Equatable {
    /// Who refused.
    package var bodyCode: String
    /// Whom it named instead, if anybody.
    package var suggestedBodyCode: String?

    package init(bodyCode: String, suggestedBodyCode: String? = nil) {
        self.bodyCode = bodyCode
        self.suggestedBodyCode = suggestedBodyCode
    }
}

/// Whose category a decision used.
package enum CategorySource: String, Sendable, CaseIterable {
    /// The citizen's or channel's.
    case given
    case keywords
    /// The category model's.
    case model
}

/// Below these a decision is left to a coordinator; 0…1.
package struct RoutingThresholds: Sendable, Equatable {
    /// Least confidence in a category read from keywords.
    package var category: Double
    /// Least confidence in a place.
    package var place: Double

    package init(category: Double = 0.5, place: Double = 0.5) {
        self.category = category
        self.place = place
    }
}

/// Where a complaint goes, and why.
package struct RoutingDecision: Sendable, Equatable {
    /// Who has it now.
    package enum Outcome: Sendable, Equatable {
        /// Disposisi to a body, with a confidence of 0…1.
        case assigned(bodyCode: String, confidence: Double)
        /// Left to the Admin Koordinator who can best tell, with the reason in Indonesian.
        case unrouted(coordinatorBodyCode: String, why: String)
    }

    /// Who has it now.
    package let outcome: Outcome
    /// Most specific region known.
    package let regionCode: String?
    /// Category used, if any.
    package let categoryCode: String?
    /// Confidence in the category, 0…1; 0 without one.
    package let categoryConfidence: Double
    /// Whose category it is.
    package let categorySource: CategorySource
    /// Why, in Indonesian, at most 500 characters; of the citizen's words only matched keywords and place names.
    package let reason: String
    /// What the region rests on.
    package let placeEvidence: [String]
    /// Berkadar pengawasan: examined by an Inspektorat, never answered by the unit complained about.
    package let isMisconduct: Bool
    /// What it was found with.
    package private(set) var grounds: RoutingGrounds

    package init(
        outcome: Outcome, regionCode: String?, categoryCode: String?, categoryConfidence: Double,
        categorySource: CategorySource, reason: String, placeEvidence: [String], isMisconduct: Bool,
        grounds: RoutingGrounds = RoutingGrounds()
    ) {
        self.outcome = outcome
        self.regionCode = regionCode
        self.categoryCode = categoryCode
        self.categoryConfidence = categoryConfidence
        self.categorySource = categorySource
        self.reason = reason
        self.placeEvidence = placeEvidence
        self.isMisconduct = isMisconduct
        self.grounds = grounds
    }
}

extension RoutingDecision {
    /// The decision on a case that comes back: what a coordinator has found stands, and what was known is not forgotten
    /// because the reporter's later words do not tell it again.
    package func keeping(_ state: CaseState) -> RoutingDecision {
        RoutingDecision(
            outcome: outcome, regionCode: regionCode ?? state.region,
            categoryCode: state.verifiedCategory ?? categoryCode ?? state.category,
            categoryConfidence: categoryConfidence, categorySource: categorySource, reason: reason,
            placeEvidence: placeEvidence, isMisconduct: isMisconduct, grounds: grounds)
    }
}

/// What decided, so that each way of deciding answers for its own mistakes.
package enum RoutingBasis: String, Sendable, CaseIterable {
    /// Misuse of office, or what may be.
    case misconduct = "supervision"
    /// A rule of the operator's rule set.
    case rule
    /// The agency that the reporter named.
    case named
    /// The body that the salutation names.
    case salutation
    /// The agency model, strengthened or weakened by keywords and the citizen's category.
    case model
    /// Keywords alone.
    case keywords
    /// What the body that refused suggested.
    case suggestion
}

/// What a decision was found with, kept so that it can be explained and, when it was wrong, laid at the right door.
package struct RoutingGrounds: Sendable, Equatable {
    /// What decided; nil where nothing did and the national desk must.
    package var basis: RoutingBasis?
    /// The rule that decided, if one did.
    package var rule: String?
    /// Version of the rules that held; 0 before the first.
    package var rulesVersion = 0
    /// Models that read the text.
    package var models: [String] = []
    /// What they read.
    package var reading = TextReading()
    /// Keywords of the category.
    package var keywords: [String] = []
    /// Words that speak of danger to life.
    package var dangers: [String] = []
    /// Words that speak of revenge or ask for secrecy.
    package var threats: [String] = []
    /// Words that tell of misuse of office, or let it be suspected.
    package var misuse: [String] = []

    package init() {}

    /// The rule that decided, with the version of the rules: `puskesmas@3`.
    package var versionedRule: String? { rule.map { "\($0)@\(rulesVersion)" } }

    /// Whether it cannot wait.
    package var isUrgent: Bool { !dangers.isEmpty }
}

extension RoutingDecision {
    /// The same, saying what decided; what was said before stays.
    func by(_ basis: RoutingBasis) -> RoutingDecision {
        var decision = self
        decision.grounds.basis = grounds.basis ?? basis
        return decision
    }

    /// What happened to the complaint by it.
    package var event: CaseEvent {
        if case .assigned = outcome { return .assigned }
        return .unrouted
    }

    /// Who has it now: the body that must answer, or the coordinator's desk.
    package var bodyCode: String {
        switch outcome {
        case .assigned(let code, _), .unrouted(let code, _): code
        }
    }

    /// Confidence in the body, or in the category where none was found.
    package var confidence: Double {
        if case .assigned(_, let confidence) = outcome { return confidence }
        return categoryConfidence
    }
}
