import Complaints
import Foundation
import Store

/// What a file of bodies has added and changed.
package struct ImportedBodies: CommandResult {
    /// The columns that a file may have.
    package static var columns: [String] { BodyFile.columns }

    var added: Int
    var changed: Int
    var unchanged: Int

    /// Imports `file`: all lines, or none.
    ///
    /// - Throws: `Failure`, and the errors of the database.
    package init(_ file: String) throws {
        let bytes = try InputFile.read(file)
        var register = try BodyRegister()
        let known = try ReferenceTables.caseRules(&register.database).bodies
        let references = BodyFile.Known(
            parents: known.mapValues(\.parentCode), regions: try RegionTable.codes(&register.database),
            duties: try RegionTable.duties(&register.database))
        let (bodies, faults) = BodyFile.read(bytes, known: references)
        guard faults.isEmpty else {
            faults.forEach { Terminal.complain(Phrase(same: "\(file): \($0)")) }
            throw Failure(.badData, FileWords.faults(faults.count, file))
        }
        let different = bodies.filter { known[$0.code] != $0 }
        try BodyTable.store(different, &register.database)
        added = different.count { known[$0.code] == nil }
        changed = different.count - added
        unchanged = bodies.count - different.count
    }

    package var text: String { BodyWords.imported(added: added, changed: changed, unchanged: unchanged).text }
}
