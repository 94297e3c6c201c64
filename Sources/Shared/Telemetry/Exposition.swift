/// What a process tells Prometheus: text exposition format 0.0.4.
package struct Exposition: Sendable {
    private let stage: String
    private let lanes: [LaneStatus]

    package init(stage: String, lanes: [LaneStatus]) {
        self.stage = stage
        self.lanes = lanes
    }

    package var isReady: Bool { lanes.allSatisfy(\.isReady) }

    package var text: String {
        let counts = lanes.map(\.counts)
        let rows: [(name: String, kind: String, help: String, value: Int)] = [
            ("lapor_items_total", "counter", "Items judged.", counts.reduce(0) { $0 + $1.items }),
            ("lapor_batches_total", "counter", "Transactions with items.", counts.reduce(0) { $0 + $1.batches }),
            ("lapor_published_total", "counter", "Events confirmed.", counts.reduce(0) { $0 + $1.published }),
            ("lapor_parked_total", "counter", "Items parked.", counts.reduce(0) { $0 + $1.parked }),
            (
                "lapor_spilled_total", "counter", "Deliveries acknowledged without being announced.",
                counts.reduce(0) { $0 + $1.spilled }
            ),
            ("lapor_reconnects_total", "counter", "Lanes opened again.", counts.reduce(0) { $0 + $1.reconnects }),
            ("lapor_holds_total", "counter", "Waits for the database.", counts.reduce(0) { $0 + $1.holds }),
            ("lapor_lanes", "gauge", "Lanes of the process.", lanes.count),
            ("lapor_lanes_ready", "gauge", "Lanes that work.", lanes.count { $0.isReady }),
        ]
        return rows.map { row in
            "# HELP \(row.name) \(row.help)\n# TYPE \(row.name) \(row.kind)\n\(row.name){stage=\"\(stage)\"} \(row.value)\n"
        }.joined()
    }
}
