package import Complaints
import Foundation
package import Postgres
import Store

/// A database session to look up and change bodies, by the store's own day.
package struct BodyRegister: ~Copyable {
    package var database: PostgresConnection
    package let now: Instant
    /// Today, in western time.
    package let today: CivilDate

    /// - Throws: `SettingError`, `PostgresError`.
    package init() throws {
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
    package mutating func name(of code: String) throws -> String { try database.nameOfBody(code) }
}

extension CivilDate {
    /// A day in a column; nil for NULL.
    init?(_ rows: QueryResult, _ row: Int, _ column: Int) {
        guard !rows.isNull(row, column) else { return nil }
        self.init(daysSinceEpoch: rows.days(row, column))
    }
}

extension Parameter {
    /// A day, for `$n::text::date`.
    package static func day(_ date: CivilDate?) -> Parameter { .text(date?.description) }
}
