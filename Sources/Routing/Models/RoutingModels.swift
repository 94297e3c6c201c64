import Complaints

/// The models that routing reads with: agency family, top category and klasifikasi, all of one space, so that the
/// features of a text are found once.
package struct RoutingModels: TextReader {
    /// The shipped models by name, and what each tells.
    package static let names = ["agency", "category", "kind"]

    /// Agency family, category and klasifikasi, in this order.
    private let reader: ModelReader
    private let agencyThresholds: [TextClassifier.Threshold]
    private let categoryThresholds: [TextClassifier.Threshold]
    /// Names and versions.
    package let versions: [String]

    /// The given models, which must count features in one space.
    ///
    /// - Throws: `LearningError` when they do not fit each other.
    package init(agency: TextClassifier, category: TextClassifier, kind: TextClassifier) throws(LearningError) {
        let models = [agency, category, kind]
        versions = models.map { "\($0.name)@\($0.version)" }
        reader = try ModelReader(models)
        (agencyThresholds, categoryThresholds) = (agency.thresholds, category.thresholds)
    }

    /// What the models make of a complaint.
    package func read(_ text: ComplaintText) -> TextReading {
        let reading = reader.read(LearningText(text))
        let families = reading.candidates(of: 0)
        return TextReading(
            agency: families, category: reading.candidates(of: 1), kind: reading.candidates(of: 2),
            words: families.first.map { reading.evidence(of: 0, for: $0.label) } ?? [])
    }

    /// The least probability for agency families of which `precision` are right.
    package func agencyThreshold(precision: Double) -> Double { agencyThresholds.probability(precision: precision) }

    /// The same for top categories.
    package func categoryThreshold(precision: Double) -> Double { categoryThresholds.probability(precision: precision) }
}
