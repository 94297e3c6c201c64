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

    /// Gathers the facts.
    public init(
        title: String? = nil, text: String, kind: String = "pengaduan", locationText: String? = nil,
        regionCode: String? = nil, category: String? = nil, agency: String? = nil, channel: String = "web"
    ) {
        self.title = title
        self.text = text
        self.kind = kind
        self.locationText = locationText
        self.regionCode = regionCode
        self.category = category
        self.agency = agency
        self.channel = channel
    }
}

/// Whose category a decision used.
public enum CategorySource: String, Sendable, CaseIterable {
    /// The citizen's or channel's.
    case given
    /// The classifier's.
    case rules
}

/// Below these a decision is left to a coordinator; 0…1.
public struct RoutingThresholds: Sendable, Equatable {
    /// Least confidence in a category.
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

    /// Makes a decision.
    public init(
        outcome: Outcome, regionCode: String?, categoryCode: String?, categoryConfidence: Double,
        categorySource: CategorySource, reason: String, placeEvidence: [String], supervised: Bool
    ) {
        self.outcome = outcome
        self.regionCode = regionCode
        self.categoryCode = categoryCode
        self.categoryConfidence = categoryConfidence
        self.categorySource = categorySource
        self.reason = reason
        self.placeEvidence = placeEvidence
        self.supervised = supervised
    }
}
