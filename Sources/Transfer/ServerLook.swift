import CCurl
package import TLS

/// Whether a server that carries messages is there.
package enum ServerLook {
    /// Connects to the server of `url` (http, https, smtp, smtps, imap, imaps) as messages go to it, with TLS and trust and, of mail, the login;
    /// nothing is sent.
    ///
    /// - Parameter requireTLS: whether mail goes by TLS alone.
    /// - Returns: what is wrong, without address and password; nil: it answers.
    package static func fault(
        of url: String, _ credentials: Credentials? = nil, _ files: TLSFiles = TLSFiles(), requireTLS: Bool = false,
        seconds: Int = 5
    ) -> String? {
        guard let easy = curl_easy_init() else { return "no memory" }
        defer { curl_easy_cleanup(easy) }
        let protection = requireTLS ? CURLUSESSL_ALL : CURLUSESSL_TRY
        for (option, value) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_USE_SSL, Int(protection.rawValue)),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)), (CURLOPT_TIMEOUT, seconds),
            (CURLOPT_CONNECTTIMEOUT, seconds),
        ] {
            _ = ccurl_set_long(easy, option, value)
        }
        var texts = [(CURLOPT_PROXY, ""), (CURLOPT_PROTOCOLS_STR, "http,https,smtp,smtps,imap,imaps")]
        if let authorities = files.authorities { texts.append((CURLOPT_CAINFO, authorities)) }
        if let certificate = files.certificate, let key = files.key {
            texts += [(CURLOPT_SSLCERT, certificate), (CURLOPT_SSLKEY, key), (CURLOPT_KEYPASSWD, "")]
        }
        if let credentials {
            texts += [(CURLOPT_USERNAME, credentials.user), (CURLOPT_PASSWORD, credentials.password)]
        }
        for (option, text) in texts { _ = ccurl_set_string(easy, option, text) }
        if files.authorities != nil { _ = ccurl_set_string(easy, CURLOPT_CAPATH, nil) }
        guard ccurl_set_string(easy, CURLOPT_URL, url) == CURLE_OK else { return "bad address" }
        return words(curl_easy_perform(easy))
    }

    private static func words(_ code: CURLcode) -> String? {
        switch code {
        case CURLE_OK: nil
        case CURLE_COULDNT_RESOLVE_HOST: "its name has no address"
        case CURLE_COULDNT_CONNECT: "it does not answer"
        case CURLE_OPERATION_TIMEDOUT: "it does not answer in time"
        case CURLE_LOGIN_DENIED: "it refuses user or password"
        case CURLE_USE_SSL_FAILED: "it does not offer TLS"
        case CURLE_PEER_FAILED_VERIFICATION: "its certificate is not trusted"
        default: String(cString: curl_easy_strerror(code))
        }
    }
}
