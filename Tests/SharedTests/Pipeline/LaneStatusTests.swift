import Foundation
import Testing

@testable import Shared

@Suite struct LaneStatusTests {
    @Test func `a new lane is neither ready nor stopping`() {
        let status = LaneStatus()
        #expect(!status.isReady && !status.isStopping && status.silence < 1_000)
    }

    @Test func `a lane that prepares is not silent, and counts anew afterwards`() {
        let status = LaneStatus()
        status.setPreparing(true)
        Thread.sleep(forTimeInterval: 0.05)
        #expect(status.silence == 0)
        status.setPreparing(false)
        Thread.sleep(forTimeInterval: 0.05)
        #expect(status.silence >= 50)
    }

    @Test func `a stop stays`() {
        let status = LaneStatus()
        status.requestStop()
        status.setReady(true)
        #expect(status.isStopping && status.isReady)
    }

    @Test func `counts from many threads add up`() async {
        let status = LaneStatus()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<1_000 { status.count { $0.items += 1 } } } }
        }
        #expect(status.counts.items == 8_000)
    }
}
