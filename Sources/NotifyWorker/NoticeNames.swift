import Complaints

/// The names that a notice may speak of; nil where there is none.
struct NoticeNames: Sendable, Equatable {
    /// The body that the event is about.
    var body: String?
    /// The body that holds the case for it.
    var holder: String?
    /// Who did it: a body, or a desk above it.
    var actor: String?
    /// Who had the case until then.
    var former: String?
    /// Whom it is handed up to.
    var level: String?

    /// Septets that a name may take in an SMS.
    static let longest = 40

    /// The same as they fit an SMS.
    var brief: NoticeNames {
        func brief(_ name: String?) -> String? { name.map { BriefName.of($0, limit: Self.longest) } }
        return NoticeNames(
            body: brief(body), holder: brief(holder), actor: brief(actor), former: brief(former),
            level: brief(level))
    }
}
