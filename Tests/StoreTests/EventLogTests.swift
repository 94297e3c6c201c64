import Complaints
import Contract
import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension Live {
    /// Events have numbers from which somebody reads on, whatever commits when.
    @Suite("The numbers of events")
    final class EventLogTests: SeedTest {
        @discardableResult
        private func number() throws -> Int { try Self.number(&connection) }

        private static func number(_ connection: inout PostgresConnection) throws -> Int {
            try connection.transaction { connection throws(PostgresError) in try EventLog.number(&connection) }
        }

        private func page(
            after cursor: EventCursor = .beginning, of channel: String? = nil, limit: Int = 1_000
        ) throws -> EventPage {
            try #require(try EventPage.read(after: cursor, channel: channel, limit: limit, &connection))
        }

        private static func ids(_ page: EventPage) throws -> [String] {
            try page.items.map { item in
                let object = try JSONSerialization.jsonObject(with: Data(item.json)) as? [String: Any]
                return object?["id"] as? String ?? ""
            }
        }

        /// One of several.
        private final class Session {
            var connection: PostgresConnection

            init(_ connection: consuming PostgresConnection) { self.connection = connection }
        }

        private func names(_ number: Int, _ versions: ClosedRange<Int> = 1...2) -> [String] {
            versions.map { "\(seed.id(number)):\($0)" }
        }

        @Test("what commits late comes later: nobody misses it, and nobody has anything twice")
        func late() throws {
            var slow = try PostgresConnection(to: url)
            try slow.run("BEGIN")
            try seed.store(0..<1, with: CaseSeed.clinic, &slow)
            try seed.store(1..<3, with: CaseSeed.clinic, &connection)
            #expect(try number() == 4)
            let first = try page()
            #expect(try Self.ids(first) == names(1) + names(2) && !first.hasMore)
            try slow.run("COMMIT")
            #expect(try page(after: first.next).items.isEmpty)
            #expect(try EventLog.isBehind(&connection) && number() == 2)
            #expect(try Self.ids(page(after: first.next)) == names(0))
            #expect(try number() == 0 && !EventLog.isBehind(&connection))
        }

        @Test("one process numbers at a time, and what it has not committed nobody reads")
        func alone() throws {
            try seed.store(0..<3, with: CaseSeed.clinic, &connection)
            var other = try PostgresConnection(to: url)
            try other.run("BEGIN")
            #expect(try EventLog.number(&other) == 6)
            #expect(try number() == 0 && page().items.isEmpty)
            try other.run("ROLLBACK")
            #expect(try number() == 6 && page().items.count == 6)
        }

        @Test("however stores, numbering and reading mix, each event is read once, and each case in its order")
        func mixed() throws {
            var random = SeededGenerator(seed: Depth.seed)
            let sessions = try (0..<3).map { _ in Session(try PostgresConnection(to: url)) }
            var open = Set<Int>()
            var (stored, read, cursor) = (0, [String](), EventCursor.beginning)
            for _ in 0..<Depth.of(60, proof: 2_000) {
                let session = Int.random(in: 0..<3, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0, 1:
                    if open.insert(session).inserted { try sessions[session].connection.run("BEGIN") }
                    let count = Int.random(in: 1...40, using: &random)
                    try seed.store(stored..<stored + count, with: CaseSeed.clinic, &sessions[session].connection)
                    stored += count
                case 2:
                    if open.remove(session) != nil { try sessions[session].connection.run("COMMIT") }
                default:
                    try number()
                    let page = try page(after: cursor, limit: Int.random(in: 1...150, using: &random))
                    (read, cursor) = (read + (try Self.ids(page)), page.next)
                }
            }
            for session in open { try sessions[session].connection.run("COMMIT") }
            while try EventLog.isBehind(&connection) { try number() }
            let rest = try page(after: cursor, limit: 1_000_000)
            read += try Self.ids(rest)
            #expect(read.count == 2 * stored && Set(read).count == read.count)
            #expect(Set(read) == Set((0..<stored).flatMap { names($0) }))
            #expect(rest.next.number == 2 * stored)
            let places = Dictionary(uniqueKeysWithValues: read.enumerated().map { ($1, $0) })
            #expect((0..<stored).allSatisfy { places[names($0)[0], default: 0] < places[names($0)[1], default: 0] })
        }

        @Test("an event is read byte by byte as it was published, with its trace")
        func published() throws {
            var details = EventDetails()
            details.code = "CODE"
            details.channel = "web"
            details.trace = TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            let entry = JournalEntry(
                complaint: seed.id(0), version: 1, event: .registered, at: CaseSeed.now, actor: "uji", details: details)
            try StoredJournals.insert([[entry]], &connection)
            try number()
            #expect(try page().items.map(\.json) == [entry.outbound.json])
        }

        @Test("a channel reads its own alone, by its own number, and goes on behind those of others")
        func own() throws {
            try seed.store(0..<8, with: CaseSeed.clinic, &connection)
            try connection.run(
                """
                UPDATE complaint SET channel = 'jabar' WHERE id IN ('\(seed.id(2))', '\(seed.id(5))');
                INSERT INTO submission (channel, external_id, complaint_id) VALUES ('jabar', 'J-5', '\(seed.id(5))'),
                    ('web', 'W-5', '\(seed.id(5))'), ('web', 'W-1', '\(seed.id(1))');
                INSERT INTO submission (channel, external_id, complaint_id, repeats, correspondence_id) VALUES
                    ('jabar', 'A-0', '\(seed.id(5))', true, NULL), ('jabar', 'A-1', '\(seed.id(5))', NULL, '\(seed.id(9))')
                """)
            try number()
            let first = try page(of: "jabar", limit: 3)
            #expect(try Self.ids(first) == names(2) + names(5, 1...1) && first.hasMore)
            #expect(first.items.map(\.externalID) == [nil, nil, "J-5"], "not what repeats it, nor words on it")
            let rest = try page(after: first.next, of: "jabar", limit: 3)
            #expect(try Self.ids(rest) == names(5, 2...2) && !rest.hasMore && rest.next.number == 16)
            let none = try page(of: "android", limit: 3)
            #expect(none.items.isEmpty && none.next == rest.next)
            #expect(try page(of: "web").items.count == 12 && page().items.count == 16)
        }

        @Test("a page is as long as somebody wants, across rows, and the cursor behind each event is good")
        func pages() throws {
            try seed.store(0..<100, with: CaseSeed.clinic, &connection)
            try number()
            var (cursor, read) = (EventCursor.beginning, [String]())
            repeat {
                let page = try page(after: cursor, limit: 37)
                #expect(page.items.last?.cursor == page.next && page.items.count == min(37, 200 - read.count))
                (cursor, read) = (page.next, read + (try Self.ids(page)))
            } while read.count < 200
            #expect(try Self.ids(page()) == read && EventPage.newest(&connection) == cursor)
            let behind = try page(after: page(limit: 90).items[88].cursor, limit: 2)
            #expect(try Self.ids(behind) == Array(read[89...90]))
        }

        @Test("a cursor of a store that was put back to an earlier state is none")
        func restored() throws {
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            try number()
            let cursor = try page().next
            for number in ["5", "4", "1"] {
                let other = try #require(EventCursor("\(number)-00000000"))
                #expect(try EventPage.read(after: other, limit: 1, &connection) == nil, "\(number)")
            }
            try connection.run("TRUNCATE event_log")
            #expect(try EventPage.read(after: cursor, limit: 1, &connection) == nil)
            try seed.store(2..<4, with: CaseSeed.clinic, &connection)
            try number()
            #expect(try page().next.number == cursor.number)
            #expect(try EventPage.read(after: cursor, limit: 1, &connection) == nil)
        }

        @Test("before an event of a later release it stops, and goes on from there")
        func later() throws {
            try seed.store(0..<1, with: CaseSeed.clinic, &connection)
            try connection.run(
                """
                INSERT INTO journal SELECT complaint_id, 3, 'from_tomorrow', at, actor, data FROM journal LIMIT 1;
                UPDATE event_todo SET complaints = complaints || complaints[1], versions = versions || 3
                """)
            try number()
            let first = try page()
            #expect(try Self.ids(first) == names(0) && first.stopsAt == "from_tomorrow" && first.hasMore)
            let second = try page(after: first.next)
            #expect(second.items.isEmpty && second.stopsAt == "from_tomorrow" && second.next == first.next)
        }

        @Test("what somebody stored without a note of it is found, once")
        func missed() throws {
            let start = Instant.now.advanced(bySeconds: -60)
            try seed.store(0..<2, with: CaseSeed.clinic, at: .now, &connection)
            try connection.run("DELETE FROM event_todo")
            try seed.store(2..<4, with: CaseSeed.clinic, at: .now, &connection)
            try number()
            try seed.store(4..<5, with: CaseSeed.clinic, at: .now, &connection)
            #expect(try EventLog.noteMissed(since: start, &connection) == 4)
            #expect(try EventLog.noteMissed(since: start, &connection) == 0)
            #expect(try number() == 6)
            #expect(try EventLog.noteMissed(since: start, &connection) == 0)
            #expect(try Self.ids(page()) == [2, 3, 4, 0, 1].flatMap { names($0) })
        }
    }
}
