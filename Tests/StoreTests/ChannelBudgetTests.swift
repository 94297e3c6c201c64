import Foundation
import Postgres
import TestKit
import Testing

@testable import Store

extension Live {
    /// What channels may have, counted by lanes of several processes.
    @Suite("Channels' budgets")
    struct ChannelBudgetTests {
        private func migrated(_ body: (inout PostgresConnection) throws -> Void) throws {
            try TestDatabase.with { url in
                _ = try Migrator().apply(to: url)
                var connection = try PostgresConnection(at: url, name: "test")
                try body(&connection)
            }
        }

        @Test("portions add up to the budget, whoever takes them, and no channel takes another's")
        func portions() throws {
            try migrated { connection in
                let web = ChannelBudget(channel: "web", perMinute: 2400)
                let sms = ChannelBudget(channel: "sms", perMinute: 60)
                try ChannelBudgetTable.set([web, sms], &connection)
                #expect(web.portion == 10 && sms.portion == 1)
                let (clock, portion) = (ContinuousClock(), Duration.milliseconds(250))
                let began = clock.now
                var (taken, grant) = (0, ChannelBudgetTable.Grant.portion)
                while grant == .portion {
                    grant = try ChannelBudgetTable.take(web, &connection)
                    if grant == .portion { taken += 1 }
                }
                #expect(grant == .slower)
                // What was not used for ten seconds, one more portion, and what came in meanwhile.
                let meanwhile = Int((clock.now - began) / portion) + 1
                #expect((41...41 + meanwhile).contains(taken), "\(taken), \(meanwhile)")
                #expect(try ChannelBudgetTable.take(sms, &connection) == .portion)
                let uses = try ChannelBudgetTable.uses(&connection)
                #expect(uses.map(\.budget) == [sms, web])
                let slowed = try #require(uses[1].slowedSeconds)
                #expect(uses[0].slowedSeconds == nil && slowed < (clock.now - began) / .seconds(1) + 1)
                usleep(600_000)
                #expect(try ChannelBudgetTable.take(web, &connection) == .portion, "a quarter of a second pays for one")
                #expect(
                    try ChannelBudgetTable.take(ChannelBudget(channel: "none"), &connection) == .none)
            }
        }

        @Test("the least budget gets through; a channel of which too much is parked does not, until there is room")
        func room() throws {
            try migrated { connection in
                let web = ChannelBudget(channel: "web", perMinute: 1, parkedLimit: 1000)
                try ChannelBudgetTable.set([web], &connection)
                #expect(try ChannelBudgetTable.take(web, &connection) == .portion)
                #expect(try ChannelBudgetTable.take(web, &connection) == .slower)
                try ChannelBudgetTable.set(
                    [ChannelBudget(channel: "web", perMinute: 60_000, parkedLimit: 1000)], &connection)
                try ChannelBudgetTable.add(parked: 999, of: "web", &connection)
                try ChannelBudgetTable.add(parked: 5, of: "none", &connection)
                #expect(try ChannelBudgetTable.uses(&connection)[0].parked == 999)
                try ChannelBudgetTable.add(parked: 1, of: "web", &connection)
                #expect(try ChannelBudgetTable.take(web, &connection) == .full)
                try ChannelBudgetTable.add(parked: -2000, of: "web", &connection)
                #expect(try ChannelBudgetTable.uses(&connection)[0].parked == 0)
                try ChannelBudgetTable.correct(["web": 5, "none": 7], &connection)
                #expect(try ChannelBudgetTable.uses(&connection)[0].parked == 5)
                try ChannelBudgetTable.correct([:], &connection)
                #expect(try ChannelBudgetTable.uses(&connection)[0].parked == 0)
            }
        }
    }
}
