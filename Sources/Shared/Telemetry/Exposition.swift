/// What a process tells Prometheus, and whether it is ready.
package struct Exposition: Sendable {
    private let stage: String
    private let roster: LaneRoster
    private var lanes: [LaneGroup.Member] { roster.members }
    private let metrics: MetricRegistry
    private let process = ProcessFigures()
    private let build: MetricSample

    /// - Parameters:
    ///   - program: its name, release and commit.
    ///   - stage: name of its work: a queue's, mostly.
    ///   - metrics: what it counts beside its lanes' own counts.
    package init(
        program: (name: String, version: String, commit: String), stage: String,
        lanes: LaneRoster, metrics: MetricRegistry
    ) {
        self.stage = stage
        roster = lanes
        self.metrics = metrics
        build = MetricSample(
            .buildInfo, 1, ("program", program.name), ("version", program.version), ("commit", program.commit))
    }

    package var isReady: Bool { lanes.allSatisfy(\.status.isReady) }

    /// Text exposition format 0.0.4.
    package var text: String {
        ([build] + process.samples + turns + states + metrics.samples).exposition
    }

    /// What the lanes counted, together.
    private var turns: [MetricSample] {
        let counts = lanes.map(\.status.counts)
        func sum(_ field: KeyPath<LaneStatus.Counts, Int>) -> Int { counts.reduce(0) { $0 + $1[keyPath: field] } }
        let (announced, parked, unannounced) = (sum(\.announced), sum(\.parked), sum(\.unannounced))
        let outcomes = [
            ("announced", announced), ("finished", max(0, sum(\.items) - announced - parked - unannounced)),
            ("parked", parked), ("unannounced", unannounced),
        ]
        let totals: [(MetricFamily, KeyPath<LaneStatus.Counts, Int>)] = [
            (.batches, \.batches), (.published, \.published), (.spilled, \.spilled), (.reconnects, \.reconnects),
            (.holds, \.holds), (.watchdog, \.silences),
        ]
        return outcomes.map { MetricSample(.items, Double($1), ("stage", stage), ("outcome", $0)) }
            + totals.map { MetricSample($0, Double(sum($1)), ("stage", stage)) }
    }

    private var states: [MetricSample] {
        let ready = lanes.count { $0.status.isReady }
        let totals = [
            MetricSample(.lanes, Double(lanes.count), ("stage", stage)),
            MetricSample(.lanesReady, Double(ready), ("stage", stage)),
        ]
        return totals
            + lanes.flatMap { lane in
                [
                    MetricSample(.laneReady, lane.status.isReady ? 1 : 0, ("stage", stage), ("lane", lane.name)),
                    MetricSample(
                        .laneSilence, Double(lane.status.silence) / 1000, ("stage", stage), ("lane", lane.name)),
                ]
            }
    }
}
