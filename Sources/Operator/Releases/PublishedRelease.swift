package import Complaints
package import Figures
import Foundation
import Store
import Tokens

/// A table that was published, and stands in the register with the bytes that it was.
package struct PublishedRelease: CommandResult {
    /// How it is written; package is a folder with its own description.
    package enum Format: String, CaseIterable {
        case csv, json, html, package
    }

    /// What a release is a correction of.
    package struct Correction {
        let id: Int
        let why: String

        package init(of id: Int, why: String) { (self.id, self.why) = (id, why) }
    }

    var id: Int
    var path: String
    var files: [Release.File]
    var rows: Int
    var withheld: Int
    var corrects: Int?

    /// Publishes the answer to `question` in `path`, protected together with all that was published before.
    ///
    /// - Parameters:
    ///   - publisher: who is responsible for it.
    ///   - license: of a package.
    /// - Throws: `Failure` `badData` when a withheld cell would follow, `cannotWrite`.
    package init(
        _ question: FigureQuestion, to path: String, as format: Format, by publisher: String, license: String
    ) throws {
        var database = try Connections.figures()
        try self.init(question, to: path, as: format, by: publisher, license: license, correcting: nil, &database)
    }

    /// Publishes anew what a release was about, as it is known now or at `moment`.
    ///
    /// - Throws: as publishing does, and `Failure` `notFound` when there is no such release.
    package init(
        _ correction: Correction, asOf moment: Instant?, to path: String, as format: Format, by publisher: String,
        license: String
    ) throws {
        var database = try Connections.figures()
        guard let old = try ReleaseTable.all(&database).first(where: { $0.id == correction.id && $0.kind == .table })
        else { throw Failure(.notFound, ReleaseWords.noSuch(correction.id)) }
        try self.init(
            try old.question.asked(at: moment ?? old.asOf), to: path, as: format, by: publisher, license: license,
            correcting: correction, &database)
    }

    private init(
        _ question: FigureQuestion, to path: String, as format: Format, by publisher: String, license: String,
        correcting correction: Correction?, _ database: inout Database
    ) throws {
        let question = question.publishable
        try question.check(&database)
        let now = try StoreClock.now(&database)
        let table = try FigureReader.answer(question, at: now, &database)
        let names = try question.names(&database)
        let bodies = try question.body.map { try BodyTable.codes(below: $0, &database) }
        let name = URL(fileURLWithPath: path).lastPathComponent
        let release = try ReleaseTable.publish(&database) { earlier, database in
            let (shown, released) = try ReleaseGuard(earlier: earlier).table(table, bodies: bodies)
            var printed = PrintedTable(shown)
            printed.names = names
            let contents = try Self.contents(printed, format, license, name)
            var release = Release(
                .table, title: ReportPage.title(of: printed), files: contents.map(Self.file),
                question: Release.Question(question), cells: released, withheld: shown.hiddenCells, asOf: table.asOf,
                publishedAt: now, by: publisher)
            (release.corrects, release.why) = (correction?.id, correction?.why)
            release.id = try ReleaseTable.store(release, &database)
            try Self.write(contents, to: path, asFolder: format == .package)
            return release
        }
        self.path = URL(fileURLWithPath: path).path
        (id, files, rows) = (release.id, release.files, table.rows.count)
        (withheld, corrects) = (release.withheld, correction?.id)
    }

    private static func contents(
        _ printed: PrintedTable, _ format: Format, _ license: String, _ name: String
    ) throws -> [(name: String, bytes: [UInt8])] {
        let texts: [(String, String)] =
            switch format {
            case .csv: [(name, printed.csv)]
            case .json: [(name, try printed.json())]
            case .html: [(name, ReportPage(printed).html)]
            case .package: try DataPackage(printed, license: license).files.map { ($0.name, $0.text) }
            }
        return texts.map { ($0, Array(($1 + "\n").utf8)) }
    }

    static func file(_ content: (name: String, bytes: [UInt8])) -> Release.File {
        Release.File(
            name: content.name, digest: Hexadecimal.text(of: CommandToken.digest(of: content.bytes)),
            bytes: content.bytes.count)
    }

    static func write(_ contents: [(name: String, bytes: [UInt8])], to path: String, asFolder: Bool) throws(Failure) {
        let url = URL(fileURLWithPath: path)
        guard asFolder else {
            for content in contents { try ReportFile(url.path).write(content.bytes) }
            return
        }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch { throw Failure(.cannotWrite, CommonWords.cannotMake(url.path)) }
        for content in contents { try ReportFile(url.appending(path: content.name).path).write(content.bytes) }
    }

    package var text: String {
        let digests = files.map { "\($0.digest)  \($0.name)" }.joined(separator: "\n")
        return "\(ReleaseWords.published(id, path, rows, withheld).text)\n\(digests)"
    }
}
