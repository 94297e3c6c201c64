/// Why nothing could be learned or read.
package struct LearningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong and what to do.
    package let description: String

    /// An error with its explanation.
    package init(_ description: String) { self.description = description }
}
