/// An optional field that could not be read, or not all of it: the report is stored without it, and what was sent is kept
/// with the identity, because it may be personal.
package struct UnreadField: Sendable, Equatable {
    /// Which field, and why it could not be read.
    package var rejection: Rejection
    /// What was sent, as JSON.
    package var sent: [UInt8]

    package init(_ rejection: Rejection, sent: [UInt8]) {
        self.rejection = rejection
        self.sent = sent
    }

    /// - Parameter text: a string that was sent.
    init(_ rejection: Rejection, text: String) {
        var json = JSONText(capacity: text.utf8.count + 2)
        json.string(text)
        self.init(rejection, sent: json.bytes)
    }

    /// The name of the field, such as `reporter.phone`.
    package var field: String { rejection.field ?? "" }
}

extension [UnreadField] {
    /// What an optional field says; nil when it is missing, empty, or cannot be read, which is noted.
    mutating func value<Value>(
        _ sent: String?, _ read: (String) throws(Rejection) -> Value?
    ) -> Value? {
        guard let sent, !sent.isEmpty else { return nil }
        do throws(Rejection) {
            return try read(sent)
        } catch {
            append(UnreadField(error, text: sent))
            return nil
        }
    }
}
