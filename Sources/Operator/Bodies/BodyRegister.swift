import Complaints
import Store

/// A session to look up and change bodies, by the store's own day.
struct BodyRegister: ~Copyable {
    var database: Database
    let now: Instant
    /// Today, in western time.
    let today: CivilDate

    /// - Throws: `SettingError`, and the errors of the database.
    init() throws {
        let now = try StoreClock.of(try Connections.databaseURL())()
        database = try Connections.database(seconds: 300)
        self.now = now
        today = IndonesianZone.wib.date(at: now)
    }

    /// Checks that there is a body of that code.
    ///
    /// - Throws: `Failure` `notFound`.
    mutating func check(_ code: String) throws { try database.checkBody(code) }
}

/// What a change of a body has led to.
package struct BodyChange: CommandResult {
    var body: String
    var changed: Phrase

    package var text: String { "\(body): \(changed)" }
}
