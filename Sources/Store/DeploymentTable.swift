package import Complaints
package import Postgres

/// Table `deployment`: what an installation is and knows of itself, by name.
package enum DeploymentTable {
    package enum Setting: String, Sendable {
        /// Ids and tracking codes are made with it: 32 hexadecimal digits.
        case codeKey = "code_key"
        /// A store for rehearsal has it: the scenario's time, RFC 3339.
        case rehearsalClock = "rehearsal_clock"
        /// Whether a store for rehearsal lets clocks speak; without it they do.
        case rehearsalClocks = "rehearsal_clocks"
        /// Grows with every change of the reference tables.
        case referenceVersion = "reference_version"
        /// The last day on which all bodies were looked at.
        case bodiesWatchedOn = "bodies_watched_on"
    }

    package static func value(
        of setting: Setting, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> String? {
        // Not everybody may see the key.
        try connection.execute(
            setting == .codeKey ? "deployment's key" : "deployment",
            "SELECT value FROM \(setting == .codeKey ? "deployment" : "deployment_state") WHERE name = $1",
            [.text(setting.rawValue)]
        ).first?.text("value")
    }

    /// The installation's key for ids and tracking codes.
    ///
    /// - Throws: `PostgresError`, a fault when the database was not migrated.
    package static func codeKey(_ connection: inout PostgresConnection) throws(PostgresError) -> SipHashKey {
        guard let key = SipHashKey(hex: try value(of: .codeKey, &connection) ?? "") else {
            throw PostgresError(
                .abandoned(.fault), in: "deployment", "no code_key of 32 hexadecimal digits; run 'lapor migrate'")
        }
        return key
    }

    package static func set(
        _ setting: Setting, to value: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "set deployment",
            "INSERT INTO deployment VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
            [.text(setting.rawValue), .text(value)])
    }

    static func count(_ setting: Setting, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "count deployment", "UPDATE deployment SET value = (value::bigint + 1)::text WHERE name = $1",
            [.text(setting.rawValue)])
    }

    /// Makes a store one for rehearsal: it lives by the scenario's time, and its ids and codes are always the same.
    package static func makeRehearsal(_ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try set(.rehearsalClock, to: "1970-01-01T00:00:00Z", &connection)
            try set(.codeKey, to: String(repeating: "0", count: 32), &connection)
        }
    }
}
