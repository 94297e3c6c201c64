/// What the router knows of a complaint.
public struct ReportFacts: Sendable {
    /// Judul.
    public var title: String?
    /// Isi.
    public var text: String
    /// `pengaduan`, `aspirasi` or `permintaan_informasi`.
    public var kind: String
    /// Lokasi kejadian as typed.
    public var locationText: String?
    /// Region code given by the channel.
    public var regionCode: String?
    /// Kategori given by the citizen or channel: code or name.
    public var category: String?
    /// Instansi tujuan as typed.
    public var agency: String?
    /// Channel it came by.
    public var channel: String
    /// When it was submitted; rules with dates or hours need it.
    public var at: Instant?

    /// Gathers the facts.
    public init(
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
public struct Refusal: Sendable, Equatable {
    /// Who refused.
    public var bodyCode: String
    /// Whom it named instead, if anybody.
    public var suggestedBodyCode: String?

    /// A refusal.
    public init(bodyCode: String, suggestedBodyCode: String? = nil) {
        self.bodyCode = bodyCode
        self.suggestedBodyCode = suggestedBodyCode
    }
}

/// Whose category a decision used.
public enum CategorySource: String, Sendable, CaseIterable {
    /// The citizen's or channel's.
    case given
    /// By keywords.
    case keywords
    /// The category model's.
    case model
}

/// Below these a decision is left to a coordinator; 0…1.
public struct RoutingThresholds: Sendable, Equatable {
    /// Least confidence in a category read from keywords.
    public var category: Double
    /// Least confidence in a place.
    public var place: Double

    /// Makes thresholds.
    public init(category: Double = 0.5, place: Double = 0.5) {
        self.category = category
        self.place = place
    }
}

/// Where a complaint goes, and why.
public struct RoutingDecision: Sendable, Equatable {
    /// Who has it now.
    public enum Outcome: Sendable, Equatable {
        /// Disposisi to a body, with a confidence of 0…1.
        case assigned(bodyCode: String, confidence: Double)
        /// Left to the Admin Koordinator who can best tell, with the reason in Indonesian.
        case unrouted(coordinatorBodyCode: String, why: String)
    }

    /// Who has it now.
    public let outcome: Outcome
    /// Most specific region known.
    public let regionCode: String?
    /// Category used, if any.
    public let categoryCode: String?
    /// Confidence in the category, 0…1; 0 without one.
    public let categoryConfidence: Double
    /// Whose category it is.
    public let categorySource: CategorySource
    /// Why, in Indonesian, at most 500 characters; of the citizen's words only matched keywords and place names.
    public let reason: String
    /// What the region rests on.
    public let placeEvidence: [String]
    /// Berkadar pengawasan: examined by an Inspektorat, never answered by the unit complained about.
    public let supervised: Bool
    /// What it was found with.
    public private(set) var grounds: RoutingGrounds

    /// Makes a decision.
    public init(
        outcome: Outcome, regionCode: String?, categoryCode: String?, categoryConfidence: Double,
        categorySource: CategorySource, reason: String, placeEvidence: [String], supervised: Bool,
        grounds: RoutingGrounds = RoutingGrounds()
    ) {
        self.outcome = outcome
        self.regionCode = regionCode
        self.categoryCode = categoryCode
        self.categoryConfidence = categoryConfidence
        self.categorySource = categorySource
        self.reason = reason
        self.placeEvidence = placeEvidence
        self.supervised = supervised
        self.grounds = grounds
    }
}

extension RoutingDecision {
    /// The decision on a case that comes back: what a coordinator has found stands, and what was known is not forgotten
    /// because the reporter's later words do not tell it again.
    public func keeping(_ state: CaseState) -> RoutingDecision {
        RoutingDecision(
            outcome: outcome, regionCode: regionCode ?? state.region,
            categoryCode: state.verifiedCategory ?? categoryCode ?? state.category,
            categoryConfidence: categoryConfidence, categorySource: categorySource, reason: reason,
            placeEvidence: placeEvidence, supervised: supervised, grounds: grounds)
    }
}

/// What decided, so that each way of deciding answers for its own mistakes.
public enum RoutingBasis: String, Sendable, CaseIterable {
    /// Misuse of office, or what may be.
    case supervision
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
public struct RoutingGrounds: Sendable, Equatable {
    /// What decided; nil where nothing did and the national desk must.
    public var basis: RoutingBasis?
    /// The rule that decided, if one did.
    public var rule: String?
    /// Version of the rules that held; 0 before the first.
    public var rulesVersion = 0
    /// Models that read the text.
    public var models: [String] = []
    /// What they read.
    public var reading = TextReading()
    /// Keywords of the category.
    public var keywords: [String] = []
    /// Words that speak of danger to life.
    public var dangers: [String] = []
    /// Words that speak of revenge or ask for secrecy.
    public var threats: [String] = []

    /// Nothing yet.
    public init() {}

    /// Whether it cannot wait.
    public var isUrgent: Bool { !dangers.isEmpty }
}

extension RoutingDecision {
    /// The same, saying what decided; what was said before stays.
    func by(_ basis: RoutingBasis) -> RoutingDecision {
        var decision = self
        decision.grounds.basis = grounds.basis ?? basis
        return decision
    }

    /// What happened to the complaint by it.
    public var event: CaseEvent {
        if case .assigned = outcome { return .assigned }
        return .unrouted
    }

    /// Who has it now: the body that must answer, or the coordinator's desk.
    public var bodyCode: String {
        switch outcome {
        case .assigned(let code, _), .unrouted(let code, _): code
        }
    }

    /// Confidence in the body, or in the category where none was found.
    public var confidence: Double {
        if case .assigned(_, let confidence) = outcome { return confidence }
        return categoryConfidence
    }
}
