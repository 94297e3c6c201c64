import CCurl
import TLS

/// One request under way: owns the easy handle and everything libcurl points to while it runs.
final class Exchange {
    let easy: UnsafeMutableRawPointer
    let isMail: Bool
    let isMailbox: Bool
    /// Of the connection, when it was opened for this request.
    let handshake: TLSHandshake
    /// Of an HTTP request, where it may go.
    let gate: SocketGate
    private let bodyLimit: Int
    private let upload: [UInt8]
    private var uploaded = 0
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    /// libcurl was about to send the request: for HTTP the request itself, for mail the command MAIL.
    private(set) var wasOffered = false
    /// libcurl wanted to send the request a second time (the reused connection had died) and was stopped.
    private(set) var repetitionWasStopped = false
    /// libcurl learned that the mail ends here, so the final dot may be on its way.
    private(set) var uploadWasEnded = false
    private(set) var body: [UInt8] = []
    private(set) var headers: [HTTPHeader] = []
    private(set) var lastReply: [UInt8] = []
    /// What a mailbox has said.
    private(set) var seen = MailboxLines()
    private(set) var bodyWasCut = false

    init(_ request: TransferRequest, _ environment: ExchangeEnvironment) throws(TransferFailure) {
        try request.check()
        guard let easy = curl_easy_init() else { throw .notStarted }
        self.easy = easy
        handshake = TLSHandshake(request.tls, host: request.host ?? "")
        (isMail, isMailbox, upload, bodyLimit) =
            switch request {
            case .http(let http): (false, false, [], http.bodyLimit)
            case .mail(let mail): (true, false, mail.message, TransferClient.bodyLimit)
            case .mailbox(let mailbox): (false, true, [], mailbox.mostBytes)
            }
        gate =
            if case .http(let http) = request {
                SocketGate(http.peers, environment.sockets)
            } else {
                SocketGate(.any, environment.sockets)
            }
        // From here on deinit cleans up, also when this initialiser throws.
        try prepare(environment)
        try prepare(request.tls)
        switch request {
        case .http(let http): try prepare(http, environment)
        case .mail(let mail): try prepare(mail, environment)
        case .mailbox(let mailbox): try prepare(mailbox, environment)
        }
    }

    deinit {
        curl_easy_cleanup(easy)
        for list in lists { curl_slist_free_all(list) }
    }

    // MARK: Options

    func set(_ option: CURLoption, _ value: Int) throws(TransferFailure) {
        guard ccurl_set_long(easy, option, value) == CURLE_OK else { throw .notStarted }
    }

    func set(_ option: CURLoption, _ value: String) throws(TransferFailure) {
        guard ccurl_set_string(easy, option, value) == CURLE_OK else { throw .notStarted }
    }

    func set(_ option: CURLoption, list values: [String]) throws(TransferFailure) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) ?? list }
        guard let list else { return }
        lists.append(list)
        guard ccurl_set_list(easy, option, list) == CURLE_OK else { throw .notStarted }
    }

    // MARK: What libcurl calls

    private func prepare(_ environment: ExchangeEnvironment) throws(TransferFailure) {
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_PROXY, "")
        // A name server that does not answer must not hold up the other transfers when this one times out.
        try set(CURLOPT_QUICK_EXIT, 1)
        environment.sockets.watch(easy, gate)
        let this = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_PREREQDATA] {
            _ = ccurl_set_pointer(easy, option, this)
        }
        _ = ccurl_set_stream(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, this in
            Exchange.at(this)?.receive(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
        }
        _ = ccurl_set_stream(easy, CURLOPT_HEADERFUNCTION) { bytes, _, count, this in
            Exchange.at(this)?.receive(line: UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
        }
        _ = ccurl_set_stream(easy, CURLOPT_READFUNCTION) { bytes, size, count, this in
            Exchange.at(this)?.send(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        _ = ccurl_set_prerequest(easy) { this, peer, _, _, _ in
            Exchange.at(this)?.mayOffer(to: peer) == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        _ = ccurl_set_pointer(easy, CURLOPT_SSL_CTX_DATA, this)
        _ = ccurl_set_ssl_context(easy) { _, context, this in
            if let context { Exchange.at(this)?.handshake.observe(context) }
            return CURLE_OK
        }
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> Exchange? {
        pointer.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Once only: libcurl would send a POST again, silently, when a reused connection dies without an answer.
    private func mayOffer(to peer: UnsafePointer<CChar>?) -> Bool {
        guard gate.admits(peer) else { return false }
        repetitionWasStopped = wasOffered
        wasOffered = true
        return !repetitionWasStopped
    }

    private func send(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, upload.count - uploaded)
        buffer.copyBytes(from: upload[uploaded..<uploaded + count])
        uploaded += count
        uploadWasEnded = count == 0
        return count
    }

    /// Anything but the whole count makes libcurl end the transfer.
    private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        let room = bodyLimit - body.count
        body.append(contentsOf: bytes.prefix(room))
        bodyWasCut = bytes.count > room
        return min(bytes.count, room)
    }

    private func receive(line: UnsafeRawBufferPointer) -> Int {
        if isMail {
            // After a refusal libcurl says QUIT; 221 answers that.
            if !line.starts(with: "221".utf8) { lastReply = Array(line.prefix(32)) }
        } else if isMailbox {
            seen.note(line)
        } else if line.starts(with: "HTTP/".utf8) {
            // An interim answer (1xx) is followed by the real one.
            headers.removeAll()
        } else if let header = HTTPHeader(line: line) {
            headers.append(header)
        }
        return line.count
    }
}
