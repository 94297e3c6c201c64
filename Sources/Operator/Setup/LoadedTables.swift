import Foundation
import Store

/// Reference data that were loaded: new rows added, known ones updated, none removed.
package struct LoadedTables: ListResult {
    package struct Row: Encodable {
        var table: String
        var rows: Int
    }

    package let rows: [Row]

    /// Loads what comes with the program.
    ///
    /// - Throws: `Failure`, and the errors of the database; then nothing was changed.
    package static func reference() throws -> LoadedTables {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Reference")
        return try LoadedTables(
            try ReferenceLoader.Source.reference.map {
                ($0, try InputFile.read(folder.appendingPathComponent("\($0.table).csv").path))
            })
    }

    /// Loads liaison officers: body_code,name,email,phone.
    ///
    /// - Throws: `Failure`, and the errors of the database; then nothing was changed.
    package static func officers(_ file: String) throws -> LoadedTables {
        try LoadedTables([(.officers, try InputFile.read(file))])
    }

    /// Loads the regions that channels serve: channel,region_code.
    ///
    /// - Throws: `Failure`, and the errors of the database; then nothing was changed.
    package static func channels(_ file: String) throws -> LoadedTables {
        try LoadedTables([(.channelRegions, try InputFile.read(file))])
    }

    private init(_ files: [(source: ReferenceLoader.Source, csv: [UInt8])]) throws {
        var database = try Connections.database(seconds: 120)
        rows = try ReferenceLoader.load(files, at: try StoreClock.now(&database), &database)
            .map { Row(table: $0.table, rows: $0.rows) }
    }

    package var text: String { rows.map { SetupWords.loaded($0.table, rows: $0.rows).text }.joined(separator: "\n") }
}
