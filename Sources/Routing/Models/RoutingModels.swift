import Complaints

/// The models that routing reads with: agency family, top category and klasifikasi, all of one space, so that the
/// features of a text are found once.
package struct RoutingModels: TextReader {
    /// The shipped models by name, and what each tells.
    package static let names = ["agency", "category", "kind"]

    /// Tells agency families apart; the one that corrections improve.
    package let agency: TextClassifier
    private let category: TextClassifier
    private let kind: TextClassifier
    /// Names and versions.
    package let versions: [String]

    /// The given models, which must count features in one space.
    ///
    /// - Throws: `LearningError` when they do not fit each other.
    package init(agency: TextClassifier, category: TextClassifier, kind: TextClassifier) throws(LearningError) {
        self.agency = agency
        self.category = category
        self.kind = kind
        versions = [agency, category, kind].map { "\($0.name)@\($0.version)" }
        guard agency.space == category.space, agency.space == kind.space else {
            throw LearningError("the models \(versions.joined(separator: ", ")) count features differently")
        }
    }

    /// What the models make of a complaint.
    package func read(title: String?, text: String) -> TextReading {
        let text = LearningText(title: title, body: text)
        let features = TextFeatures(of: text, in: agency.space)
        let families = agency.candidates(for: features)
        return TextReading(
            agency: families, category: category.candidates(for: features), kind: kind.candidates(for: features),
            words: families.first.map { agency.evidence(for: $0.label, in: text, features) } ?? [])
    }

    /// The least probability for agency families of which `precision` are right.
    package func agencyThreshold(precision: Double) -> Double { agency.threshold(precision: precision) }

    /// The same for top categories.
    package func categoryThreshold(precision: Double) -> Double { category.threshold(precision: precision) }
}
