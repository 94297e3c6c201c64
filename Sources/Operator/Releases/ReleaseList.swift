import Complaints
import Foundation
import Store
import Tokens

/// The register of releases.
package struct ReleaseList: ListResult {
    package struct Row: Encodable {
        var id: Int
        var kind: String
        var title: String
        var asOf: String
        var publishedAt: String
        var publishedBy: String
        var withheld: Int
        var files: [Release.File]
        var corrects: Int?
        var why: String?
        /// Releases that correct it.
        var correctedBy: [Int]

        init(_ release: Release, among all: [Release]) {
            (id, kind, title) = (release.id, release.kind.rawValue, release.title)
            (asOf, publishedAt) = (release.asOf.rfc3339, release.publishedAt.rfc3339)
            (publishedBy, withheld, files) = (release.publishedBy, release.withheld, release.files)
            (corrects, why) = (release.corrects, release.why)
            correctedBy = all.filter { $0.corrects == release.id }.map(\.id)
        }
    }

    package let rows: [Row]

    package init() throws {
        var database = try Connections.figures()
        let all = try ReleaseTable.all(&database)
        rows = all.map { Row($0, among: all) }
    }

    package var text: String {
        guard !rows.isEmpty else { return ReleaseWords.none.text }
        return TextTable(
            [.id, .kind, .subject, .statedOn, .publishedAt, .actor, .withheldCells, .correctedBy], widest: 60,
            rows.map { row in
                [
                    row.id, row.kind, row.title, IndonesianZone.wib.time(rfc3339: row.asOf),
                    IndonesianZone.wib.time(rfc3339: row.publishedAt), row.publishedBy, row.withheld,
                    row.correctedBy.isEmpty ? nil : row.correctedBy.map { "\($0)" }.joined(separator: ", "),
                ]
            }
        ).text
    }
}

/// One release, and whether a file is what was published then.
package struct ReleasePage: CommandResult {
    var release: ReleaseList.Row
    /// Whether the file that was given is one of those; nil: none was given.
    var isPublished: Bool?

    /// - Parameter file: a file to be compared with what was published.
    /// - Throws: `Failure` `notFound`.
    package init(_ id: Int, comparing file: String?) throws {
        guard let found = try ReleaseList().rows.first(where: { $0.id == id }) else {
            throw Failure(.notFound, ReleaseWords.noSuch(id))
        }
        release = found
        if let file {
            let digest = Hexadecimal.text(of: CommandToken.digest(of: try InputFile.read(file)))
            isPublished = found.files.contains { $0.digest == digest }
        }
    }

    package var failure: Failure? {
        isPublished == false ? Failure(.inconsistent, ReleaseWords.otherBytes(release.id)) : nil
    }

    package var text: String {
        let zone = IndonesianZone.wib
        var facts: [(Phrase, String)] = [
            (.subject, release.title), (.kind, release.kind), (.statedOn, zone.time(rfc3339: release.asOf)),
            (.publishedAt, zone.time(rfc3339: release.publishedAt)), (.actor, release.publishedBy),
            (.withheldCells, "\(release.withheld)"),
        ]
        if let corrects = release.corrects { facts.append((.corrects, "\(corrects): \(release.why ?? "-")")) }
        if !release.correctedBy.isEmpty {
            facts.append((.correctedBy, release.correctedBy.map { "\($0)" }.joined(separator: ", ")))
        }
        facts += release.files.map { (.file, "\($0.digest)  \($0.name)") }
        if isPublished == true { facts.append((.addsUp, ReleaseWords.sameBytes.text)) }
        return TextTable([.field, .value], widest: 120, facts.map { [$0.0.text, $0.1] }).text
    }
}
