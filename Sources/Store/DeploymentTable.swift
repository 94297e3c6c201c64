package import Complaints
package import Postgres
package import Shared

/// Table `deployment`: what an installation is and knows of itself, by name.
package enum DeploymentTable {
    package enum Setting: String, Sendable {
        /// Ids and tracking codes were made with it before its key lay in a file, and are in a store for rehearsal: 32 hexadecimal digits.
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

    /// What the store itself has of keys of codes.
    package struct OwnCodes: Sendable {
        /// Nil: it lies in a file.
        package var key: SipHashKey?
        /// Whether ids and codes are the same in every rehearsal, whatever files there are.
        package var isRehearsal: Bool

        /// The store's own key beside those of the files: what it made is known as long as it is there.
        func codes(_ keys: CaseKeys) throws(PostgresError) -> CodeKeys {
            if isRehearsal, let key { return CodeKeys(key) }
            if let file = keys.codes { return key.map(file.knowing) ?? file }
            guard let key else {
                throw PostgresError(
                    .abandoned(.locked), in: "deployment",
                    "\(SettingKey.codesKeyFile.name) is not set; 'lapor keys new' makes the file")
            }
            return CodeKeys(key)
        }

        /// - Throws: `StageFailure` `locked` when there is no key of codes.
        package func hashes(_ keys: CaseKeys) throws(StageFailure) -> PersonalHashes {
            do throws(PostgresError) {
                return PersonalHashes(codes: try codes(keys), search: keys.search)
            } catch {
                throw StageFailure(error)
            }
        }
    }

    package static func ownCodes(_ connection: inout PostgresConnection) throws(PostgresError) -> OwnCodes {
        let values: [String: String] = try connection.execute(
            "keys of codes",
            "SELECT name, value FROM deployment WHERE name IN ('code_key', 'rehearsal_clock')"
        ).reduce(into: [:]) { $0[$1.text("name")] = $1.text("value") }
        return OwnCodes(
            key: values[Setting.codeKey.rawValue].flatMap(SipHashKey.init(hex:)),
            isRehearsal: values[Setting.rehearsalClock.rawValue] != nil)
    }

    /// Takes the store's own key of codes away, once it lies in files: every program must have it there.
    ///
    /// - Parameter keys: those by which codes are known from then on, the one that makes new ones first.
    package static func dropOwnCodes(
        noting keys: [SipHashKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try KeyRegister.note(codes: keys, &connection)
            try connection.execute(
                "drop own codes", "DELETE FROM deployment WHERE name = $1", [.text(Setting.codeKey.rawValue)])
        }
    }

    /// By what ids, tracking codes and secrets are made and known, and what people are.
    ///
    /// - Throws: `PostgresError`; also when there is no key of codes.
    package static func hashes(_ connection: inout PostgresConnection) throws(PostgresError) -> PersonalHashes {
        let keys = connection.keys
        return PersonalHashes(codes: try ownCodes(&connection).codes(keys), search: keys.search)
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
