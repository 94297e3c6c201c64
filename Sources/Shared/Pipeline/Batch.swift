import Contract
import Rabbit

/// What one turn works on: items, where each came from, and the deliveries to acknowledge for them.
struct Batch<Item: Sendable> {
    struct Origin {
        var delivery: Int
        var index: Int?
        var bytes: [UInt8]?
    }

    private(set) var deliveries: [Delivery] = []
    private(set) var items: [Item] = []
    private(set) var origins: [Origin] = []
    private(set) var rejections: [(Origin, Rejection)] = []

    /// Items and rejections together.
    var size: Int { items.count + rejections.count }
    var tags: [UInt64] { deliveries.map(\.tag) }
    var lastTag: UInt64 { deliveries.last?.tag ?? 0 }

    mutating func add(_ delivery: Delivery, _ entries: [Entry<Item>]) {
        let position = deliveries.count
        deliveries.append(delivery)
        for entry in entries {
            let origin = Origin(delivery: position, index: entry.index, bytes: entry.bytes)
            switch entry.content {
            case .success(let item):
                items.append(item)
                origins.append(origin)
            case .failure(let rejection):
                rejections.append((origin, rejection))
            }
        }
    }
}
