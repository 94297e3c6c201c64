import Foundation

/// The models that routing reads with: agency family, top category and klasifikasi, all of one space, so that the
/// features of a text are found once.
public struct RoutingModels: TextReader {
    /// The shipped models by name, and what each tells.
    public static let names = ["agency", "category", "kind"]

    /// Tells agency families apart; the one that corrections improve.
    public let agency: TextClassifier
    private let category: TextClassifier
    private let kind: TextClassifier
    /// Names and versions.
    public let versions: [String]

    /// The shipped models, with those of `replacing` in the place of their namesakes.
    ///
    /// - Throws: `LearningError` when a shipped file is damaged or a replacement does not fit the others.
    public init(replacing others: [TextClassifier] = []) throws(LearningError) {
        func model(_ name: String) throws(LearningError) -> TextClassifier {
            if let other = others.first(where: { $0.name == name }) { return other }
            return try Self.shipped(name)
        }
        agency = try model("agency")
        category = try model("category")
        kind = try model("kind")
        versions = [agency, category, kind].map { "\($0.name)@\($0.version)" }
        guard agency.space == category.space, agency.space == kind.space else {
            throw LearningError("the models \(versions.joined(separator: ", ")) count features differently")
        }
    }

    /// A model that comes with the program.
    ///
    /// - Throws: `LearningError` when there is none of this name.
    public static func shipped(_ name: String) throws(LearningError) -> TextClassifier {
        let path = Bundle.module.path(forResource: name, ofType: "model", inDirectory: "Models")
        guard names.contains(name), let path, let data = FileManager.default.contents(atPath: path) else {
            throw LearningError("there is no model \(name); shipped are \(names.joined(separator: ", "))")
        }
        return try TextClassifier(file: Array(data))
    }

    /// What the models make of a complaint.
    public func read(title: String?, text: String) -> TextReading {
        let text = LearningText(title: title, body: text)
        let features = TextFeatures(of: text, in: agency.space)
        let families = agency.candidates(for: features)
        return TextReading(
            agency: families, category: category.candidates(for: features), kind: kind.candidates(for: features),
            words: families.first.map { agency.evidence(for: $0.label, in: text, features) } ?? [])
    }

    /// The least probability for agency families of which `precision` are right.
    public func agencyThreshold(precision: Double) -> Double { agency.threshold(precision: precision) }

    /// The same for top categories.
    public func categoryThreshold(precision: Double) -> Double { category.threshold(precision: precision) }
}
