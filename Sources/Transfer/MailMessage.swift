package enum MailMessageError: Error, Sendable, Equatable {
    /// CR, LF or NUL in the value of this header: it could begin another header.
    case lineBreak(header: String)
    /// Not `local@domain` in printable ASCII, in this header.
    case notAnAddress(header: String)
    /// The name of an extra header has other characters than RFC 9110's token, or it is one that `MailMessage` writes.
    case badHeaderName
}

/// A mail address with the name shown beside it.
package struct MailAddress: Sendable, Equatable {
    /// The name shown to the reader, in any script.
    package var name: String?
    /// `local@domain` in ASCII.
    package var address: String

    package init(_ address: String, name: String? = nil) {
        self.address = address
        self.name = name
    }
}

/// A text mail as RFC 5322 and MIME want it: ASCII only, lines ended by CRLF, none over 78 bytes unless a single
/// address or identifier is longer.
package struct MailMessage: Sendable, Equatable {
    /// The bytes to hand to the server (before dot stuffing, which the transfer does).
    package let bytes: [UInt8]

    /// Writes the mail.
    /// - Parameters:
    ///   - date: seconds since 1970-01-01 UTC, written in UTC; RFC 5322 has years from 1900 to 9999.
    ///   - messageID: `unique@domain`, with or without angle brackets.
    ///   - text: plain text; line breaks of any kind become CRLF.
    ///   - references: numbers of mails with which it makes one thread, `unique@domain`.
    ///   - headers: further headers, for example `Auto-Submitted: auto-generated` (RFC 3834).
    package init(
        from: MailAddress, to: MailAddress, subject: String, date: Int64, messageID: String, text: String,
        references: [String] = [], headers: [(String, String)] = []
    ) throws(MailMessageError) {
        var lines = [
            try Self.line("From", from),
            try Self.line("To", to),
            try Self.line("Subject", subject),
            "Date: " + MailDate.text(date),
            "Message-ID: " + (try Self.identifier(messageID, in: "Message-ID")),
        ]
        if !references.isEmpty {
            let all = try references.map { (one) throws(MailMessageError) in try Self.identifier(one, in: "References")
            }
            lines.append("References: " + all.joined(separator: "\r\n "))
        }
        for (name, value) in headers { lines.append(try Self.extraLine(name, value)) }
        let encoding = TransferEncoding.best(for: text)
        lines.append("MIME-Version: 1.0")
        lines.append("Content-Type: text/plain; charset=utf-8")
        lines.append("Content-Transfer-Encoding: \(encoding.rawValue)")
        bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + encoding.encode(text)
    }

    private static func line(_ header: String, _ address: MailAddress) throws(MailMessageError) -> String {
        guard address.address.isOneLine, address.name?.isOneLine ?? true else { throw .lineBreak(header: header) }
        guard address.address.isMailAddress else { throw .notAnAddress(header: header) }
        guard let name = address.name, !name.isEmpty else { return "\(header): \(address.address)" }
        // On a line of its own the address cannot make the name's line too long.
        return "\(header): \(EncodedWords.phrase(name, after: header))\r\n <\(address.address)>"
    }

    private static func line(_ header: String, _ value: String) throws(MailMessageError) -> String {
        guard value.isOneLine else { throw .lineBreak(header: header) }
        return "\(header): \(EncodedWords.text(value, after: header))"
    }

    private static func identifier(_ identifier: String, in header: String) throws(MailMessageError) -> String {
        guard identifier.isOneLine else { throw .lineBreak(header: header) }
        let isWrapped = identifier.hasPrefix("<") && identifier.hasSuffix(">")
        let inner = isWrapped ? String(identifier.dropFirst().dropLast()) : identifier
        guard inner.isMailAddress else { throw .notAnAddress(header: header) }
        return "<\(inner)>"
    }

    private static let ownHeaders: Set<String> = [
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding",
        "references",
    ]

    private static func extraLine(_ name: String, _ value: String) throws(MailMessageError) -> String {
        guard name.isToken, name.utf8.count <= 40, !ownHeaders.contains(name.lowercased()) else {
            throw .badHeaderName
        }
        return try line(name, value)
    }
}
