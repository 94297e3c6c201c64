import Foundation
import Shared

/// The classifiers that come with the program.
enum ShippedModels {
    static let names = ["agency", "category"]

    /// The shipped classifier of this name, or the one in this file.
    ///
    /// - Throws: `LearningError`.
    static func classifier(_ name: String) throws -> TextClassifier {
        let path =
            names.contains(name) ? Bundle.module.path(forResource: name, ofType: "model", inDirectory: "Models") : name
        guard let path, let data = FileManager.default.contents(atPath: path) else {
            throw LearningError("there is no classifier \(name); shipped are \(names.joined(separator: ", "))")
        }
        return try TextClassifier(file: Array(data))
    }
}
