import Foundation
import Postgres
package import Shared
package import TLS

/// The address of the store.
package enum DatabaseAddress {
    /// Reads it from the environment, and adds what it lacks of TLS: other machines must prove who they are.
    ///
    /// - Throws: `SettingError` when it is not set, can be no address, or leads to another machine without that proof; it
    ///   repeats nothing of user and password.
    package static func of(_ environment: Environment) throws(SettingError) -> String {
        let url = try environment.required(.databaseURL)
        if let fault = PostgresConnection.fault(in: url) {
            throw SettingError(key: SettingKey.databaseURL.name, reason: fault)
        }
        guard let route = PostgresConnection.route(of: url) else { return url }
        let others = route.isElsewhere && route.hosts == [""] ? ["a service"] : environment.notClear(route.hosts)
        if let mode = route.mode, mode != "verify-full" {
            try environment.refuseCleartext(
                .databaseURL, to: route.isElsewhere ? others : route.hosts, cure: "sslmode=verify-full")
        }
        return PostgresConnection.url(url, adding: try missing(route, others, environment))
    }

    /// The address of another database of the same server. What comes last counts, wherever the address names its own.
    package static func other(_ database: String, than url: String) -> String {
        PostgresConnection.url(url, adding: [("dbname", database)])
    }

    /// The hosts of `url` when it asks for less than the proof of who they are, having said so.
    package static func clearHosts(_ url: String) -> [String] {
        guard let route = PostgresConnection.route(of: url), route.mode != "verify-full" else { return [] }
        return route.hosts
    }

    /// The files by which a session with the store at `url` is opened.
    package static func files(of url: String) -> TLSFiles {
        let route = PostgresConnection.route(of: url)
        return TLSFiles(authorities: route?.authorities, certificate: route?.certificate, key: route?.key)
    }

    /// What `route` does not say and must.
    private static func missing(
        _ route: PostgresConnection.Route, _ others: [String], _ environment: Environment
    ) throws(SettingError) -> [(String, String)] {
        var settings: [(String, String)] = []
        if route.mode == nil, !others.isEmpty { settings.append(("sslmode", "verify-full")) }
        guard route.mode != "disable", route.mode != nil || !others.isEmpty else { return settings }
        let files = try environment.tls(.database)
        if route.authorities == nil, let authorities = files.authorities ?? ofSystem {
            settings.append(("sslrootcert", authorities))
        }
        if route.certificate == nil, route.key == nil, let certificate = files.certificate, let key = files.key {
            settings += [("sslcert", certificate), ("sslkey", key)]
        }
        return settings
    }

    /// Whom the system trusts. libpq looks for a file of its user's own instead, and goes by that where there is one.
    private static var ofSystem: String? {
        let variables = ProcessInfo.processInfo.environment
        let own = "\(variables["HOME"] ?? "")/.postgresql/root.crt"
        guard variables["PGSSLROOTCERT"] == nil, !FileManager.default.fileExists(atPath: own) else { return nil }
        return ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
