import Foundation
import Shared

extension TestBroker {
    private struct Row: Decodable {
        var name: String
        var connected_at: Int64?
    }

    /// The connections to this virtual host by the broker's names, oldest first, as soon as there are `count`.
    ///
    /// The management state lag, so this waits, but not longer than 10 s.
    /// - Throws: `TopologyError`.
    package func connections(_ count: Int) throws -> [String] {
        var rows: [Row] = []
        _ = try poll(seconds: 10) {
            let body = try api.send("GET", "vhosts/\(path)/connections", [])
            rows = try JSONDecoder().decode([Row].self, from: Data(body)).filter { $0.connected_at != nil }
            return rows.count >= count
        }
        return rows.sorted { ($0.connected_at ?? 0, $0.name) < ($1.connected_at ?? 0, $1.name) }.map(\.name)
    }

    /// Has the broker close a connection (320 CONNECTION_FORCED).
    ///
    /// - Throws: `TopologyError`.
    package func close(_ connection: String) throws {
        try api.send("DELETE", "connections/\(ManagementAPI.escape(connection))", [])
    }

    /// Has the broker close all connections to this virtual host, of which at least `count` are expected.
    ///
    /// - Returns: how many there were.
    /// - Throws: `TopologyError`.
    @discardableResult
    package func closeConnections(_ count: Int = 1) throws -> Int {
        let names = try connections(count)
        for name in names {
            // One that has ended meanwhile is closed.
            do { try close(name) } catch TopologyError.answer(let text) where text.hasSuffix("is not there") {}
        }
        return names.count
    }
}
