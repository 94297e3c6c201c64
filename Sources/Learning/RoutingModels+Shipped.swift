import Foundation
package import Routing

extension RoutingModels {
    /// The shipped models, with those of `replacing` in the place of their namesakes.
    ///
    /// - Throws: `LearningError` when a shipped file is damaged or a replacement does not fit the others.
    package init(replacing others: [TextClassifier] = []) throws(LearningError) {
        func model(_ name: String) throws(LearningError) -> TextClassifier {
            if let other = others.first(where: { $0.name == name }) { return other }
            return try Self.shipped(name)
        }
        try self.init(agency: model("agency"), category: model("category"), kind: model("kind"))
    }

    /// A model that comes with the program.
    ///
    /// - Throws: `LearningError` when there is none of this name.
    package static func shipped(_ name: String) throws(LearningError) -> TextClassifier {
        let path = Bundle.module.path(forResource: name, ofType: "model", inDirectory: "Models")
        guard names.contains(name), let path, let data = FileManager.default.contents(atPath: path) else {
            throw LearningError("there is no model \(name); shipped are \(names.joined(separator: ", "))")
        }
        return try TextClassifier(file: Array(data))
    }
}
