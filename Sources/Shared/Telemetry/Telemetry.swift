import CoreMetrics

/// What is counted wherever it happens, by whatever the process has set up for it; nothing in a program that counts nothing.
package enum Telemetry {
    package enum Server: String, Sendable {
        case broker, database
    }

    /// A connection was opened: many of them are a storm.
    package static func connected(to server: Server) {
        Counter(label: MetricFamily.connections.name, dimensions: [("to", server.rawValue)]).increment()
    }
}
