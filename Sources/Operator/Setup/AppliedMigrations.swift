import Store

/// The schema, brought up to date.
package struct AppliedMigrations: CommandResult {
    var applied: [String]

    /// - Parameter isRehearsal: whether to make an empty store one that lives by the time of scenarios, for good.
    /// - Throws: `MigrationError`, `Failure`, and the errors of the database.
    package init(isRehearsal: Bool) throws {
        applied = try Migrator().apply(to: try Connections.databaseURL())
        if isRehearsal { try RehearsalStore.create() }
    }

    package var text: String {
        (applied.isEmpty ? [SetupWords.schemaUpToDate] : applied.map(SetupWords.applied)).map(\.text)
            .joined(separator: "\n")
    }
}
