import Complaints
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// Receipts of what was handed to a provider, whatever its worker has said, or says later.
    @Suite("Receipts of notices") final class ReceiptTableTests: SeedTest {
        private static let now = CaseSeed.now
        private static let until = now.advanced(bySeconds: 86_400)

        private func notice(_ number: Int = 0) -> Notice {
            Notice(
                about: seed.id(number), version: 1, .registered, EventDetails(), to: "reporter", by: .sms,
                address: "+6281277771001", name: nil)
        }

        /// A claim of new notices.
        private func claim(_ notices: [Notice]) throws -> Claim {
            let claim = try ClaimTable.add(Set(notices.map(\.id)), of: 7, &connection)
            try NotificationTable.insert(notices, claimed: claim, at: Self.now, &connection)
            return claim
        }

        private func settle(_ claim: Claim, _ settlements: [Settlement]) throws {
            #expect(try ClaimTable.settle(claim, told: [.sms: 1], filed: [], at: Self.now, &connection))
            try NotificationTable.settle(settlements, at: Self.now, &connection)
        }

        /// How many ended by what the provider says of a notice, in this order.
        private func note(_ notice: Notice, _ isDelivered: Bool...) throws -> Int {
            try ReceiptTable.note(
                isDelivered.map { NoticeReceipt(notice.id, isDelivered: $0) }, at: Self.now, &connection)
        }

        private func giveUp(at moment: Instant) throws -> Int { try ReceiptTable.giveUp(at: moment, &connection) }

        private func state(_ notice: Notice) throws -> String {
            try connection.look("SELECT concat_ws(' ', state, reason) FROM notification WHERE id = '\(notice.id)'")
        }

        @Test(
            "that the phone has it stands, whatever its sender says later",
            arguments: [NotificationState.unknown, .queued])
        func late(sender: NotificationState) throws {
            let (told, other) = (notice(0), notice(1))
            let claim = try claim([told, other])
            #expect(try note(told, true) == 1)
            #expect(try connection.look("SELECT ids FROM notification_claim") == "{\(other.id)}")
            try settle(
                claim,
                [
                    Settlement(told.id, sender, reason: "timeout", attempts: 1),
                    Settlement(other.id, .sent, attempts: 1),
                ])
            #expect(try state(told) == "delivered" && state(other) == "sent")
        }

        @Test("of several receipts the one that says most counts, whichever comes first")
        func several() throws {
            let (better, worse, once) = (notice(0), notice(1), notice(2))
            _ = try claim([better, worse, once])
            #expect(try note(better, false) == 1)
            #expect(try state(better) == "failed the phone was not reached")
            #expect(try note(better, true) == 1 && note(better, true) == 0)
            #expect(try note(worse, true) == 1 && note(worse, false) == 0)
            #expect(try note(once, false, true, false) == 1)
            #expect(try [better, worse, once].map(state) == ["delivered", "delivered", "delivered"])
        }

        @Test("without a receipt nobody knows when its time is over, and one that comes then still tells")
        func missing() throws {
            let (silent, told) = (notice(0), notice(1))
            let claim = try claim([silent, told])
            try settle(claim, [silent, told].map { Settlement($0.id, .sent, attempts: 1) })
            try ReceiptTable.expect([silent.id, told.id], of: claim, until: Self.until, &connection)
            #expect(try note(told, true) == 1)
            #expect(try giveUp(at: Self.until.advanced(bySeconds: -1)) == 0 && state(silent) == "sent")
            #expect(try giveUp(at: Self.until) == 1)
            #expect(try state(silent) == "unknown no receipt came in time" && state(told) == "delivered")
            #expect(try giveUp(at: Self.until) == 0)
            #expect(try note(silent, true) == 1 && state(silent) == "delivered")
        }

        @Test("what is claimed anew waits for the receipt of that attempt alone")
        func again() throws {
            let notice = notice()
            let first = try claim([notice])
            try settle(first, [Settlement(notice.id, .queued, attempts: 1)])
            try ReceiptTable.expect([notice.id], of: first, until: Self.until, &connection)
            let second = try ClaimTable.add([notice.id], of: 8, &connection)
            try NotificationTable.claim([notice.id], by: second, &connection)
            #expect(try giveUp(at: Self.until) == 0 && state(notice) == "claimed")
        }
    }
}
