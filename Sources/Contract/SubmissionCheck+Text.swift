import Complaints

extension SubmissionCheck {
    /// A text that must be there, as it is.
    func required(_ value: String, _ field: String, _ limit: Int) throws(Rejection) -> String {
        guard !value.isEmpty else { throw Rejection("field_empty", field: field, "\(field) must not be empty") }
        try checkNUL(value, field)
        try checkLength(value, field, limit)
        return value
    }

    /// A text that must say something after cleaning, and the hash of what was sent.
    func cleaned(_ value: String, _ field: String, _ limit: Int) throws(Rejection) -> (text: String, hash: UInt64) {
        let cleaned = try cleanedPerhapsEmpty(value, field, limit)
        guard !cleaned.text.isEmpty else {
            throw Rejection("field_empty", field: field, "\(field) must say something besides markup and white space")
        }
        return cleaned
    }

    func cleanedPerhapsEmpty(
        _ value: String, _ field: String, _ limit: Int
    ) throws(Rejection) -> (text: String, hash: UInt64) {
        try checkNUL(value, field)
        let cleaned = TextCleaning.cleanAndHash(value)
        try checkLength(cleaned.text, field, limit)
        return (TypedSecrets.masked(cleaned.text), cleaned.hash)
    }

    /// A text that may be missing; nothing but white space counts as missing, and one that cannot be kept is noted.
    func words(_ value: String?, _ field: String, _ limit: Int, _ unread: inout [UnreadField]) -> String? {
        unread.value(value) { text throws(Rejection) in try cleanedIfPresent(text, field, limit) }
    }

    /// Nil when nothing is left. What is removed does not count: letters from mail programs are mostly styles.
    private func cleanedIfPresent(_ value: String, _ field: String, _ limit: Int) throws(Rejection) -> String? {
        try checkNUL(value, field)
        let text = TextCleaning.clean(value)
        try checkLength(text, field, limit)
        return text.isEmpty ? nil : TypedSecrets.masked(text)
    }

    /// U+0000 cannot be stored and means nothing.
    func checkNUL(_ value: String, _ field: String) throws(Rejection) {
        guard !value.hasNUL else {
            throw Rejection("field_nul", field: field, "\(field) must not contain the character U+0000")
        }
    }

    /// Unicode scalar values are counted, as JSON Schema's `maxLength` does.
    func checkLength(_ value: String, _ field: String, _ limit: Int) throws(Rejection) {
        guard value.utf8.count > limit else { return }
        guard value.unicodeScalars.count <= limit else {
            throw Rejection("field_too_long", field: field, "\(field) must be at most \(limit) characters")
        }
    }
}

extension String {
    fileprivate var hasNUL: Bool {
        let bytes = utf8Span.span
        var hasNUL = false
        // To the end: without a way out the compiler looks at many bytes at once.
        for index in bytes.indices { hasNUL = bytes[index] == 0 || hasNUL }
        return hasNUL
    }
}

/// Channel names: `^[a-z0-9][a-z0-9._-]{0,31}$`.
package enum ChannelName {
    package static func isValid(_ name: String) -> Bool {
        guard (1...32).contains(name.utf8.count), let first = name.utf8.first, isAlphanumeric(first) else {
            return false
        }
        return name.utf8.allSatisfy { isAlphanumeric($0) || [0x2E, 0x5F, 0x2D].contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
