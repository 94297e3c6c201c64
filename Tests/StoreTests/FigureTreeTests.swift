import Complaints
import Figures
import Postgres
import Store
import TestKit
import Testing

extension Live {
    @Suite("Figures of bodies")
    final class FigureTreeTests: SeedTest {
        @Test("a figure as of a past moment counts by the tree of that moment")
        func movedBody() throws {
            try seed.store(0..<3, with: CaseSeed.clinic, &connection)
            func count(_ body: String, asOf: Instant? = nil) throws -> Int {
                var question = FigureQuestion()
                (question.body, question.asOf) = (body, asOf)
                let now = try StoreClock.now(&connection)
                return try FigureReader.answer(question, at: now, &connection).total[.cases]
            }
            #expect(try count("64.72") == 3)
            try connection.run("INSERT INTO deployment VALUES ('rehearsal_clock', '2026-12-01T00:00:00Z')")
            let past = CaseSeed.now.advanced(bySeconds: 3600)
            #expect(try count("64.72", asOf: past) == 3)
            try connection.run("UPDATE body SET parent_code = '64' WHERE code = '\(CaseSeed.clinic)'")
            try connection.run(
                "UPDATE deployment SET value = '2026-12-02T00:00:00Z' WHERE name = 'rehearsal_clock'")
            try connection.run("UPDATE body SET parent_code = 'NASIONAL' WHERE code = '\(CaseSeed.clinic)'")
            #expect(try count("64.72") == 0 && count("64") == 0 && count("NASIONAL") == 3)
            #expect(try count("64.72", asOf: past) == 3 && count("64", asOf: past) == 3)
            let between = try #require(Instant(rfc3339: "2026-12-01T12:00:00Z"))
            #expect(try count("64.72", asOf: between) == 0 && count("64", asOf: between) == 3)
        }
    }
}
