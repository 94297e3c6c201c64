import Complaints
import Postgres
import Shared
import Store
import TestKit
import Testing

@testable import NotifyWorker

/// Who may send what, whoever dies, loses the database or comes too late.
@Suite("Claims", .stack, .dedicatedThread, .timeLimit(.minutes(1)))
struct ClaimTests {
    private static let patience = Duration.seconds(18)
    private let start = ContinuousClock.now

    /// Runs `body` with a database in which three reporters are to be told, and a way to look into it.
    private func with(_ body: (_ url: String, _ look: (String) throws -> String) throws -> Void) throws {
        try MigratedDatabase.with { url in
            let connection = try PostgresConnection(to: url)
            for number in 0..<3 { try SampleNotice.store(number, connection) }
            try body(url) { sql in try connection.run("SELECT (\(sql))::text AS value")[0].text("value") }
        }
    }

    /// A lane's session with its claims.
    private struct Lane: ~Copyable {
        private var session: StageSession<NotifyKnowledge>
        private var claims: Claims

        init(
            _ url: String, patience: Duration = ClaimTests.patience, filed: Set<NotificationChannel> = []
        ) throws {
            var session = try StageSession(
                url: url, name: "test", knowledge: SharedKnowledge(), at: .now, read: NotifyKnowledge.read)
            claims = try Claims(patience: patience, filed: filed, in: &session)
            self.session = session
        }

        mutating func add(_ ready: [Notice], later: [(Notice, Instant)] = []) throws -> Claim {
            try claims.add(ready, later: later, at: .now, in: &session)
        }

        mutating func takeDue(after seconds: Int64) throws -> (Claim, [DueNotice]) {
            try claims.takeDue(limit: 10, at: Instant.now.advanced(bySeconds: seconds), in: &session)
        }

        mutating func takeOver(at moment: ContinuousClock.Instant) throws -> (Claim, [DueNotice])? {
            try claims.takeOver(at: moment, in: &session)
        }

        mutating func settle(_ claim: Claim, _ attempts: [Attempt]) throws {
            try claims.settle(claim, attempts.map { $0.settlement(at: .now) }, at: .now, in: &session)
        }

        mutating func reopen() throws {
            try session.reopen()
            try claims.renew(in: &session)
        }
    }

    private let all = (0..<3).map { SampleNotice.notification($0) }

    private func claimAll(_ lane: inout Lane) throws -> Claim {
        let claim = try lane.add(all)
        try #require(claim.id != nil)
        return claim
    }

    private func attempts(_ outcome: AttemptOutcome, number: Int = 1) -> [Attempt] {
        all.map { Attempt(notification: $0.id, outcome: outcome, number: number) }
    }

    private static let states = "SELECT string_agg(state || ' ' || attempts, ', ') FROM notification"
    private static let claims = "SELECT count(*) FROM \(openClaims)"
    private static let openClaims = "notification_claim WHERE settled_at IS NULL"
    private static let due = "SELECT count(*) FROM notification_due"

    /// As when the network or the server ends the session of the worker that made the only claim.
    private func endOwner(_ look: (String) throws -> String) throws {
        let ended = try look(
            """
            SELECT pg_terminate_backend(l.pid, 5000) FROM pg_locks l JOIN notification_claim c
            ON l.locktype = 'advisory' AND c.owner = (l.classid::bigint << 32) + l.objid::bigint
            """)
        #expect(ended == "true")
    }

    /// The server notices the end of a session a moment later.
    private func awaitOrphan(_ look: (String) throws -> String) throws {
        let orphans = "SELECT count(*) FROM \(Self.openClaims) AND pg_try_advisory_xact_lock_shared(owner)"
        try #require(try poll(seconds: 10) { try look(orphans) == "1" })
    }

    @Test("a claim stays with its session however slow that is, and is taken over when it has been gone for a while")
    func ownership() throws {
        try with { url, look in
            var second = try Lane(url)
            do {
                var first = try Lane(url)
                #expect(try claimAll(&first).ids == Set(all.map(\.id)))
                for seconds in [0, 60, 3600] { #expect(try second.takeOver(at: start + .seconds(seconds)) == nil) }
            }
            try awaitOrphan(look)
            let dead = start + .seconds(7200)
            #expect(try second.takeOver(at: dead) == nil)
            #expect(try second.takeOver(at: dead + Self.patience - .milliseconds(1)) == nil)
            let (claim, left) = try #require(try second.takeOver(at: dead + Self.patience))
            #expect(claim.ids == Set(all.map(\.id)))
            #expect(Set(left.compactMap(\.notification?.id)) == claim.ids && left.allSatisfy { $0.attempts == 1 })
            try second.settle(claim, attempts(.unknown("?")))
            #expect(try look(Self.states) == "unknown 1, unknown 1, unknown 1")
            #expect(try look(Self.claims) == "0")
        }
    }

    @Test("a claim says by which channel how many were sent, and nothing of what was not")
    func told() throws {
        let channel = try #require(all.first?.channel)
        try with { url, look in
            var lane = try Lane(url)
            let claim = try claimAll(&lane)
            let outcomes: [AttemptOutcome] = [.sent, .failed("550"), .sent]
            try lane.settle(
                claim,
                zip(all, outcomes).map {
                    Attempt(notification: $0.id, outcome: $1, number: 1, channel: $0.channel)
                })
            #expect(
                try look("SELECT told = '{\"\(channel.rawValue)\": 2}' FROM notification_claim") == "true")
        }
        try with { url, look in
            var lane = try Lane(url)
            try lane.settle(try claimAll(&lane), attempts(.unknown("?")))
            #expect(try look("SELECT told = '{}' FROM notification_claim") == "true")
        }
    }

