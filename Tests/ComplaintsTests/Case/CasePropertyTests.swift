import Figures
import TestKit
import Testing

@testable import Complaints

/// Random lives of cases: whatever people, clocks, calendars and the queue do, no case comes where it must not be, and no
/// figure fails to add up.
@Suite struct CasePropertyTests {
    static let cases = 400
    static let commands = Depth.of(200_000, proof: 1_000_000)

    private static func live(seed: UInt64, _ commands: Int) throws -> RandomCasework {
        var casework = try RandomCasework(seed: seed, cases: Self.cases)
        for _ in 0..<commands { try casework.turn() }
        try casework.finish()
        return casework
    }

    @Test func `random commands with repetitions, reordering, stale actors, clocks and new calendars`() throws {
        let casework = try Self.live(seed: Depth.seed, Self.commands)
        #expect(casework.violations.isEmpty, "\(casework.violations.prefix(10).joined(separator: "\n"))")
        #expect(casework.tally.commands == Self.commands)
        #expect(casework.tally.deliveries > Self.commands)
        try checkReplay(casework)
        checkCoverage(casework)
    }

    /// Journals replay to the same cases, and the figures of the events are those of the cases.
    private func checkReplay(_ casework: RandomCasework) throws {
        var counts: [CaseStatus: Int] = [:]
        for (state, journal) in casework.cases {
            let replayed = try CaseState(replaying: journal)
            #expect(replayed == state)
            counts[replayed.status, default: 0] += 1
            #expect(journal.map(\.version) == Array(1...journal.count))
        }
        let figures = try StatusFigures(casework.figures, total: Self.cases)
        for status in CaseStatus.allCases { #expect(figures.count(status) == counts[status, default: 0]) }
    }

    /// The lives were full ones: every event but those of the watch over bodies, and nearly every refusal.
    private func checkCoverage(_ casework: RandomCasework) {
        let other: Set<CaseEvent> = [.registered, .held, .released]
        let missing = CaseEvent.allCases.filter { casework.tally.events[$0] == nil && !other.contains($0) }
        #expect(missing.isEmpty)
        let storesOwn: Set<CommandRefusal.Code> = [.unknownCase, .keyTaken, .idReused, .tooManyTries]
        let never = CommandRefusal.Code.allCases.filter {
            // Who gives a command is known before the case is asked.
            casework.tally.refusals[$0] == nil && !storesOwn.contains($0) && !$0.rawValue.hasPrefix("token_")
        }
        #expect(never.isEmpty)
        #expect(casework.tally.applied > Self.commands / 20)
    }

    @Test func `the same seed makes the same lives`() throws {
        let first = try Self.live(seed: 7, 3000)
        let second = try Self.live(seed: 7, 3000)
        #expect(first.cases.map(\.journal) == second.cases.map(\.journal))
    }
}
