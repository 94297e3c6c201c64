import CoreMetrics
import Testing

@testable import Shared

@Suite struct ExpositionTests {
    private func lane(_ change: (inout LaneStatus.Counts) -> Void, ready: Bool) -> LaneStatus {
        let status = LaneStatus()
        status.count(change)
        status.setReady(ready)
        return status
    }

    private func exposition(_ lanes: [LaneStatus], _ metrics: MetricRegistry = MetricRegistry()) -> Exposition {
        Exposition(
            program: ("IntakeWorker", "1.2.3", "abc"), stage: "intake",
            lanes: LaneRoster(
                lanes.enumerated().map { number, status in
                    LaneGroup.Member(name: "intake-\(number)", status: status) {}
                }), metrics: metrics)
    }

    @Test func `counts of all lanes are added, items by what became of them`() {
        let text = exposition([
            lane({ ($0.items, $0.announced, $0.published, $0.holds, $0.spilled) = (5, 3, 4, 1, 8) }, ready: true),
            lane({ ($0.items, $0.parked, $0.reconnects, $0.batches) = (7, 2, 4, 6) }, ready: false),
            lane({ ($0.items, $0.unannounced, $0.silences) = (3, 3, 2) }, ready: false),
        ]).text
        let expected = [
            #"lapor_items_total{stage="intake",outcome="announced"} 3"#,
            #"lapor_items_total{stage="intake",outcome="finished"} 7"#,
            #"lapor_items_total{stage="intake",outcome="parked"} 2"#,
            #"lapor_items_total{stage="intake",outcome="unannounced"} 3"#,
            #"lapor_batches_total{stage="intake"} 6"#, #"lapor_published_total{stage="intake"} 4"#,
            #"lapor_spilled_total{stage="intake"} 8"#, #"lapor_reconnects_total{stage="intake"} 4"#,
            #"lapor_holds_total{stage="intake"} 1"#, #"lapor_watchdog_total{stage="intake"} 2"#,
            #"lapor_lanes{stage="intake"} 3"#, #"lapor_lanes_ready{stage="intake"} 1"#,
            #"lapor_lane_ready{stage="intake",lane="intake-0"} 1"#,
            #"lapor_lane_ready{stage="intake",lane="intake-1"} 0"#,
            #"lapor_build_info{program="IntakeWorker",version="1.2.3",commit="abc"} 1"#,
        ]
        let lines = text.split(separator: "\n").map(String.init)
        for line in expected { #expect(lines.contains(line), "\(line)") }
    }

    /// Text exposition format 0.0.4: of each name HELP and TYPE, once, then all its samples; counters end in `_total`, what has
    /// a unit ends with it, and nothing else does.
    @Test func `the form`() throws {
        let metrics = MetricRegistry()
        _ = LaneMeter(stage: "s", factory: metrics)
        Counter(label: MetricFamily.connections.name, dimensions: [("to", "broker")], factory: metrics).increment()
        let text = exposition([LaneStatus()], metrics).text
        #expect(text.hasSuffix("\n") && !text.contains("\n\n") && !text.contains("\r"))
        var seen: Set<String> = []
        var family = (name: "", kind: "")
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            switch words[1] {
            case "HELP":
                family = (words[2], "")
                #expect(words.count == 4 && seen.insert(words[2]).inserted, "\(line)")
            case "TYPE":
                family.kind = words[3]
                #expect(words[2] == family.name && (family.kind == "counter") == family.name.hasSuffix("_total"))
            case "UNIT":
                #expect(words[2] == family.name && family.name.contains("_\(words[3])"))
            default:
                let name = String(words[0].prefix { $0 != "{" })
                let own = ["", "_bucket", "_sum", "_count"].map { family.name + $0 }
                #expect(own.contains(name) && Double(words.last ?? "") != nil, "\(line)")
            }
        }
    }

    @Test func `a process tells when it started and what it uses`() throws {
        let lines = exposition([]).text.split(separator: "\n").map(String.init)
        func value(_ name: String) throws -> Double {
            let line = try #require(lines.first { $0.hasPrefix(name + " ") })
            return try #require(Double(line.dropFirst(name.count + 1)))
        }
        #expect(try value("process_start_time_seconds") > 1_700_000_000)
        #expect(try value("process_resident_memory_bytes") > 1_000_000)
        #expect(try value("process_cpu_seconds_total") >= 0)
    }

    @Test func `ready when all lanes are`() {
        let (up, down) = (lane({ _ in }, ready: true), lane({ _ in }, ready: false))
        #expect(exposition([up, up]).isReady)
        #expect(!exposition([up, down]).isReady)
        down.setReady(true)
        #expect(exposition([up, down]).isReady)
    }
}
