import Foundation

extension ManagementAPI {
    /// Messages that are delivered and not settled, by queue, as the broker counted them some seconds ago.
    package func held() throws(TopologyError) -> [String: Int] {
        let body = try send("GET", "queues/\(virtualHost)?disable_stats=true&enable_queue_totals=true", [])
        guard let rows = try? JSONDecoder().decode([QueueTotals].self, from: Data(body)) else {
            throw TopologyError.answer("queues: not the JSON that was expected")
        }
        return Dictionary(rows.compactMap { row in row.messages_unacknowledged.map { (row.name, $0) } }) { first, _ in
            first
        }
    }

    /// How many bytes the messages of each queue take, by its name.
    package func queueBytes() throws(TopologyError) -> [String: Int] {
        let body = try send("GET", "queues/\(virtualHost)?columns=name,message_bytes", [])
        guard let rows = try? JSONDecoder().decode([QueueSize].self, from: Data(body)) else {
            throw TopologyError.answer("queues: not the JSON that was expected")
        }
        return Dictionary(rows.compactMap { row in row.message_bytes.map { (row.name, $0) } }) { first, _ in first }
    }
}

private struct QueueTotals: Decodable {
    var name: String
    var messages_unacknowledged: Int?
}

private struct QueueSize: Decodable {
    var name: String
    /// Not there until the broker has counted for the first time.
    var message_bytes: Int?
}
