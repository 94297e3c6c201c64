import CCurl
import TLS

extension Exchange {
    /// What libcurl's result means, with what was seen on the way.
    func outcome(of code: CURLcode) -> TransferOutcome {
        if isMailbox { return mailboxOutcome(of: code) }
        let reply = ccurl_response_code(easy)
        if code == CURLE_OK { return isMail ? .mailAccepted(code: reply) : answer(reply) }
        if bodyWasCut { return answer(reply) }
        if gate.hasRefused, !wasOffered { return .failed(.forbiddenPeer) }
        let reason = handshake.wasRefused ? .tls : reason(of: code)
        if isMail, (400..<600).contains(reply), reason.leavesTheReplyInForce { return refusal(reply) }
        let fault = distrust(code)
        return .failed(
            TransferFailure(
                reason: reason,
                // Who is turned away at the door has been heard by nobody inside.
                beforeRequestWasSent: isMail ? !uploadWasEnded : !wasOffered || handshake.wasRefused,
                message: fault.map { "not trusted, \($0)" } ?? String(cString: curl_easy_strerror(code)), fault: fault))
    }

    /// Why one side did not trust the other, when that is what `code` means.
    private func distrust(_ code: CURLcode) -> TLSFault? {
        if let fault = handshake.fault { return fault }
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION: return handshake.otherName
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: return handshake.fileFault
        default: return nil
        }
    }

    private func reason(of code: CURLcode) -> TransferFailure.Reason {
        if repetitionWasStopped { return .connectionLost }
        let reason = TransferFailure.Reason(code)
        // libcurl calls an answer that is no HTTP/1 an "unsupported protocol", as it does a bad URL.
        return wasOffered && reason == .invalidRequest ? .protocol : reason
    }

    private func answer(_ status: Int) -> TransferOutcome {
        .http(status: status, body: body, headers: headers)
    }

    private func refusal(_ code: Int) -> TransferOutcome {
        let stage = uploadWasEnded ? "message" : wasOffered ? "envelope" : "session"
        let enhanced = enhancedStatus.map { " \($0)" } ?? ""
        let permanent = code >= 500 && wasOffered && !Self.sessionCodes.contains(code)
        return .mailRefused(code: code, permanent: permanent, message: "\(stage) refused: \(code)\(enhanced)")
    }

    /// Login wanted, too weak, wrong or unencrypted (RFC 4954 section 6): about the session, not about the mail.
    private static let sessionCodes: Set<Int> = [530, 534, 535, 538]

    /// `5.1.1` of `550 5.1.1 text` (RFC 3463). The text itself often repeats the recipient, so it stays out.
    private var enhancedStatus: String? {
        let word = lastReply.dropFirst(4).prefix { $0 > 0x20 }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isStatus =
            parts.count == 3
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
            }
        return isStatus ? String(decoding: word, as: UTF8.self) : nil
    }
}

extension TransferFailure {
    static let notStarted = TransferFailure(
        reason: .other, beforeRequestWasSent: true, message: "The transfer could not be set up")

    static let forbiddenPeer = TransferFailure(
        reason: .peer, beforeRequestWasSent: true, message: "The address is none that may be called")

    static func invalid(_ message: String) -> TransferFailure {
        TransferFailure(reason: .invalidRequest, beforeRequestWasSent: true, message: message)
    }
}

extension TransferFailure.Reason {
    init(_ code: CURLcode) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .resolve
        case CURLE_COULDNT_CONNECT: self = .connect
        case CURLE_OPERATION_TIMEDOUT: self = .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
            self = .tls
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SEND_FAIL_REWIND:
            self = .connectionLost
        case CURLE_WEIRD_SERVER_REPLY, CURLE_LOGIN_DENIED, CURLE_REMOTE_ACCESS_DENIED:
            self = .protocol
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: self = .invalidRequest
        default: self = .other
        }
    }

    /// libcurl keeps the last reply's number: after a timeout or a TLS failure it is an older reply.
    fileprivate var leavesTheReplyInForce: Bool { self != .timeout && self != .tls }
}
