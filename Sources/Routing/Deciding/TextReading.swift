package import Complaints

/// What trained models make of a text. The likeliest stands first everywhere.
package struct TextReading: Sendable, Equatable {
    /// Agency families: what kind of body answers it.
    package var agency: [ClassCandidate]
    /// Top categories, by the names of the official tree.
    package var category: [ClassCandidate]
    /// Klasifikasi laporan as verifiers set it; advice for them, never a reason to route.
    package var kind: [ClassCandidate]
    /// The citizen's words that decided the agency family. They may be personal: they stay in the database.
    package var words: [String]

    package init(
        agency: [ClassCandidate] = [], category: [ClassCandidate] = [], kind: [ClassCandidate] = [],
        words: [String] = []
    ) {
        self.agency = agency
        self.category = category
        self.kind = kind
        self.words = words
    }
}

/// Reads complaints with trained models.
package protocol TextReader: Sendable {
    /// Names and versions of the models, such as `agency@1f2e3d4c`.
    var versions: [String] { get }
    /// What the models make of a complaint.
    func read(_ text: ComplaintText) -> TextReading
    /// The least probability for agency families of which `precision` are right; above 1 when there is none.
    func agencyThreshold(precision: Double) -> Double
    /// The same for top categories.
    func categoryThreshold(precision: Double) -> Double
}
