import Complaints
import Crypto
import TestKit
import Testing

@testable import Tokens

@Suite("Merkle trees") struct MerkleTreeTests {
    private static func leaves(_ count: Int) -> [[UInt8]] { (0..<count).map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

    private func root(_ leaves: [[UInt8]]) -> [UInt8] {
        leaves.reduce(into: MerkleTree.Root()) { $0.add($1) }.hash
    }

    /// The definition of RFC 9162, section 2.1.1, word by word.
    private func defined(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else {
            return Array(SHA256.hash(data: leaves.first.map { [0] + $0 } ?? [UInt8]()))
        }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        let middle = leaves.startIndex + half
        return Array(SHA256.hash(data: [1] + defined(leaves[..<middle]) + defined(leaves[middle...])))
    }

    @Test("roots that others have computed for the same leaves (certificate-transparency-go)")
    func known() throws {
        let inputs = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        ]
        let leaves = try inputs.map { try #require(Hexadecimal.bytes(of: $0)) }
        let roots = [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ]
        for (count, hex) in roots { #expect(Hexadecimal.text(of: root(Array(leaves[..<count]))) == hex, "\(count)") }
    }

    @Test(
        "a root is that of the definition, and each leaf has a way to it",
        arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 100])
    func paths(_ count: Int) {
        let leaves = Self.leaves(count)
        let root = root(leaves)
        #expect(root == defined(leaves[...]))
        for index in 0..<count {
            let path = MerkleTree.path(to: index, in: leaves)
            #expect(MerkleTree.root(from: leaves[index], at: index, of: count, by: path) == root)
            for other in 0..<count where other != index {
                #expect(MerkleTree.root(from: leaves[index], at: other, of: count, by: path) != root)
            }
            #expect(MerkleTree.root(from: [1, 2, 3], at: index, of: count, by: path) != root)
            #expect(MerkleTree.root(from: leaves[index], at: index, of: count, by: path + [root]) == nil)
            if !path.isEmpty {
                #expect(MerkleTree.root(from: leaves[index], at: index, of: count, by: path.dropLast()) != root)
                #expect(MerkleTree.root(from: leaves[index], at: index, of: count, by: path.reversed() + [[0]]) == nil)
            }
        }
    }

    @Test("places and lengths that cannot be prove nothing")
    func absurd() {
        for (index, count) in [(0, 0), (-1, 3), (3, 3), (Int.max, Int.max), (0, -1), (Int.min, 4)] {
            #expect(MerkleTree.root(from: [1], at: index, of: count, by: []) == nil)
        }
        let long = [[UInt8]](repeating: [UInt8](repeating: 1, count: 32), count: 100)
        #expect(MerkleTree.root(from: [1], at: 5, of: .max, by: long) == nil)
    }

    @Test("a node does not pass for a leaf")
    func domains() {
        let leaves = Self.leaves(4)
        let inner = [
            MerkleTree.node(MerkleTree.leaf(leaves[0]), MerkleTree.leaf(leaves[1])),
            MerkleTree.node(MerkleTree.leaf(leaves[2]), MerkleTree.leaf(leaves[3])),
        ]
        #expect(root(inner) != root(leaves))
        #expect(root([inner[0] + inner[1]]) != root(leaves))
    }
}
