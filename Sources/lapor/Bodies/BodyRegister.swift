import ArgumentParser
import Complaints
import Foundation
import Postgres
import Store

/// A database session to look up and change bodies, by the store's own day.
struct BodyRegister: ~Copyable {
    var database: PostgresConnection
    let now: Instant
    /// Today, in western time.
    let today: CivilDate

    /// - Throws: `SettingError`, `PostgresError`.
    init() throws {
        let url = try Connections.databaseURL()
        var options = PostgresConnection.Options()
        options.statementSeconds = 300
        let now = try StoreClock.of(url)()
        database = try PostgresConnection(to: url, options: options)
        self.now = now
        today = IndonesianZone.wib.date(at: now)
    }

    /// The body's name.
    ///
    /// - Throws: `Failure` `notFound`.
    mutating func name(of code: String) throws -> String { try database.nameOfBody(code) }
}

/// A body named on the command line, and who says what is said of it.
struct BodyOptions: ParsableArguments {
    @Argument(help: "Code of the body, as 'lapor body list' shows it.")
    var body: String
    @OptionGroup var output: OutputOptions
}

/// What a change has led to, for people and programs.
struct Changed: Encodable {
    var body: String
    var changed: String

    func print(_ output: OutputOptions) throws {
        try output.print(self, "\(body): \(changed)")
    }
}

extension CivilDate {
    /// A day as it is typed on the command line.
    ///
    /// - Throws: `ValidationError`.
    @Sendable static func typed(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(iso: text) else { throw ValidationError("'\(text)' is no day such as 2026-11-25") }
        return date
    }

    /// A day in a column; nil for NULL.
    init?(_ rows: QueryResult, _ row: Int, _ column: Int) {
        guard !rows.isNull(row, column) else { return nil }
        self.init(daysSinceEpoch: rows.days(row, column))
    }
}

extension Parameter {
    /// A day, for `$n::text::date`.
    static func day(_ date: CivilDate?) -> Parameter { .text(date?.description) }
}
