import Complaints
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// SMS that bring a reply to its reporter, part by part.
    @Suite final class ReplyReadingTests: SeedTest {
        private static let now = CaseSeed.now

        private func ask(_ number: Int = 1, pages: ClosedRange<Int>, minutes: Int64 = 0, _ reply: LastReply? = nil)
            throws
        {
            let readings = pages.map { ReplyReading(of: seed.id(number), page: $0, reply, from: "+6281277771001") }
            let now = Self.now.advanced(bySeconds: minutes * 60)
            try connection.transaction { connection throws(PostgresError) in
                try ReplyReading.answer(readings + readings, at: now, &connection)
            }
        }

        private func queued(_ number: Int = 1) throws -> [String] {
            try connection.execute(
                "queued parts",
                """
                SELECT n.event || ' ' || split_part(n.recipient, ':', 2) AS part FROM notice n
                JOIN notification_due d ON d.notification_id = n.id
                WHERE n.complaint_id = $1 AND n.state = 'queued' AND n.channel = 'sms' ORDER BY n.version,
                    split_part(n.recipient, ':', 2)::integer, n.recipient
                """, [.id(seed.id(number))]
            ).map { $0.text("part") }
        }

        @Test func `the same wish within an hour is one SMS, and a new hour has another`() throws {
            try ask(pages: 2...3, LastReply(version: 4, event: .replied))
            try ask(pages: 3...3, minutes: 20, LastReply(version: 4, event: .replied))
            #expect(try queued() == ["replied 2", "replied 3"])
            try ask(pages: 3...3, minutes: 60, LastReply(version: 4, event: .replied))
            try ask(2, pages: 1...1)
            #expect(try queued() == ["replied 2", "replied 3", "replied 3"] && queued(2) == ["registered 1"])
        }

        @Test func `who asks without end is sent no more than thirty within an hour, and others are not held up`()
            throws
        {
            try ask(pages: 1...100, LastReply(version: 4, event: .closed))
            #expect(try queued() == (1...ReplyReading.mostPerHour).map { "closed \($0)" })
            try ask(pages: 101...200, minutes: 30, LastReply(version: 4, event: .closed))
            try ask(2, pages: 7...7, minutes: 30, LastReply(version: 3, event: .replied))
            #expect(try queued().count == ReplyReading.mostPerHour && queued(2) == ["replied 7"])
            try ask(pages: 31...40, minutes: 61, LastReply(version: 4, event: .closed))
            #expect(try queued().count == ReplyReading.mostPerHour + 10)
        }
    }
}
