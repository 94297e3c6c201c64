import ArgumentParser
import Complaints
import Foundation
import Operator
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
        let known = try KnownBodies(&register.database)
        let (bodies, faults) = BodyFile.read(Array(data), known: known.table)
        guard faults.isEmpty else {
            faults.forEach { Terminal.complain("\(file): \($0)") }
            throw Failure(.badData, "\(faults.count) faults in \(file); nothing was changed")
        }
        let changed = bodies.filter { known.bodies[$0.code] != $0 }
        try KnownBodies.store(changed, &register.database)
        let added = changed.count { known.bodies[$0.code] == nil }
        let result = Result(
            added: added, changed: changed.count - added, unchanged: bodies.count - changed.count)
        try output.print(result, "added \(result.added), changed \(result.changed), unchanged \(result.unchanged)")
    }
}
