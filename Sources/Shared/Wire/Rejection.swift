/// Why a message can never succeed. Stable code, sentence for people; never the value itself.
public struct Rejection: Error, Sendable, Equatable {
    /// Stable, for programs: `field_missing`.
    public var code: String
    /// The field at fault, such as `reporter.phone`.
    public var field: String?
    /// A sentence: what is wrong and what to do.
    public var reason: String

    /// A rejection with its code and sentence.
    public init(_ code: String, field: String? = nil, _ reason: String) {
        self.code = code
        self.field = field
        self.reason = reason
    }
}
