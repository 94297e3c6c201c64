import Foundation
import Synchronization
import TestKit
import Testing

@testable import Shared

/// Lanes that are added while a process runs.
@Suite struct LaneRosterTests {
    /// Which lanes ran, and which have ended.
    private final class Lives: Sendable {
        private let state = Mutex((began: [String](), ended: [String]()))

        func member(_ name: String) -> LaneGroup.Member {
            let status = LaneStatus()
            return LaneGroup.Member(name: name, status: status) {
                self.state.withLock { $0.began.append(name) }
                while !status.isStopping { Thread.sleep(forTimeInterval: 0.01) }
                self.state.withLock { $0.ended.append(name) }
            }
        }

        var began: [String] { state.withLock { $0.began.sorted() } }
        var ended: [String] { state.withLock { $0.ended.sorted() } }
    }

    @Test func `one that is added later starts; all end together, and none starts after that`() async throws {
        let lives = Lives()
        let roster = LaneRoster([lives.member("a")])
        let group = LaneGroup(
            roster,
            scout: { roster in
                roster.add(lives.member("b"))
                while !roster.isStopping { Thread.sleep(forTimeInterval: 0.01) }
                roster.add(lives.member("late"))
            }, silenceLimit: 60_000, world: ManualWorld { _ in }.world)
        async let over: Void = group.run()
        // Without holding up the thread on which the group begins.
        for _ in 0..<200 where lives.began.count < 2 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(lives.began == ["a", "b"])
        #expect(roster.members.map(\.name) == ["a", "b"] && lives.ended.isEmpty)
        roster.stop()
        try await over
        #expect(lives.ended == ["a", "b"] && lives.began == ["a", "b"])
        #expect(roster.members.allSatisfy { $0.status.isStopping })
    }

    @Test func `without a scout the group ends with its lanes`() async throws {
        let lives = Lives()
        let member = lives.member("a")
        member.status.requestStop()
        try await LaneGroup(LaneRoster([member]), silenceLimit: 60_000, world: ManualWorld { _ in }.world).run()
        #expect(lives.ended == ["a"])
    }
}
