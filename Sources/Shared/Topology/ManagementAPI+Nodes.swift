import Foundation

/// A node's memory and disk, and where each sets off its alarm.
package struct BrokerNode: Decodable, Sendable {
    package var name: String
    package var diskFree: Double?
    package var diskLimit: Double?
    package var memoryUsed: Double?
    package var memoryLimit: Double?

    package init(
        name: String, diskFree: Double? = nil, diskLimit: Double? = nil, memoryUsed: Double? = nil,
        memoryLimit: Double? = nil
    ) {
        self.name = name
        self.diskFree = diskFree
        self.diskLimit = diskLimit
        self.memoryUsed = memoryUsed
        self.memoryLimit = memoryLimit
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case diskFree = "disk_free"
        case diskLimit = "disk_free_limit"
        case memoryUsed = "mem_used"
        case memoryLimit = "mem_limit"
    }
}

extension ManagementAPI {
    /// All nodes; none for an account without the tag monitoring, which is not told.
    package func nodes() -> [BrokerNode] {
        guard let body = try? send("GET", "nodes", []) else { return [] }
        return (try? JSONDecoder().decode([BrokerNode].self, from: Data(body))) ?? []
    }

    /// Whether an alarm of memory or disk holds publishers back.
    package var isAlarmed: Bool { (try? send("GET", "health/checks/alarms", [])) == nil }
}
