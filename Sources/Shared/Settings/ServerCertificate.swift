package import Complaints
import TLS
import Transfer

/// The certificate of a server that a setting names.
package struct ServerCertificate: Sendable {
    /// Such as `LAPOR_SMTP_URL`.
    package var key: SettingKey
    /// Nil: the server does not answer, or not by TLS.
    package var end: Instant?

    /// Those of all servers that are spoken to by TLS, except some.
    package static func all(_ environment: Environment, except told: Set<Transport> = []) -> [ServerCertificate] {
        [Transport.amqp, .management, .smtp, .sms].compactMap { transport in
            guard !told.contains(transport), let url = environment.text(transport.url), speaksTLS(url, environment)
            else { return nil }
            let files = (try? environment.tls(transport)) ?? TLSFiles()
            let end = CertificateLook.end(of: place(of: url), files).map { Instant(microseconds: $0 * 1_000_000) }
            return ServerCertificate(key: transport.url, end: end)
        }
    }

    static func speaksTLS(_ url: String, _ environment: Environment) -> Bool {
        ["amqps://", "https://", "smtps://"].contains { url.hasPrefix($0) }
            || url.hasPrefix("smtp://") && environment.text(.smtpTLS) != "off"
    }

    /// Of several nodes the first; nobody logs in to look at a certificate. Until the handshake is done, one server that speaks
    /// TLS from the first byte on is like another.
    static func place(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" }
        let nodes = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let node = nodes.split(separator: ",").first ?? ""
        guard url.hasPrefix("amqps://") else { return "\(url[..<scheme.upperBound])\(node)" }
        return node.contains(":") ? "https://\(node)" : "https://\(node):5671"
    }
}
