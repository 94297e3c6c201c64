import Crypto

/// Trees of hashes as certificate transparency has them (RFC 9162, section 2.1), over SHA-256. Leaves and nodes are hashed with
/// different first bytes, so that none passes for the other.
package enum MerkleTree {
    /// Bytes of a hash.
    package static let length = 32

    static func leaf(_ bytes: some Sequence<UInt8>) -> [UInt8] { Array(SHA256.hash(data: [0] + bytes)) }

    static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [1] + left + right)) }

    /// The root, computed as the leaves come; it holds as many hashes as the tree is high.
    package struct Root: Sendable {
        package private(set) var leaves = 0
        /// Whole subtrees, the largest first.
        private var subtrees: [(size: Int, hash: [UInt8])] = []

        package init() {}

        package mutating func add(_ bytes: some Sequence<UInt8>) {
            leaves += 1
            var new = (size: 1, hash: MerkleTree.leaf(bytes))
            while let last = subtrees.last, last.size == new.size {
                subtrees.removeLast()
                new = (last.size + new.size, MerkleTree.node(last.hash, new.hash))
            }
            subtrees.append(new)
        }

        package var hash: [UInt8] {
            guard var hash = subtrees.last?.hash else { return Array(SHA256.hash(data: [UInt8]())) }
            for subtree in subtrees.dropLast().reversed() { hash = MerkleTree.node(subtree.hash, hash) }
            return hash
        }
    }

    /// What proves that the leaf at `index` is in the tree of `leaves`: the hashes beside its way, lowest first.
    package static func path(to index: Int, in leaves: [[UInt8]]) -> [[UInt8]] {
        path(to: index, in: leaves.map { leaf($0) }[...])
    }

    private static func path(to index: Int, in hashes: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard hashes.count > 1 else { return [] }
        let middle = hashes.startIndex + half(hashes.count)
        let (left, right) = (hashes[..<middle], hashes[middle...])
        return index < left.count
            ? path(to: index, in: left) + [root(right)] : path(to: index - left.count, in: right) + [root(left)]
    }

    private static func root(_ hashes: ArraySlice<[UInt8]>) -> [UInt8] {
        guard hashes.count > 1 else { return hashes.first ?? [] }
        let middle = hashes.startIndex + half(hashes.count)
        return node(root(hashes[..<middle]), root(hashes[middle...]))
    }

    /// The largest power of two below `count`.
    private static func half(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

    /// The root of the tree of `count` leaves in which `path` leads from this leaf to it; nil when no such path has that length.
    package static func root(
        from bytes: some Sequence<UInt8>, at index: Int, of count: Int, by path: [[UInt8]]
    ) -> [UInt8]? {
        guard 0 <= index, index < count, path.allSatisfy({ $0.count == length }) else { return nil }
        var (place, last, hash) = (index, count - 1, leaf(bytes))
        for sibling in path {
            guard last > 0 else { return nil }
            if place & 1 == 1 || place == last {
                hash = node(sibling, hash)
                while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = node(hash, sibling)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 ? hash : nil
    }
}
