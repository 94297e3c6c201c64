import Complaints
import Postgres
import Store
import TestKit
import Testing

extension Live {
    @Suite("Clocks that wait for words")
    final class AgendaWaitingTests: SeedTest {
        @Test("no clock speaks of a case whose reporter has spoken and was not heard yet, for a day")
        func waiting() throws {
            let now = CaseSeed.now
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            let far = now.advanced(bySeconds: 90 * 86_400)
            let calendar = try AgendaTable.outlook(&connection).calendar
            func due() throws -> [ComplaintID] {
                try AgendaTable.lockDue(calendar: calendar, at: far, limit: 9, &connection).sorted()
            }
            #expect(try due() == [seed.id(0), seed.id(1)].sorted())
            func letter(at moment: Instant) throws {
                try connection.run(
                    """
                    DELETE FROM correspondence;
                    INSERT INTO correspondence (id, complaint_id, at, role, text)
                    VALUES ('\(ComplaintID(high: 7, low: 7))', '\(seed.id(0))', '\(moment.rfc3339)', 'reporter', 'masih gelap')
                    """)
            }
            try letter(at: far.advanced(bySeconds: -60))
            #expect(try due() == [seed.id(1)])
            try connection.run("UPDATE correspondence SET version = 3")
            #expect(try due().count == 2, "it was heard")
            try letter(at: far.advanced(bySeconds: -90_000))
            #expect(try due().count == 2, "what nobody takes up stops no case for ever")
        }
    }
}
