package import Rabbit
package import TLS

/// What every worker needs to know. `SettingKey.worker` lists the variables.
package struct WorkerSettings: Sendable {
    package var broker: RabbitAddress
    /// The database, as libpq reads it. May hold a password: never print it.
    package var databaseURL: String
    /// The files of the database's TLS, as far as `databaseURL` goes by settings.
    package var databaseTLS = TLSFiles()
    package var managementURL: String?
    package var managementTLS: TLSFiles
    package var lanes: Int
    package var batchSize: Int
    /// Milliseconds to wait for a fuller batch.
    package var batchLinger: Int
    /// Unsettled deliveries per lane; nil for the worker's own default.
    package var prefetch: Int?
    package var heartbeat: Int
    /// Seconds that an alarm may hold publishers back before a lane goes on without publishing.
    package var spillSeconds: Int
    package var opsPort: Int?
    package var opsHost: String
    package var logLevel: String

    /// Reads the environment.
    ///
    /// - Throws: `SettingError` naming the variable.
    package init(_ environment: Environment) throws(SettingError) {
        try environment.checkSecrets()
        broker = try BrokerAddress.of(environment)
        databaseURL = try environment.required(.databaseURL)
        managementURL = environment.text(.managementURL)
        managementTLS = try ManagementAPI.files(environment)
        lanes = try environment.number(.lanes, in: 1...64, default: 1)
        batchSize = try environment.number(.batchSize, in: 1...5000, default: 500)
        batchLinger = try environment.number(.batchLinger, in: 0...1000, default: 0)
        prefetch =
            environment.text(.prefetch) == nil
            ? nil : try environment.number(.prefetch, in: 1...65_535, default: 1)
        heartbeat = try environment.number(.heartbeat, in: 1...600, default: 15)
        spillSeconds = try environment.number(.spill, in: 0...3600, default: 30)
        opsPort =
            environment.text(.opsPort) == nil ? nil : try environment.number(.opsPort, in: 0...65_535, default: 0)
        opsHost = environment.text(.opsHost) ?? "127.0.0.1"
        logLevel = try environment.choice(
            .logLevel, of: ["trace", "debug", "info", "notice", "warning", "error", "critical"], default: "info")
    }

    /// Files by which lasting connections are made.
    package var tlsFiles: [TLSFiles] { [broker.tls ?? TLSFiles(), databaseTLS] }

    /// The management API; nil without its address.
    ///
    /// - Throws: `TopologyError` `address` when the address is none.
    package func management() throws(TopologyError) -> ManagementAPI? {
        guard let managementURL else { return nil }
        return try ManagementAPI(url: managementURL, virtualHost: broker.virtualHost, tls: managementTLS)
    }
}
