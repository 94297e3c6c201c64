import CCurl
import TLS

extension Exchange {
    func prepare(_ request: MailboxRequest, _ environment: ExchangeEnvironment) throws(TransferFailure) {
        try set(CURLOPT_PROTOCOLS_STR, "imap,imaps")
        try set(CURLOPT_URL, request.url)
        try setTimeouts(request.timeout, environment)
        try set(request.credentials)
        try protect(request.requireTLS, environment)
        if let words = request.words { try set(CURLOPT_CUSTOMREQUEST, words) }
    }

    /// What a mailbox answered, or why it did not.
    func mailboxOutcome(of code: CURLcode) -> TransferOutcome {
        // A server that sends more than it is asked for: the head of the mail is there.
        if bodyWasCut { return .mailbox(seen.answer(bytes: body)) }
        switch code {
        case CURLE_OK: return .mailbox(seen.answer(bytes: body))
        // Also of a mail that is gone: nobody has this number under this validity.
        case CURLE_REMOTE_FILE_NOT_FOUND: return .mailboxRefused(.gone)
        case CURLE_QUOTE_ERROR: return .mailboxRefused(.refused(seen.refusal))
        default:
            let reason = handshake.wasRefused ? TransferFailure.Reason.tls : TransferFailure.Reason(code)
            return .failed(
                TransferFailure(
                    reason: reason, beforeRequestWasSent: false, message: String(cString: curl_easy_strerror(code)),
                    fault: handshake.fault))
        }
    }
}

/// What is kept of the lines that a mailbox says.
struct MailboxLines {
    private(set) var count: Int?
    private(set) var validity: UInt32?
    /// The code of the last line that refuses something, such as `TRYCREATE`.
    private(set) var refusal: String?

    mutating func note(_ line: UnsafeRawBufferPointer) {
        let words = String(decoding: line.prefix(120), as: UTF8.self).split { " \r\n".contains($0) }
        guard words.count >= 3 else { return }
        if words[0] == "*", words[2] == "EXISTS" { count = Int(words[1]) }
        if words[0] == "*", words[2] == "[UIDVALIDITY", words.count > 3 {
            validity = UInt32(words[3].prefix { $0.isNumber })
        }
        if words[1] == "NO" || words[1] == "BAD" {
            refusal = words[2].hasPrefix("[") ? String(words[2].dropFirst().prefix { $0.isLetter }) : nil
        }
    }

    func answer(bytes: [UInt8]) -> MailboxAnswer { MailboxAnswer(bytes: bytes, count: count, validity: validity) }
}
