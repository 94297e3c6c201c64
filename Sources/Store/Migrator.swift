import Foundation
package import Postgres

/// Applies the numbered SQL files that the program ships: each once, in order, under a lock, never changed afterwards.
package struct Migrator: Sendable {
    package struct Migration: Sendable, Equatable {
        package var version: Int
        package var name: String
        package var sql: String

        package init(version: Int, name: String, sql: String) {
            self.version = version
            self.name = name
            self.sql = sql
        }
    }

    private let migrations: [Migration]

    package init(_ migrations: [Migration]) { self.migrations = migrations.sorted { $0.version < $1.version } }

    /// A migrator of the files that the program ships; throws when they cannot be read.
    package init() throws {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Migrations")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        self.init(
            try files.filter { $0.pathExtension == "sql" }.map { file in
                let name = file.lastPathComponent
                guard let version = Int(name.prefix { $0 != "_" }) else { throw MigrationError.badName(name) }
                return Migration(version: version, name: name, sql: try String(contentsOf: file, encoding: .utf8))
            })
    }

    /// How a database's schema stands beside the program's; nothing is changed.
    package func state(_ connection: inout PostgresConnection) throws(PostgresError) -> SchemaState {
        let isThere = try connection.execute(
            "any schema", "SELECT to_regclass('schema_migration') IS NOT NULL AS there")[0].boolean("there")
        guard isThere else { return .none }
        let rows = try connection.execute(
            "compared",
            """
            SELECT COALESCE(m.name, u.name) AS name, m.name IS NULL AS missing, u.name IS NULL AS unknown,
                COALESCE(m.checksum <> encode(sha256(convert_to(u.sql, 'UTF8')), 'hex'), false) AS edited
            FROM schema_migration m FULL JOIN unnest($1, $2, $3) AS u (version, name, sql) ON u.version = m.version
            ORDER BY COALESCE(m.version, u.version)
            """,
            [
                .integers(migrations) { $0.version }, .texts(migrations) { $0.name }, .texts(migrations) { $0.sql },
            ])
        func names(_ column: StaticString) -> [String] { rows.filter { $0.boolean(column) }.map { $0.text("name") } }
        // A program that is too old cannot judge the rest; an edit is worse than a gap.
        let (unknown, edited, missing) = (names("unknown"), names("edited"), names("missing"))
        if !unknown.isEmpty { return .newer(unknown) }
        if !edited.isEmpty { return .edited(edited) }
        return missing.isEmpty ? .current(rows.count) : .behind(missing)
    }

    /// Applies what is missing; returns the names of what was applied.
    ///
    /// - Throws: `MigrationError` when an applied file was edited or is gone, `PostgresError`.
    package func apply(to url: String) throws -> [String] {
        var connection = try PostgresConnection(at: url, seconds: 600)
        try connection.run("SELECT pg_advisory_lock(hashtext('lapor migrate'))")
        try becomeOwner(&connection)
        // When a migration was applied is the machine's time: there may be no store yet.
        try connection.run(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now())
            """)
        let applied = try verifyApplied(&connection)
        var names: [String] = []
        for migration in migrations where !applied.contains(migration.version) {
            try apply(migration, &connection)
            names.append(migration.name)
        }
        try grant(&connection)
        return names
    }

    /// What is made belongs to whom the rest belongs to, whoever migrates.
    private func becomeOwner(_ connection: inout PostgresConnection) throws {
        guard let owner = try SchemaPlace.look(&connection)?.owner else { return }
        do throws(PostgresError) {
            try connection.execute("become owner", "SELECT set_config('role', $1, false)", [.text(owner)])
        } catch {
            guard error.sqlState == .notAllowed else { throw error }
            throw MigrationError.notOwner(owner)
        }
    }

    /// Gives the programs' logins what new tables and new releases ask for: at once, for a worker of this release needs it.
    private func grant(_ connection: inout PostgresConnection) throws(PostgresError) {
        let logins = try LoginTable.all(&connection)
        guard !logins.isEmpty, let owner = try SchemaPlace.look(&connection)?.owner else { return }
        try connection.transaction { connection throws(PostgresError) in
            try LoginRegister(owner: owner, logins).mend(&connection)
        }
    }

    private func verifyApplied(_ connection: inout PostgresConnection) throws -> Set<Int> {
        let rows = try connection.execute("applied", "SELECT version, name, checksum FROM schema_migration")
        var versions: Set<Int> = []
        for row in rows {
            let version = row.integer("version")
            guard let ours = migrations.first(where: { $0.version == version }) else {
                throw MigrationError.unknown(row.text("name"))
            }
            guard try checksum(of: ours, &connection) == row.text("checksum") else {
                throw MigrationError.edited(ours.name)
            }
            versions.insert(version)
        }
        return versions
    }

    private func apply(_ migration: Migration, _ connection: inout PostgresConnection) throws {
        let checksum = try checksum(of: migration, &connection)
        try connection.transaction { connection throws(PostgresError) in
            try connection.run(migration.sql)
            try connection.execute(
                "note migration", "INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)",
                [.integer(Int32(migration.version)), .text(migration.name), .text(checksum)])
        }
    }

    /// SHA-256, computed by the server: it is there anyway.
    private func checksum(of migration: Migration, _ connection: inout PostgresConnection) throws -> String {
        try connection.execute(
            "checksum", "SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex') AS checksum", [.text(migration.sql)]
        )[0].text("checksum")
    }
}

/// Why the database cannot be brought up to date.
package enum MigrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file whose name does not begin with a number.
    case badName(String)
    /// A file that was applied and has another text now.
    case edited(String)
    /// Something that was applied and that this program does not have.
    case unknown(String)
    /// The owner of the tables, which the account cannot become.
    case notOwner(String)

    package var description: String {
        switch self {
        case .badName(let name): "migration \(name) must be named NNNN_what.sql"
        case .edited(let name):
            "migration \(name) was edited after it had been applied; undo the edit and add a new migration instead"
        case .unknown(let name): "the database has migration \(name), which this program does not know; use a newer one"
        case .notOwner(let owner):
            "the tables belong to \(owner), which this account cannot become; migrate by an account of role migrate"
        }
    }
}
