import Foundation
import TestKit
import Testing

@testable import Complaints

/// Whoever owes more or less because of an event hears of it.
@Suite struct HearersTests {
    private static let seed = Depth.seed

    /// Who must act, while nobody waits for the reporter; nil: nobody.
    private static func owing(_ state: CaseState) -> String? {
        guard state.clocks.contains(where: { $0.clock.hasLadder && !$0.isPaused }) else { return nil }
        let place = state.heldAt ?? state.body ?? state.desk
        // What was filed before anybody had it is looked at by the national desk.
        return state.status == .arsip ? place ?? Body.nationalDesk : place
    }

    @Test func `no event that changes who owes what is silent to those it changes`() throws {
        var casework = try RandomCasework(seed: Self.seed, cases: 60)
        for _ in 0..<9000 { try casework.turn() }
        try casework.finish()
        var (changes, lost): (Int, Set<CaseEvent>) = (0, [])
        for life in casework.cases {
            var state = CaseState(id: life.state.id)
            for entry in life.journal {
                let before = Self.owing(state)
                try state.apply(entry)
                let after = Self.owing(state)
                guard before != after else { continue }
                changes += 1
                let told = Set(entry.details.places(hearing: entry.event).map(\.place))
                let isNobodys = entry.event == .archived && entry.details.body == nil
                if let before, !isNobodys {
                    #expect(told.contains(before), "\(entry.event) takes it from \(before): \(told)")
                    lost.insert(entry.event)
                }
                // A case that comes back to a desk that cannot act is told to who will hold it.
                let holder = after.flatMap { SampleCasework.rules(dormant: ["64/1.03", "64.72"]).holder(for: $0) }
                if let after {
                    #expect(
                        told.contains(after) || holder.map(told.contains) ?? false, "\(entry.event) gives \(after) it")
                }
            }
        }
        #expect(changes > 500 && lost.isSuperset(of: [.assigned, .transferred, .refused, .archived, .merged, .asked]))
    }

    @Test func `a reporter hears of each step upwards once for each height, and of nothing that changes nothing`() {
        func told(_ fill: (inout EventDetails) -> Void) -> Bool {
            var details = EventDetails()
            fill(&details)
            return details.isToldToReporter(.escalated)
        }
        let due = Instant(microseconds: 0)
        func clock(_ clock: DeadlineClock, _ step: ClockStep) -> RunningClock {
            RunningClock(clock, from: due, days: 5, due: due, step: step)
        }
        for level in EscalationLevel.allCases {
            let isUp = level == .coordinator || level == .national
            #expect(told { ($0.level, $0.clock) = (level, .firstReply) } == (level != .head), "\(level)")
            #expect(told { ($0.level, $0.role) = (level, .officer) } == isUp, "\(level)")
            #expect(told { ($0.level, $0.role) = (level, .reporter) } == (level == .ombudsman), "\(level)")
            #expect(!told { ($0.level, $0.role, $0.cause) = (level, .officer, "spam") }, "\(level)")
        }
        #expect(
            !told {
                ($0.level, $0.clock, $0.step) = (.coordinator, .completeOrdinary, .coordinator)
                $0.clocks = [clock(.firstReply, .national), clock(.completeOrdinary, .coordinator)]
            })
        #expect(
            told {
                ($0.level, $0.clock, $0.step) = (.national, .completeOrdinary, .national)
                $0.clocks = [clock(.firstReply, .coordinator), clock(.completeOrdinary, .national)]
            })
    }

    @Test func `the page has the table`() throws {
        let page = try String(contentsOf: TestStack.root.appending(path: "docs/casework.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").map(String.init)
        let header = try #require(rows.firstIndex { $0.hasPrefix("| event | officers |") })
        #expect(Array(rows[(header + 2)...].prefix { $0.hasPrefix("|") }) == CaseEvent.allCases.map(\.row))
    }
}

extension CaseEvent {
    /// The row in the page.
    fileprivate var row: String {
        let officers = Hearers.Officers.allCases.filter(hearers.officers.contains).map(\.rawValue).joined(
            separator: ", ")
        var words = EventDetails()
        words.taken = .added
        let isTold = hearers.reporter ? "yes" : words.isToldToReporter(self) ? "words" : "–"
        let reporter = self == .escalated ? "steps" : isTold
        return
            "| `\(rawValue)` | \(officers.isEmpty ? "–" : officers) | \(reporter) | \(hearers.followers ? "yes" : "–") |"
    }
}
