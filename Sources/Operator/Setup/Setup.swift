import Foundation
import Shared
import Store

package struct AppliedMigrations: CommandResult {
    var applied: [String]

    /// - Parameter isRehearsal: whether to make an empty store one that lives by the time of scenarios, for good.
    package init(isRehearsal: Bool) throws {
        applied = try Migrator().apply(to: try Connections.databaseURL())
        if isRehearsal { try RehearsalStore.create() }
    }

    package var text: String {
        (applied.isEmpty ? [SetupWords.schemaUpToDate] : applied.map { SetupWords.applied($0) }).map(\.text)
            .joined(separator: "\n")
    }
}

/// Reference data that were loaded: new rows added, known ones updated, none removed.
package struct LoadedTables: ListResult {
    package struct Row: Encodable {
        var table: String
        var rows: Int
    }

    package let rows: [Row]

    /// Loads what comes with the program.
    ///
    /// - Throws: `Failure`; then nothing was changed.
    package static func reference() throws -> LoadedTables {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Reference")
        return try LoadedTables(
            try ReferenceLoader.Source.reference.map {
                ($0, try InputFile.read(folder.appendingPathComponent("\($0.table).csv").path))
            })
    }

    /// Loads liaison officers: body_code,name,email,phone.
    ///
    /// - Throws: `Failure`; then nothing was changed.
    package static func officers(_ file: String) throws -> LoadedTables {
        try LoadedTables([(.officers, try InputFile.read(file))])
    }

    /// Loads the regions that channels serve: channel,region_code.
    ///
    /// - Throws: `Failure`; then nothing was changed.
    package static func channels(_ file: String) throws -> LoadedTables {
        try LoadedTables([(.channelRegions, try InputFile.read(file))])
    }

    private init(_ files: [(source: ReferenceLoader.Source, csv: [UInt8])]) throws {
        var database = try Connections.database(seconds: 120)
        rows = try ReferenceLoader.load(files, at: try StoreClock.now(&database), &database)
            .reduce(into: []) { rows, loaded in
                // Typical bodies are made in several steps: whoever loads them wants to know how many there are.
                if let known = rows.firstIndex(where: { $0.table == loaded.table }) {
                    rows[known].rows += loaded.rows
                } else {
                    rows.append(Row(table: loaded.table, rows: loaded.rows))
                }
            }
    }

    package var text: String { rows.map { SetupWords.loaded($0.table, $0.rows).text }.joined(separator: "\n") }
}

package struct TopologyCheck: CommandResult {
    var differences: [String]
    /// What others have hung on lapor's exchanges.
    var foreign: [String] = []

    package static func now() throws -> TopologyCheck {
        let control = try Connections.topology()
        var found = try TopologyCheck(control)
        found.foreign = try control.foreign()
        return found
    }

    /// Sets the policies, declares what is missing, and compares.
    ///
    /// - Parameter isRehearsal: whether to mark the virtual host as one for rehearsal; it must not be in use.
    package static func apply(isRehearsal: Bool) throws -> TopologyCheck {
        let control = try Connections.topology()
        if isRehearsal { try control.markForRehearsal() }
        try control.apply(channels: budgetedChannels())
        return try TopologyCheck(control)
    }

    /// Those that the store knows: a broker that was made anew does not. Without a store there are none yet.
    private static func budgetedChannels() -> [String] {
        guard var database = try? Connections.database() else { return [] }
        return (try? ChannelBudgetTable.channels(&database)) ?? []
    }

    private init(_ control: TopologyControl) throws {
        do {
            try control.check()
            differences = []
        } catch TopologyError.mismatch(let found) {
            differences = found
        }
    }

    package var text: String { differences.isEmpty ? SetupWords.topologyGood.text : "" }

    package var failure: Failure? {
        guard !differences.isEmpty else {
            guard !foreign.isEmpty else { return nil }
            let lines = foreign.map { SetupWords.difference(Phrase(said: $0)) }
            return Failure(.lookAt, AccountWords.foreignFound(lines.joined("\n")))
        }
        let lines = differences.map { SetupWords.difference(Phrase(said: $0)) }
        let words =
            differences.contains(where: Topology.isForeignPolicy)
            ? SetupWords.topologyOverridden
            : differences.contains(where: Topology.isMadeOtherwise)
                ? SetupWords.topologyOtherwise : SetupWords.topologyDiffers
        return Failure(.configuration, words(lines.joined("\n")))
    }
}
