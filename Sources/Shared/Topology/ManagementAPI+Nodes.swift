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
    /// All nodes, with their memory and disk.
    ///
    /// - Throws: `TopologyError`, of an account without the tag monitoring too.
    package func nodes() throws(TopologyError) -> [BrokerNode] {
        let body = try send("GET", "nodes", [])
        guard let nodes = try? JSONDecoder().decode([BrokerNode].self, from: Data(body)) else {
            throw TopologyError.answer("nodes: not the JSON that was expected")
        }
        return nodes
    }
}
