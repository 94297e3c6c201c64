import Complaints
import Contract
import Postgres
import Shared
import Store
import TestKit
import Testing

@Suite struct OutboxReceiptTests {
    private static let now = CaseSeed.now

    private static func event(in row: OutboxRow?) -> Outbound {
        Outbound(routingKey: "k", messageID: "m", json: []).held(by: row)
    }

    @Test func `a row is struck off when all that it holds is confirmed`() {
        let (first, second) = (OutboxRow(id: 1, events: 3), OutboxRow(id: 2, events: 1))
        var receipts = OutboxReceipts()
        receipts.add([first, nil, first].map(Self.event), at: Self.now)
        #expect(receipts.isEmpty && !receipts.contains(1))
        receipts.add([second, first].map(Self.event), at: Self.now)
        #expect(receipts.contains(1) && receipts.contains(2))
    }

    @Test func `receipts wait a little`() {
        var receipts = OutboxReceipts()
        receipts.add([Self.event(in: OutboxRow(id: 1, events: 1))], at: Self.now)
        let (soon, later) = (Self.now.advanced(bySeconds: 1), Self.now.advanced(bySeconds: 2))
        #expect(!receipts.isDue(at: soon) && receipts.isDue(at: later))
        #expect(!OutboxReceipts().isDue(at: Self.now.advanced(bySeconds: 60)))
    }
}

extension Live {
    @Suite("The outbox")
    final class OutboxTests: SeedTest {
        private func reply(to number: Int, at now: Instant) throws -> OutboxRow? {
            let found = try #require(try CaseTable.lock([seed.id(number)], &connection)[seed.id(number)]).get()
            let details = EventDetails()
            var changes = CaseChanges(calendar: 1)
            _ = try changes.add(CaseStep(.replied, details), to: found, at: now, actor: "budi")
            return try changes.store(&connection, at: now)
        }

        @Test("what a transaction wrote stands in it until it is struck off, in the order in which it came")
        func held() throws {
            let now = CaseSeed.now
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            let first = try #require(try reply(to: 1, at: now))
            let second = try #require(try reply(to: 0, at: now.advanced(bySeconds: 1)))
            var sweep = try SweepStore(url: url)
            #expect(try sweep.held(after: 0, before: now).last == nil)
            let held = try sweep.held(after: 0, before: now.advanced(bySeconds: 2))
            #expect(held.events.map(\.complaint) == [seed.id(1), seed.id(0)] && held.known == [first, second])
            #expect(try sweep.held(after: first.id, before: now.advanced(bySeconds: 2)).known == [second])
            try sweep.strikeOff([first], at: now)
            #expect(try sweep.held(after: 0, before: now.advanced(bySeconds: 2)).known == [second])
        }

        @Test("what happens to a confidential case from before its events said so goes by the keys of such")
        func confidential() throws {
            let now = CaseSeed.now
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            try connection.run("UPDATE complaint SET confidential = true WHERE id = '\(seed.id(1))'")
            for number in 0..<2 { _ = try reply(to: number, at: now) }
            var sweep = try SweepStore(url: url)
            let held = try sweep.held(after: 0, before: now.advanced(bySeconds: 1))
            #expect(held.events.map(\.outbound.routingKey) == ["complaint.replied", "confidential.replied"])
            #expect(String(decoding: held.events[1].outbound.json, as: UTF8.self).contains(#""confidential":true"#))
        }

        @Test("a row with an event that this program does not know is left to the program that does")
        func unknown() throws {
            let now = CaseSeed.now
            try seed.store(0..<1, with: CaseSeed.clinic, &connection)
            _ = try reply(to: 0, at: now)
            try connection.run(
                """
                INSERT INTO journal SELECT complaint_id, 9, 'from_tomorrow', at, actor, data FROM journal LIMIT 1;
                UPDATE outbox SET complaints = complaints || complaints, versions = versions || 9
                """)
            var sweep = try SweepStore(url: url)
            let held = try sweep.held(after: 0, before: now.advanced(bySeconds: 1))
            #expect(held.events.count == 1 && held.known == [] && held.last != nil)
        }
    }
}
