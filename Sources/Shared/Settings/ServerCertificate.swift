package import Complaints
import Transfer

/// The certificate of a server that a setting names.
package struct ServerCertificate: Sendable {
    /// Such as `LAPOR_SMTP_URL`.
    package var key: SettingKey
    /// Nil: the server does not answer, or not by TLS.
    package var end: Instant?

    /// Those of all servers that are spoken to by TLS.
    package static func all(_ environment: Environment) -> [ServerCertificate] {
        [SettingKey.managementURL, .smtpURL, .smsURL].compactMap { key in
            guard let url = environment.text(key), speaksTLS(url, environment) else { return nil }
            let end = CertificateLook.end(of: withoutLogin(url)).map { Instant(microseconds: $0 * 1_000_000) }
            return ServerCertificate(key: key, end: end)
        }
    }

    static func speaksTLS(_ url: String, _ environment: Environment) -> Bool {
        url.hasPrefix("https://") || url.hasPrefix("smtps://")
            || url.hasPrefix("smtp://") && environment.text(.smtpTLS) != "off"
    }

    /// Of several nodes the first; nobody logs in to look at a certificate.
    static func withoutLogin(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" }
        let nodes = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return "\(url[..<scheme.upperBound])\(nodes.split(separator: ",").first ?? "")"
    }
}
