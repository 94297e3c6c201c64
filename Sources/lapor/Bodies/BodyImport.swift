import ArgumentParser
import Complaints
import Foundation
import Postgres
import Store

/// `lapor body import`
struct BodyImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds and changes bodies by a CSV file: all lines, or none.",
        discussion: """
            Columns, in any order: \(BodyFile.columns.joined(separator: ",")). code, kind and name are required; \
            what is empty is nothing. A file with faults changes nothing, and each faulty line is named. None is removed.
            """)

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var added: Int
        var changed: Int
        var unchanged: Int
    }

    func run() throws {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw Failure(.noInput, "cannot read \(file)")
        }
        var register = try BodyRegister()
        let known = try Known(&register.database)
        let (bodies, faults) = BodyFile.read(Array(data), known: known.table)
        guard faults.isEmpty else {
            faults.forEach { Terminal.complain("\(file): \($0)") }
            throw Failure(.badData, "\(faults.count) faults in \(file); nothing was changed")
        }
        let changed = bodies.filter { known.bodies[$0.code] != $0 }
        try Self.store(changed, &register.database)
        let added = changed.count { known.bodies[$0.code] == nil }
        let result = Result(
            added: added, changed: changed.count - added, unchanged: bodies.count - changed.count)
        try output.print(result, "added \(result.added), changed \(result.changed), unchanged \(result.unchanged)")
    }

    /// What is there already.
    private struct Known {
        var bodies: [String: Body] = [:]
        var table: BodyFile.Known

        init(_ database: inout PostgresConnection) throws {
            bodies = try ReferenceTables.caseRules(&database).bodies
            func codes(_ table: String) throws -> Set<String> {
                let rows = try database.execute("codes of \(table)", "SELECT code FROM \(table)")
                return Set((0..<rows.count).map { rows.text($0, 0) })
            }
            table = BodyFile.Known(
                parents: bodies.mapValues(\.parentCode), regions: try codes("region"), duties: try codes("duty"))
        }
    }

    private static func store(_ bodies: [Body], _ database: inout PostgresConnection) throws {
        guard !bodies.isEmpty else { return }
        var columns = [BinaryArray](repeating: BinaryArray(.text), count: 7)
        for body in bodies {
            let values = [
                body.code, body.parentCode, body.kind.rawValue, body.name, body.shortName, body.regionCode,
                body.dutyCode,
            ]
            for (index, value) in values.enumerated() { columns[index].append(value) }
        }
        // References are looked at when the statement ends, so that a body may come before the one above it.
        try database.transaction { database throws(PostgresError) in
            try database.execute(
                "import bodies",
                """
                INSERT INTO body (code, parent_code, kind, name, short_name, region_code, duty_code)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO UPDATE SET
                    parent_code = EXCLUDED.parent_code, kind = EXCLUDED.kind, name = EXCLUDED.name,
                    short_name = EXCLUDED.short_name, region_code = EXCLUDED.region_code, duty_code = EXCLUDED.duty_code
                """, columns.map { .array($0) })
            try ReferenceTables.announceChange(&database)
        }
    }
}