    @Test("who lost the database and comes back before the others' patience ends settles what it sent")
    func cutOff() throws {
        try with { url, look in
            var first = try Lane(url)
            var second = try Lane(url)
            let claim = try claimAll(&first)
            try endOwner(look)
            #expect(try second.takeOver(at: start) == nil)
            #expect(throws: StageFailure.self) { try first.settle(claim, attempts(.sent)) }
            try first.reopen()
            #expect(try second.takeOver(at: start + Self.patience - .milliseconds(1)) == nil)
            try first.settle(claim, attempts(.sent))
            #expect(try second.takeOver(at: start + Self.patience) == nil)
            #expect(try look(Self.states) == "sent 1, sent 1, sent 1")
        }
    }

    @Test("what went to a file is filed and not sent, by channel; failures are what they are")
    func filed() throws {
        for (filed, states) in [
            ([NotificationChannel.email], "filed 1, filed 1, failed 1"), ([.sms], "sent 1, sent 1, failed 1"),
            ([.email, .sms], "filed 1, filed 1, failed 1"), ([], "sent 1, sent 1, failed 1"),
        ] as [(Set<NotificationChannel>, String)] {
            try with { url, look in
                var lane = try Lane(url, filed: filed)
                let claim = try claimAll(&lane)
                #expect(try look(Self.states) == "claimed 1, claimed 1, claimed 1")
                let ends: [AttemptOutcome] = [.sent, .sent, .failed("550")]
                try lane.settle(
                    claim, zip(all, ends).map { Attempt(notification: $0.id, outcome: $1, number: 1) })
                #expect(
                    try look("SELECT string_agg(state || ' ' || attempts, ', ' ORDER BY id) FROM notification")
                        == states)
                #expect(try look("SELECT count(*) FROM notification WHERE settled_at IS NULL") == "0")
            }
        }
    }

    @Test("who comes back later changes nothing of what another has taken over")
    func tooLate() throws {
        try with { url, look in
            var first = try Lane(url)
            var second = try Lane(url, patience: .zero)
            let claim = try claimAll(&first)
            try endOwner(look)
            let (taken, _) = try #require(try second.takeOver(at: start))
            #expect(throws: StageFailure.self) { try first.settle(claim, attempts(.retry("451"))) }
            try first.reopen()
            try first.settle(claim, attempts(.retry("451")))
            #expect(try look(Self.states) == "claimed 1, claimed 1, claimed 1")
            #expect(try look(Self.due) == "0")
            try second.settle(taken, attempts(.sent))
            try first.settle(claim, attempts(.failed("550")))
            #expect(try look(Self.states) == "sent 1, sent 1, sent 1")
        }
    }

    @Test("of what its worker said nothing about, nobody believes that it was sent")
    func silence() throws {
        try with { url, look in
            var lane = try Lane(url)
            let claim = try claimAll(&lane)
            try lane.settle(claim, Array(attempts(.sent).dropLast()))
            let states = try look(Self.states).split(separator: ", ")
            #expect(states.sorted() == ["sent 1", "sent 1", "unknown 1"])
        }
    }

    @Test("outcomes are stored once: told again, when the answer to the first COMMIT was lost, they undo nothing")
    func toldTwice() throws {
        try with { url, look in
            var first = try Lane(url)
            var second = try Lane(url)
            let claim = try claimAll(&first)
            try first.settle(claim, attempts(.retry("451")))
            #expect(try look(Self.due) == "3")
            // The second attempt is under way, with another worker.
            let (again, due) = try second.takeDue(after: 60)
            #expect(due.map(\.attempts) == [1, 1, 1])
            try first.settle(claim, attempts(.retry("451")))
            #expect(try look(Self.states) == "claimed 2, claimed 2, claimed 2")
            #expect(try look(Self.due) == "0")
            try second.settle(again, attempts(.sent, number: 2))
            #expect(try look(Self.states) == "sent 2, sent 2, sent 2")
        }
    }

    @Test("a claim that nobody knows of, because the answer to its COMMIT was lost, is found by its own maker too")
    func unknownCommit() throws {
        try with { url, look in
            var first = try Lane(url, patience: .zero)
            _ = try claimAll(&first)
            try endOwner(look)
            #expect(throws: StageFailure.self) { try first.takeOver(at: start) }
            try first.reopen()
            // The event is handled again: everything is known, nothing is claimed twice.
            #expect(try first.add(all).ids == [])
            #expect(try first.takeOver(at: start)?.1.count == 3)
        }
    }

    @Test("what was put off for the reporter of a case that follows goes to that one's address")
    func follower() throws {
        try with { url, _ in
            var lane = try Lane(url)
            let wanted = [SampleNotice.notification(0), SampleNotice.notification(0, follower: 2)]
            _ = try lane.add([], later: wanted.map { ($0, .now) })
            let (_, due) = try lane.takeDue(after: 60)
            let found = due.compactMap(\.notification).map { "\($0.role) \($0.address)" }
            #expect(found.sorted() == ["follower warga2@contoh.example", "reporter warga0@contoh.example"])
        }
    }

    @Test("two that find the same claim: one has it")
    func oneHeir() throws {
        try with { url, look in
            do {
                var first = try Lane(url)
                _ = try claimAll(&first)
            }
            try awaitOrphan(look)
            var second = try Lane(url, patience: .zero)
            var third = try Lane(url, patience: .zero)
            #expect(try second.takeOver(at: start) != nil)
            #expect(try third.takeOver(at: start) == nil)
            #expect(try look(Self.claims) == "1")
        }
    }
}
