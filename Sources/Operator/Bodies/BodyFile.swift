import Complaints
import Foundation
import Store

package struct ImportedBodies: CommandResult {
    package static var columns: [String] { BodyFile.columns }

    var added: Int
    var changed: Int
    var unchanged: Int

    /// Imports `file`: all lines, or none.
    package init(_ file: String) throws {
        let bytes = try InputFile.read(file)
        var register = try BodyRegister()
        let known = try ReferenceTables.caseRules(&register.database).bodies
        let references = BodyFile.Known(
            parents: known.mapValues(\.parentCode), regions: try RegionTable.codes(&register.database),
            duties: try RegionTable.duties(&register.database))
        let (bodies, faults) = BodyFile.read(bytes, known: references)
        guard faults.isEmpty else {
            faults.forEach { Terminal.complain(CommonWords.inFile(file, $0)) }
            throw Failure(.badData, FileWords.faults(faults.count, file))
        }
        let different = bodies.filter { known[$0.code] != $0 }
        try BodyTable.store(different, &register.database)
        added = different.count { known[$0.code] == nil }
        changed = different.count - added
        unchanged = bodies.count - different.count
    }

    package var text: String { BodyWords.imported(added, changed, unchanged).text }
}

/// A CSV file of bodies, read as a whole: what is wrong with each line is known before anything is changed.
enum BodyFile {
    static let columns = ["code", "parent_code", "kind", "name", "short_name", "region_code", "duty_code"]

    struct Known {
        /// Bodies, each with the one above it.
        var parents: [String: String?]
        var regions: Set<String>
        var duties: Set<String>
    }

    /// The bodies of the file, and what is wrong, line by line.
    static func read(_ bytes: [UInt8], known: Known) -> (bodies: [Body], faults: [Phrase]) {
        do throws(Failure) {
            let table = try CSVTable(bytes, columns: columns, required: ["code", "kind", "name"])
            var lines: [(line: Int, body: Body)] = []
            var faults = table.faults
            for row in table.rows {
                if let fault = fault(row) { faults.append((row.line, fault)) }
                if let body = body(row) { lines.append((row.line, body)) }
            }
            faults += references(lines, known)
            return (lines.map(\.body), faults.sorted { $0.line < $1.line }.map { CommonWords.line($0.line, $0.text) })
        } catch {
            return ([], [error.phrase])
        }
    }

    private static func fault(_ row: CSVTable.Row) -> Phrase? {
        if let empty = ["code", "name"].first(where: { row[$0].isEmpty }) { return FileWords.isEmpty(empty) }
        let known = BodyKind.allCases.map(\.rawValue)
        return known.contains(row["kind"]) ? nil : FileWords.oneOf("kind", known.joined(separator: ", "))
    }

    private static func body(_ row: CSVTable.Row) -> Body? {
        guard let code = row.text("code"), let name = row.text("name"), let kind = BodyKind(rawValue: row["kind"])
        else { return nil }
        return Body(
            code: code, parentCode: row.text("parent_code"), kind: kind, name: name, shortName: row.text("short_name"),
            regionCode: row.text("region_code"), dutyCode: row.text("duty_code"))
    }

    private static func references(
        _ lines: [(line: Int, body: Body)], _ known: Known
    ) -> [(line: Int, text: Phrase)] {
        var faults: [(line: Int, text: Phrase)] = []
        var parents = known.parents
        var seen: [String: Int] = [:]
        for (line, body) in lines {
            if let first = seen[body.code] { faults.append((line, FileWords.inLineAlready(body.code, first))) }
            seen[body.code] = seen[body.code] ?? line
            parents.updateValue(body.parentCode, forKey: body.code)
        }
        for (line, body) in lines {
            if let parent = body.parentCode {
                if parents[parent] == nil { faults.append((line, FileWords.noParent(parent))) }
                if isCircle(from: body.code, parents) { faults.append((line, FileWords.aboveItself(body.code))) }
            } else if body.kind != .national {
                faults.append((line, FileWords.parentEmpty))
            }
            if let region = body.regionCode, !known.regions.contains(region) {
                faults.append((line, FileWords.noRegion(region)))
            }
            if let duty = body.dutyCode, !known.duties.contains(duty) {
                faults.append((line, FileWords.noDuty(duty)))
            }
        }
        return faults
    }

    private static func isCircle(from code: String, _ parents: [String: String?]) -> Bool {
        var seen: Set<String> = []
        var next: String? = code
        while let current = next {
            guard seen.insert(current).inserted else { return current == code }
            next = parents[current] ?? nil
        }
        return false
    }
}
