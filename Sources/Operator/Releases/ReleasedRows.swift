package import Complaints
package import Figures
import Foundation
import Store

/// Cases that were published row by row, without a word of them, with the deadlines of the law and a description for catalogues.
package struct ReleasedRows: CommandResult {
    var id: Int
    var path: String
    var files: [Release.File]
    var rows: Int
    /// Rows that tell less than everything, because too few cases share it.
    var coarse: Int
    /// Cases of which nothing is told.
    var withheld: Int

    /// Writes the cases of `question` into a folder: laporan.csv, tenggat.csv and dcat.jsonld.
    ///
    /// - Throws: `Failure` `badData` when a table that withholds something of them was published, `cannotWrite`, `inconsistent` when
    ///   the rows are not as many as the figures count.
    package init(
        _ question: FigureQuestion, asOf moment: Instant, to path: String, by publisher: String, license: String
    ) throws {
        var question = question
        (question.asOf, question.dimensions) = (moment, [])
        var database = try Connections.figures()
        try question.check(&database)
        let now = try StoreClock.now(&database)
        let table = try FigureReader.answer(question, at: now, &database)
        let names = try question.names(&database)
        let box = CaseBox(question, bodies: nil)
        let counts = CaseStatus.allCases.map { table.total[.status($0)] } + [table.total[.cases]]
        let total = ReleasedTable.Row(box: box, counts: counts, isHidden: counts.map { _ in false })
        let title = (["Laporan masyarakat, baris demi baris"] + question.filters(names).map(\.id)).joined(
            separator: ", ")
        let record = CatalogueRecord(title: title, asOf: moment, publisher: publisher, license: license, question)
        let (release, open) = try ReleaseTable.publish(&database) { earlier, database in
            try ReleaseGuard(earlier: earlier).checkRows(box)
            let cases = try OpenCases.all(question, at: moment, &database)
            guard cases.count == table.total[.cases] else {
                throw FigureError.sum(parts: cases.count, total: table.total[.cases])
            }
            let (open, left) = OpenCase.protected(cases)
            let deadlines = try DeadlineRuleTable.all(&database)
            let contents = [
                ("laporan.csv", Self.csv([OpenRow.names] + open.map(\.fields))),
                ("tenggat.csv", Self.csv(Self.deadlines(deadlines))), ("dcat.jsonld", try record.text),
            ].map { (name: $0, bytes: Array(($1 + "\n").utf8)) }
            var release = Release(
                .rows, title: title, files: contents.map(PublishedRelease.file), question: Release.Question(question),
                cells: ReleasedTable(rows: [], total: total), withheld: left, asOf: moment, publishedAt: now,
                by: publisher)
            release.id = try ReleaseTable.store(release, &database)
            try PublishedRelease.write(contents, to: path, asFolder: true)
            return (release, open)
        }
        self.path = URL(fileURLWithPath: path).path
        (id, files, withheld) = (release.id, release.files, release.withheld)
        rows = open.count
        coarse = open.count { $0.detail != .full }
    }

    private static func csv(_ rows: [[String]]) -> String { rows.map(CSVLine.text).joined(separator: "\n") }

    /// How many working days each clock of the law has, with the time in which that holds.
    private static func deadlines(_ rows: [DeadlineRuleTable.Row]) -> [[String]] {
        [["jam", "hari_kerja", "berlaku_dari", "berlaku_sampai", "jenis", "wilayah", "dasar"]]
            + rows.map { row in
                [
                    row.rule.clock.rawValue, "\(row.rule.workingDays)", row.rule.validFrom.description,
                    row.rule.validTo?.description ?? "", row.rule.caseClass?.rawValue ?? "", row.rule.region,
                    row.source.rawValue,
                ]
            }
    }

    package var text: String {
        let digests = files.map { "\($0.digest)  \($0.name)" }.joined(separator: "\n")
        let first = ReleaseWords.rowsPublished(id, path, rows, coarse)
        let left = withheld > 0 ? ReleaseWords.rowsWithheld(withheld).text + "\n" : ""
        return "\(first.text)\n\(left)\(digests)"
    }
}
