import CCurl
package import TLS

/// When the certificates of a server run out.
package enum CertificateLook {
    /// Asks the server of `url` (https, smtps, or smtp with STARTTLS) for its certificates, and sends it nothing. A certificate
    /// that is not trusted, or ran out, is looked at as well.
    ///
    /// - Parameter files: shown to a server that wants to see a certificate.
    /// - Returns: seconds since 1970 at which the first of the chain runs out; nil when there is no answer, or no TLS.
    package static func end(of url: String, _ files: TLSFiles = TLSFiles(), seconds: Int = 5) -> Int64? {
        guard let easy = curl_easy_init() else { return nil }
        defer { curl_easy_cleanup(easy) }
        for (option, value) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_CERTINFO, 1), (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_SSL_VERIFYPEER, 0),
            (CURLOPT_SSL_VERIFYHOST, 0), (CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)), (CURLOPT_TIMEOUT, seconds),
            (CURLOPT_CONNECTTIMEOUT, seconds),
        ] {
            _ = ccurl_set_long(easy, option, value)
        }
        _ = ccurl_set_string(easy, CURLOPT_PROXY, "")
        if let certificate = files.certificate, let key = files.key {
            _ = ccurl_set_string(easy, CURLOPT_SSLCERT, certificate)
            _ = ccurl_set_string(easy, CURLOPT_SSLKEY, key)
            _ = ccurl_set_string(easy, CURLOPT_KEYPASSWD, "")
        }
        _ = ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "https,smtp,smtps")
        guard ccurl_set_string(easy, CURLOPT_URL, url) == CURLE_OK, curl_easy_perform(easy) == CURLE_OK else {
            return nil
        }
        let end = ccurl_certificate_end(easy)
        return end < 0 ? nil : Int64(end)
    }
}
