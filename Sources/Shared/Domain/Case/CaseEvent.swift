/// What happened to a case, as told to the other parts of the pipeline.
public enum CaseEvent: String, Hashable, CaseIterable, Sendable {
    /// Stored for the first time.
    case registered
    /// Given to a body (disposisi).
    case assigned
    /// No body found by rule; the coordinator (Admin Koordinator) decides.
    case unrouted
    /// The body says that it is not its business (bukan wewenang).
    case refused

    /// The name of the event in messages and their routing: "complaint.registered".
    public var routingKey: String {
        switch self {
        case .registered: "complaint.registered"
        case .assigned: "complaint.assigned"
        case .unrouted: "complaint.unrouted"
        case .refused: "complaint.refused"
        }
    }

    /// Where a case stands after the event.
    public var status: CaseStatus {
        switch self {
        case .registered, .unrouted, .refused: .belumTerverifikasi
        case .assigned: .belumDitindaklanjuti
        }
    }

    /// Whether a body must be found now.
    public var asksForRouting: Bool { self == .registered || self == .refused }

    /// The event of a routing key; nil for keys of other events.
    public init?(routingKey: some StringProtocol) {
        guard let event = Self.allCases.first(where: { $0.routingKey == routingKey }) else { return nil }
        self = event
    }
}
