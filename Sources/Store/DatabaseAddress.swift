import Postgres
package import Shared

/// The address of the store.
package enum DatabaseAddress {
    /// Reads it from the environment.
    ///
    /// - Throws: `SettingError` when it is not set or can be no address; it repeats nothing of it.
    package static func of(_ environment: Environment) throws(SettingError) -> String {
        let url = try environment.required(.databaseURL)
        if let fault = PostgresConnection.fault(in: url) {
            throw SettingError(key: SettingKey.databaseURL.name, reason: fault)
        }
        return url
    }
}
