import Complaints
import Postgres
import TestKit

@testable import Store

/// What is sealed, opened.
extension Records {
    private func session() throws -> Database {
        var database = try Database(at: site.database)
        database.keys = TestKeys.all
        return database
    }

    private func ids() throws -> [ComplaintID] {
        try site.look("SELECT id FROM complaint ORDER BY id").map { $0.complaintID("id") }
    }

    /// What each case says, the first one first.
    func reports() throws -> [ReportWords] {
        var database = try session()
        let ids = try ids()
        let words = try ReportWordsTable.read(Set(ids), &database)
        return ids.compactMap { words[$0] }
    }

    /// Who reported each case, as far as they have said.
    func reporters() throws -> [ComplaintID: SealedReporter] {
        var database = try session()
        return try ReporterContacts.known(Set(try ids()), &database)
    }

    /// What was written in cases, the oldest first.
    func letters() throws -> [Correspondence.Letter] {
        var database = try session()
        return try Correspondence.letters(in: Set(try ids()), &database).values.flatMap(\.self).sorted { $0.at < $1.at }
    }
}
