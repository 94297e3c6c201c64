import Foundation
import Learning
import Routing

/// The classifiers that a command can be given.
enum NamedModel {
    /// The shipped classifier of this name, or the one in this file.
    ///
    /// - Throws: `LearningError`.
    static func classifier(_ name: String) throws -> TextClassifier {
        guard !RoutingModels.names.contains(name) else { return try RoutingModels.shipped(name) }
        guard let data = FileManager.default.contents(atPath: name) else {
            throw Failure(
                .badData, LearningWords.notShipped(name, known: RoutingModels.names.joined(separator: ", ")))
        }
        return try TextClassifier(file: Array(data))
    }
}

/// The models that come with the program.
package enum ShippedModels {
    package static var names: [String] { RoutingModels.names }
}
