import CPostgres
import Glibc
import TLS

/// Encrypted connections: what an address asks for, what it lacks, and why two sides do not trust each other.
extension PostgresConnection {
    /// What a connection string says of where the server is and how it is spoken to.
    package struct Route: Sendable, Equatable {
        /// Names, addresses and folders of sockets; empty strings for libpq's own default, a socket of this machine.
        package var hosts: [String] = []
        /// libpq's `sslmode`; nil: not said.
        package var mode: String?
        package var authorities: String?
        package var certificate: String?
        package var key: String?
        /// Whether hosts stand in a file of services, which is not read here.
        package var isElsewhere = false
    }

    /// Reads a connection string; nil when it is none.
    package static func route(of url: String) -> Route? {
        guard let options = PQconninfoParse(url, nil) else { return nil }
        defer { PQconninfoFree(options) }
        let values = settings(options)
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        // libpq connects to hostaddr when both are there, and verifies the name.
        let places = values["hostaddr"] ?? values["host"] ?? variable("PGHOSTADDR") ?? variable("PGHOST") ?? ""
        return Route(
            hosts: places.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
            mode: values["sslmode"], authorities: values["sslrootcert"], certificate: values["sslcert"],
            key: values["sslkey"], isElsewhere: (values["service"] ?? variable("PGSERVICE")) != nil)
    }

    /// `url` with further settings of libpq, none of which it may have yet.
    package static func url(_ url: String, adding settings: [(String, String)]) -> String {
        guard !settings.isEmpty else { return url }
        guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            let pairs = settings.map { name, value in
                "\(name)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
            }
            return ([url] + pairs).joined(separator: " ")
        }
        let query = settings.map { "\($0)=\(escaped($1))" }.joined(separator: "&")
        guard url.contains("?") else { return "\(url)?\(query)" }
        return url.hasSuffix("?") || url.hasSuffix("&") ? url + query : "\(url)&\(query)"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || "-._~/".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static func settings(_ options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val, value.pointee != 0 {
                values[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return values
    }

    /// The files that an attempt was made with.
    static func files(of handle: OpaquePointer) -> TLSFiles {
        guard let options = PQconninfo(handle) else { return TLSFiles() }
        defer { PQconninfoFree(options) }
        let values = settings(options)
        return TLSFiles(authorities: values["sslrootcert"], certificate: values["sslcert"], key: values["sslkey"])
    }

    /// Why nobody was trusted of those who answered, and who it was; nil when something else failed, with one of them at least.
    ///
    /// libpq says "certificate verify failed" of all that is wrong with a certificate, so the server is asked once more.
    static func distrust(in message: String, _ files: TLSFiles) -> (TLSFault, String)? {
        let attempts = message.split(separator: "\n").filter { $0.hasPrefix("connection to server ") }
        guard let first = attempts.first, attempts.allSatisfy(isAboutTrust),
            let place = first.firstMatch(
                of: /^connection to server at "([^"]*)"(?: \([^)]*\))?, port (\d+) failed: (.*)$/)
        else { return nil }
        let (host, port, words) = (String(place.1), String(place.2), String(place.3))
        if words.contains("valid client certificate") { return (.wantsCertificate, "\(host):\(port)") }
        let fault = TLSLook.postgres(host: host, port: port, files)
        // A server that is in order by now is one to try again.
        return (fault ?? .unfit(words), "\(host):\(port)")
    }

    private static func isAboutTrust(_ attempt: Substring) -> Bool {
        ["SSL error:", "certificate", "private key file", "server does not support SSL"].contains {
            attempt.contains($0)
        }
    }
}
