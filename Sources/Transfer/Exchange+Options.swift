import CCurl
import TLS

extension Exchange {
    /// Who is trusted, and who we are. libcurl verifies peer and name by itself.
    func prepare(_ files: TLSFiles) throws(TransferFailure) {
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // New connections read the files anew.
        try set(CURLOPT_CA_CACHE_TIMEOUT, 0)
        if let authorities = files.authorities {
            try set(CURLOPT_CAINFO, authorities)
            // In place of the system's, not beside them.
            guard ccurl_set_string(easy, CURLOPT_CAPATH, nil) == CURLE_OK else { throw .notStarted }
        }
        guard let certificate = files.certificate, let key = files.key else { return }
        try set(CURLOPT_SSLCERT, certificate)
        try set(CURLOPT_SSLKEY, key)
        // Without one, a key under a passphrase would make OpenSSL ask on the terminal.
        try set(CURLOPT_KEYPASSWD, "")
    }

    func prepare(_ request: HTTPRequest, _ environment: ExchangeEnvironment) throws(TransferFailure) {
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_URL, request.url)
        try setTimeouts(request.timeout, environment)
        try set(request.credentials)
        if request.credentials != nil, ccurl_set_basic_auth(easy) != CURLE_OK { throw .notStarted }
        try setMethodAndBody(request)
        try set(CURLOPT_HTTPHEADER, list: headerLines(request))
    }

    func prepare(_ request: MailRequest, _ environment: ExchangeEnvironment) throws(TransferFailure) {
        try set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        try set(CURLOPT_URL, request.server)
        try setTimeouts(request.timeout, environment)
        try set(request.credentials)
        try protect(request.requireTLS, environment)
        try set(CURLOPT_MAIL_FROM, request.from)
        try set(CURLOPT_MAIL_RCPT, list: [request.to])
        // No CURLOPT_INFILESIZE: libcurl compares it with the dot-stuffed size. The end is where the callback says.
        try set(CURLOPT_UPLOAD, 1)
    }

    /// STARTTLS, where the server must have it or may.
    func protect(_ isRequired: Bool, _ environment: ExchangeEnvironment) throws(TransferFailure) {
        try set(CURLOPT_USE_SSL, Int((isRequired ? CURLUSESSL_ALL : CURLUSESSL_TRY).rawValue))
        // libcurl 7.88 would take a kept connection in clear for what requires TLS.
        if isRequired, environment.sockets.maySpeakClear { try set(CURLOPT_FRESH_CONNECT, 1) }
        if !isRequired { environment.sockets.maySpeakClear = true }
    }

    func setTimeouts(_ timeout: Duration, _ environment: ExchangeEnvironment) throws(TransferFailure) {
        let whole = timeout.wholeMilliseconds
        try set(CURLOPT_TIMEOUT_MS, whole)
        try set(CURLOPT_CONNECTTIMEOUT_MS, min(whole, environment.connectTimeout.wholeMilliseconds))
        // Seconds; also bounds a QUIT to a peer that no longer answers.
        try set(CURLOPT_SERVER_RESPONSE_TIMEOUT, (whole + 999) / 1000)
    }

    func set(_ credentials: Credentials?) throws(TransferFailure) {
        guard let credentials else { return }
        try set(CURLOPT_USERNAME, credentials.user)
        try set(CURLOPT_PASSWORD, credentials.password)
    }

    private func setMethodAndBody(_ request: HTTPRequest) throws(TransferFailure) {
        if request.body.isEmpty, request.method == "GET" { return }
        if request.body.isEmpty, request.method == "HEAD" { return try set(CURLOPT_NOBODY, 1) }
        try set(CURLOPT_POST, 1)
        try set(CURLOPT_CUSTOMREQUEST, request.method)
        guard ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)) == CURLE_OK else {
            throw .notStarted
        }
        let copied = request.body.withUnsafeBytes { bytes in
            // An empty array has no address, and libcurl would then ask the read callback.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return ccurl_set_string(easy, CURLOPT_COPYPOSTFIELDS, "")
            }
            return ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start))
        }
        guard copied == CURLE_OK else { throw .notStarted }
    }

    private func headerLines(_ request: HTTPRequest) -> [String] {
        // "Name;" is libcurl's way to send an empty value; "Name:" leaves out what it would add by itself.
        var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        lines.append("Expect:")
        if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            lines.append("Content-Type:")
        }
        return lines
    }
}

extension Duration {
    /// Rounded up, at least 1 and at most a day: zero would mean "no limit" to libcurl.
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let day: Int64 = 86_400
        guard seconds < day else { return Int(day * 1000) }
        return max(1, Int(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}

extension HTTPHeader {
    /// A received line, `Name: value CRLF`; nil for the empty line at the end.
    init?(line: UnsafeRawBufferPointer) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var value = line[(colon + 1)...]
        while let first = value.first, first <= 0x20 { value.removeFirst() }
        while let last = value.last, last <= 0x20 { value.removeLast() }
        self.init(name: String(decoding: line[..<colon], as: UTF8.self), value: String(decoding: value, as: UTF8.self))
    }
}
