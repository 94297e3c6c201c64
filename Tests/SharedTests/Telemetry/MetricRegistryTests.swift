import Complaints
import Contract
import CoreMetrics
import Rabbit
import TestKit
import Testing

@testable import Shared

@Suite struct MetricRegistryTests {
    private let metrics = MetricRegistry()

    private func lines(of name: String) -> [String] {
        metrics.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix(name) }
    }

    @Test func `the same name and labels are the same counter`() {
        let name = MetricFamily.connections.name
        for _ in 0..<3 { Counter(label: name, dimensions: [("to", "broker")], factory: metrics).increment() }
        Counter(label: name, dimensions: [("to", "database")], factory: metrics).increment(by: 7)
        #expect(lines(of: name) == [#"\#(name){to="broker"} 3"#, #"\#(name){to="database"} 7"#])
    }

    @Test func `a histogram counts up to and including each bound`() {
        let recorder = Recorder(label: MetricFamily.batchItems.name, factory: metrics)
        for size in [1, 2, 3, 512, 5000] { recorder.record(size) }
        recorder.record(Double.nan)
        let name = MetricFamily.batchItems.name
        let expected = [("1", 1), ("2", 2), ("4", 3), ("256", 3), ("512", 4), ("2048", 4), ("+Inf", 5)]
        for (bound, count) in expected { #expect(lines(of: name).contains("\(name)_bucket{le=\"\(bound)\"} \(count)")) }
        #expect(lines(of: name).suffix(2) == ["\(name)_sum 5518", "\(name)_count 5"])
    }

    @Test func `times are told in seconds`() {
        let timer = CoreMetrics.Timer(
            label: MetricFamily.steps.name, dimensions: [("stage", "s"), ("step", "store")], factory: metrics)
        timer.recordNanoseconds(1_500_000)
        timer.recordSeconds(2)
        let name = MetricFamily.steps.name
        #expect(lines(of: name).contains("\(name)_sum{stage=\"s\",step=\"store\"} 2.0015"))
        #expect(lines(of: name).contains("\(name)_bucket{stage=\"s\",step=\"store\",le=\"0.0025\"} 1"))
    }

    @Test func `what a library counts has a name that Prometheus takes`() {
        Counter(label: "http.server-requests", dimensions: [("path", "a\"b\\c\nd")], factory: metrics).increment()
        Gauge(label: "9lives", factory: metrics).record(1.5)
        Meter(label: "level", factory: metrics).set(-2)
        #expect(metrics.text.contains(#"http_server_requests_total{path="a\"b\\c\nd"} 1"#))
        #expect(lines(of: "_9lives ") == ["_9lives 1.5"] && lines(of: "level ") == ["level -2"])
    }

    @Test func `samples of others are asked for each time`() {
        let (first, second) = (MetricSample(.waiting, 1, ("work", "clock")), MetricSample(.waitingOldest, .infinity))
        metrics.add { [first] }
        metrics.add { [second] }
        #expect(lines(of: "lapor_waiting{") == [#"lapor_waiting{work="clock"} 1"#])
        #expect(lines(of: "lapor_waiting_oldest_seconds ") == ["lapor_waiting_oldest_seconds +Inf"])
    }
}

@Suite struct LaneMeterTests {
    private let metrics = MetricRegistry()

    private func value(_ series: String) -> Double? {
        metrics.text.split(separator: "\n").first { $0.hasPrefix(series + " ") }
            .flatMap { Double($0.dropFirst(series.count + 1)) }
    }

    @Test func `a turn's five steps, each once, with the items of the turn`() {
        var lane = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b c")])
        lane.lane.meter = LaneMeter(stage: "s", factory: metrics)
        #expect(lane.turn() == nil)
        for step in LaneMeter.Step.allCases {
            #expect(value(#"lapor_turn_duration_seconds_count{stage="s",step="\#(step)"}"#) == 1, "\(step)")
        }
        #expect(value(#"lapor_batch_items_sum{stage="s"}"#) == 3)
        // A turn without work measures nothing.
        #expect(lane.turn() == nil)
        #expect(value(#"lapor_batch_items_count{stage="s"}"#) == 1)
    }

    @Test func `how old the first message is when its turn has ended`() {
        var meter = LaneMeter(
            stage: "s", factory: metrics, now: { ContinuousClock.now },
            moment: { Instant(microseconds: 1_700_000_010_500_000) })
        for (properties, measured) in [
            (MessageProperties(timestamp: 1_700_000_008), 1),
            (MessageProperties(headers: ["timestamp_in_ms": .integer(1_700_000_009_500)], timestamp: 1), 2),
            // Ahead of this clock: no age below nought.
            (MessageProperties(timestamp: 1_700_000_060), 3),
            (MessageProperties(), 3), (MessageProperties(timestamp: 0), 3), (MessageProperties(timestamp: .max), 3),
            (MessageProperties(timestamp: 1_700_000_008_000), 3),
            (MessageProperties(headers: ["timestamp_in_ms": .integer(.min)]), 3),
        ] {
            meter.begin(published: Delivery(tag: 1, properties: properties).published)
            meter.end(items: 1)
            #expect(value(#"lapor_message_age_seconds_count{stage="s"}"#) == Double(measured), "\(properties)")
        }
        #expect(value(#"lapor_message_age_seconds_sum{stage="s"}"#) == 3.5)
    }

    @Test func `what a commit takes is no part of storing`() {
        let moments = CallClock([0, 10, 110, 140, 150])
        var meter = LaneMeter(stage: "s", factory: metrics, now: { moments.next() })
        meter.begin()
        meter.end(.collect)
        meter.end(.store, commit: .milliseconds(80))
        meter.end(.publish)
        meter.end(.acknowledge)
        meter.end(items: 4)
        let expected: [(LaneMeter.Step, Double)] = [
            (.collect, 0.01), (.store, 0.02), (.commit, 0.08), (.publish, 0.03), (.acknowledge, 0.01),
        ]
        for (step, seconds) in expected {
            let sum = value(#"lapor_turn_duration_seconds_sum{stage="s",step="\#(step)"}"#)
            #expect(abs((sum ?? -1) - seconds) < 1e-9, "\(step)")
        }
    }

    @Test func `items are counted by what became of them`() {
        var lane = LaneUnderTest([Delivery(1, "a b unreadable"), Delivery(2, "c", returned: 1)])
        lane.script.judge("b", .finish)
        #expect(lane.turn() == nil)
        let counts = lane.status.counts
        #expect((counts.items, counts.announced, counts.parked, counts.unannounced) == (4, 2, 1, 0))
    }
}
