package import Complaints
package import Figures
import Foundation
package import Postgres

/// What was published, as the register has it.
package struct Release: Sendable {
    package enum Kind: String, Sendable, Codable {
        /// A table of counts.
        case table
        /// One row for each case.
        case rows
    }

    /// Bytes that were published.
    package struct File: Sendable, Codable, Equatable {
        package var name: String
        /// SHA-256, hexadecimal.
        package var digest: String
        package var bytes: Int

        package init(name: String, digest: String, bytes: Int) {
            (self.name, self.digest, self.bytes) = (name, digest, bytes)
        }
    }

    /// What was asked, so that a correction asks the same.
    package struct Question: Sendable, Codable, Equatable {
        package var dimensions: [String]
        package var period: String
        package var level: String
        package var region: String?
        package var body: String?
        package var from: String?
        package var to: String?
        package var measures: [String]

        package init(_ question: FigureQuestion) {
            dimensions = question.dimensions.map(\.rawValue)
            (period, level) = (question.period.rawValue, question.level.rawValue)
            (region, body) = (question.region, question.body)
            (from, to) = (question.from?.description, question.to?.description)
            measures = question.measures.map(\.id)
        }

        /// - Throws: `FigureError` when a measure of that time is none any more.
        package func asked(at moment: Instant) throws(FigureError) -> FigureQuestion {
            var question = FigureQuestion()
            question.dimensions = dimensions.compactMap(FigureQuestion.Dimension.init)
            question.period = ReportPeriod(rawValue: period) ?? .month
            question.level = FigureQuestion.Level(rawValue: level) ?? .province
            (question.region, question.body, question.asOf) = (region, body, moment)
            (question.from, question.to) = (from.flatMap(CivilDate.init(iso:)), to.flatMap(CivilDate.init(iso:)))
            // Those alone: what is printed beside them today, nobody has published.
            question.measures = try Measure.named(measures).filter { measures.contains($0.id) }
            return question
        }
    }

    /// Its number; 0 until it is stored.
    package var id = 0
    package var kind: Kind
    package var title: String
    package var files: [File]
    package var question: Question
    /// Which cases each cell counts; of rows only the whole.
    package var cells: ReleasedTable
    package var withheld: Int
    /// As things were known at this moment.
    package var asOf: Instant
    package var publishedAt: Instant
    package var publishedBy: String
    /// The release that it corrects, and why.
    package var corrects: Int?
    package var why: String?

    package init(
        _ kind: Kind, title: String, files: [File], question: Question, cells: ReleasedTable, withheld: Int,
        asOf: Instant, publishedAt: Instant, by publisher: String
    ) {
        (self.kind, self.title, self.files, self.question, self.cells) = (kind, title, files, question, cells)
        (self.withheld, self.asOf) = (withheld, asOf)
        (self.publishedAt, publishedBy) = (publishedAt, publisher)
    }
}

/// Table `release`: rows are added and read, never changed.
package enum ReleaseTable {
    /// Publishes, beside nobody else: two at once would not be compared with each other. What `body` stores stays only when it
    /// returns.
    ///
    /// - Parameter body: is told all earlier releases.
    /// - Throws: what `body` throws, `PostgresError`.
    package static func publish<Result>(
        _ connection: inout PostgresConnection, _ body: ([Release], inout PostgresConnection) throws -> Result
    ) throws -> Result {
        try connection.run("BEGIN")
        do {
            try connection.run("SELECT pg_advisory_xact_lock(hashtext('lapor release'))")
            let result = try body(try all(&connection), &connection)
            try connection.run("COMMIT")
            return result
        } catch {
            _ = try? connection.run("ROLLBACK")
            throw error
        }
    }

    /// - Returns: its number.
    package static func store(_ release: Release, _ connection: inout PostgresConnection) throws -> Int {
        try connection.execute(
            "store release",
            """
            INSERT INTO release (kind, title, files, question, cells, withheld, as_of, published_at, published_by, corrects, why)
            VALUES ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, $6, $7, $8, $9, $10::text::integer, $11) RETURNING id
            """,
            [
                .text(release.kind.rawValue), .text(release.title), .text(try json(release.files)),
                .text(try json(release.question)), .text(try json(release.cells)),
                .integer(Int32(release.withheld)), .instant(release.asOf), .instant(release.publishedAt),
                .text(release.publishedBy), .text(release.corrects.map { "\($0)" }), .text(release.why),
            ]
        )[0].integer("id")
    }

    /// All releases, the oldest first.
    package static func all(_ connection: inout PostgresConnection) throws -> [Release] {
        let rows = try connection.execute(
            "releases",
            """
            SELECT id, kind, title, files::text AS files, question::text AS question, cells::text AS cells, withheld, as_of,
                published_at, published_by, corrects, why
            FROM release ORDER BY id
            """)
        return try rows.map { row in
            let decoder = JSONDecoder()
            func read<Value: Decodable>(_ column: StaticString) throws -> Value {
                try decoder.decode(Value.self, from: Data(row.text(column).utf8))
            }
            var release = Release(
                Release.Kind(rawValue: row.text("kind")) ?? .table, title: row.text("title"), files: try read("files"),
                question: try read("question"), cells: try read("cells"), withheld: row.integer("withheld"),
                asOf: row.instant("as_of"), publishedAt: row.instant("published_at"), by: row.text("published_by"))
            release.id = row.integer("id")
            (release.corrects, release.why) = (row.optionalInteger("corrects"), row.optionalText("why"))
            return release
        }
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
