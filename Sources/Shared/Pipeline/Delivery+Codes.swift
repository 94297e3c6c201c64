package import Rabbit

extension Delivery {
    /// Of which key the tracking code was made that whoever took the report has told already. Replaying keeps it.
    package static let codesHeader = "lapor-codes"

    /// What that header says; nil when nobody has told a code.
    package var codesMark: String? {
        guard !properties.headers.isEmpty else { return nil }
        return properties.headers[Self.codesHeader]?.text
    }
}
