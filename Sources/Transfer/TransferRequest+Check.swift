extension TransferRequest {
    /// Refuses what could smuggle a second header, command or mail into the connection.
    func check() throws(TransferFailure) {
        switch self {
        case .http(let request): try request.check()
        case .mail(let request): try request.check()
        case .mailbox(let request): try request.check()
        }
    }
}

extension HTTPRequest {
    fileprivate func check() throws(TransferFailure) {
        guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw .invalid("The method is not a word of capital letters")
        }
        for header in headers {
            guard header.name.isToken else { throw .invalid("A header's name is not a token") }
            guard header.value.isOneLine else { throw .invalid("A header's value has a line break or NUL") }
        }
        guard url.isOneLine else { throw .invalid("The URL has a line break or NUL") }
        try credentials?.check()
    }
}

extension MailRequest {
    fileprivate func check() throws(TransferFailure) {
        guard server.isOneLine else { throw .invalid("The server's URL has a line break or NUL") }
        guard from.isEmpty || from.isMailAddress else { throw .invalid("The sender is not a mail address") }
        guard to.isMailAddress else { throw .invalid("The recipient is not a mail address") }
        guard message.hasOnlyCRLFLineBreaks else { throw .invalid("The message has a bare CR or LF") }
        try credentials?.check()
    }
}

extension Credentials {
    func check() throws(TransferFailure) {
        guard user.isOneLine, password.isOneLine else { throw .invalid("The credentials have a line break or NUL") }
    }
}

extension String {
    /// No CR, LF or NUL. Looks at bytes: for Swift, CRLF is one Character that equals neither.
    var isOneLine: Bool { utf8.allSatisfy { $0 != 0x0D && $0 != 0x0A && $0 != 0 } }

    /// A field name (RFC 9110 section 5.6.2); also serves for mail headers (RFC 5322 section 2.2 is wider).
    var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    /// `local@domain` in printable ASCII, without blanks, brackets, commas or quotes, at most 254 bytes (RFC 5321
    /// section 4.5.3.1).
    var isMailAddress: Bool {
        let bytes = utf8
        guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        guard at != bytes.startIndex, bytes.index(after: at) != bytes.endIndex else { return false }
        return bytes.allSatisfy { (0x21...0x7E).contains($0) && !"<>(),;:\\\"".utf8.contains($0) }
            && !bytes[..<at].contains(UInt8(ascii: "@"))
    }
}

extension [UInt8] {
    /// A bare CR or LF is read differently by different servers, so a text could end the mail and begin another.
    fileprivate var hasOnlyCRLFLineBreaks: Bool {
        var afterCR = false
        for byte in self {
            guard afterCR == (byte == 0x0A) else { return false }
            afterCR = byte == 0x0D
        }
        return !afterCR
    }
}
