import Testing

@testable import Shared

@Suite struct ExpositionTests {
    private func lane(_ change: (inout LaneStatus.Counts) -> Void, ready: Bool) -> LaneStatus {
        let status = LaneStatus()
        status.count(change)
        status.setReady(ready)
        return status
    }

    @Test func `counts of all lanes are added`() {
        let exposition = Exposition(
            stage: "intake",
            lanes: [
                lane({ ($0.items, $0.published, $0.holds, $0.spilled) = (5, 3, 1, 8) }, ready: true),
                lane({ ($0.items, $0.parked, $0.reconnects, $0.batches) = (7, 2, 4, 6) }, ready: false),
            ])
        let samples = exposition.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            samples == [
                "lapor_items_total{stage=\"intake\"} 12", "lapor_batches_total{stage=\"intake\"} 6",
                "lapor_published_total{stage=\"intake\"} 3", "lapor_parked_total{stage=\"intake\"} 2",
                "lapor_spilled_total{stage=\"intake\"} 8", "lapor_reconnects_total{stage=\"intake\"} 4",
                "lapor_holds_total{stage=\"intake\"} 1",
                "lapor_lanes{stage=\"intake\"} 2", "lapor_lanes_ready{stage=\"intake\"} 1",
            ])
    }

    /// Text exposition format 0.0.4: HELP, TYPE, then samples of that name; counters end in `_total`; a line feed at the end.
    @Test func `the form`() throws {
        let text = Exposition(stage: "s", lanes: [LaneStatus()]).text
        #expect(text.hasSuffix("\n") && !text.contains("\n\n") && !text.contains("\r"))
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.count % 3 == 0)
        for start in stride(from: 0, to: lines.count, by: 3) {
            let name = lines[start][2]
            #expect(lines[start].starts(with: ["#", "HELP"]) && lines[start].count > 3)
            #expect(lines[start + 1].starts(with: ["#", "TYPE", name]))
            #expect((lines[start + 1][3] == "counter") == name.hasSuffix("_total"))
            #expect(lines[start + 2][0] == "\(name){stage=\"s\"}")
            #expect(Int(lines[start + 2][1]) != nil)
        }
    }

    @Test func `ready when all lanes are`() {
        let (up, down) = (lane({ _ in }, ready: true), lane({ _ in }, ready: false))
        #expect(Exposition(stage: "s", lanes: [up, up]).isReady)
        #expect(!Exposition(stage: "s", lanes: [up, down]).isReady)
        down.setReady(true)
        #expect(Exposition(stage: "s", lanes: [up, down]).isReady)
    }
}
