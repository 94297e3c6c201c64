package import TLS

extension ManagementAPI {
    /// The files of its TLS; none where it is spoken to in clear.
    ///
    /// - Throws: `SettingError` when one cannot be used, or the address leads to another machine in clear.
    package static func files(_ environment: Environment) throws(SettingError) -> TLSFiles {
        guard let url = environment.text(.managementURL) else { return TLSFiles() }
        if url.lowercased().hasPrefix("https://") { return try environment.tls(.management) }
        try environment.refuseCleartext(.managementURL, url, scheme: "http", cure: "https://")
        return TLSFiles()
    }

    /// The API that the environment names; nil when it names none.
    ///
    /// - Throws: `SettingError`, `TopologyError` `address`.
    package static func of(_ environment: Environment, virtualHost: String) throws -> ManagementAPI? {
        guard let url = environment.text(.managementURL) else { return nil }
        return try ManagementAPI(url: url, virtualHost: virtualHost, tls: try files(environment))
    }
}
