/// One message of a delivery, which may carry many: an item, or the reason why it is none.
package struct Entry<Item: Sendable>: Sendable {
    package var content: Result<Item, Rejection>
    /// Its position when the delivery carried many.
    package var index: Int?
    /// Its own bytes when the delivery carried many; nil: they are cut out of the body when they are needed.
    package var bytes: [UInt8]?

    package init(_ content: Result<Item, Rejection>, index: Int? = nil, bytes: [UInt8]? = nil) {
        self.content = content
        self.index = index
        self.bytes = bytes
    }

    package func map<Other>(_ transform: (Item) -> Other) -> Entry<Other> {
        Entry<Other>(content.map(transform), index: index, bytes: bytes)
    }

    package func flatMap<Other>(_ transform: (Item) -> Result<Other, Rejection>) -> Entry<Other> {
        Entry<Other>(content.flatMap(transform), index: index, bytes: bytes)
    }
}
