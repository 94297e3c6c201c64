import Complaints
import Postgres
package import Tokens

/// Compares the journal with what was signed of it, and what is stored of that with what was kept outside.
package struct AnchorProof {
    /// What is known of anchors beyond the store.
    package struct Outside: Sendable {
        /// Heads that were kept outside, by their number.
        package var heads: [Int: String]
        /// Who may have signed; empty: whoever the store names.
        package var keys: [VerificationKey]

        package init(heads: [Int: String] = [:], keys: [VerificationKey] = []) {
            self.heads = heads
            self.keys = keys
        }
    }

    private let outside: Outside
    private var wrongs = Wrongs()
    private var wrong: Set<Int> = []

    private init(_ outside: Outside) { self.outside = outside }

    /// Within the caller's transaction.
    static func check(
        _ outside: Outside, _ connection: inout PostgresConnection, beat: () throws(PostgresError) -> Void
    ) throws(PostgresError) -> ReconciliationCheck {
        var proof = AnchorProof(outside)
        let stored = try AnchorTable.all(&connection)
        let heads = proof.read(stored)
        proof.checkSequence(stored, heads)
        proof.compare(stored)
        let trees = try AnchoredRows.trees(until: heads.values.map(\.end), &connection, beat: beat)
        for head in heads.values.sorted(by: { $0.number < $1.number }) { proof.compare(head, trees[head.end]) }
        let all = Set(stored.map(\.number)).union(outside.heads.keys)
        return ReconciliationCheck(
            "anchors", .init("anchors", all.count),
            .init("that the journal bears out", all.subtracting(proof.wrong).count),
            proof.wrongs)
    }

    private mutating func add(_ number: Int, _ what: String) {
        wrong.insert(number)
        wrongs.add("anchor \(number): \(what)")
    }

    /// What each anchor says. What was kept outside counts more than what is stored.
    private mutating func read(_ stored: [AnchorTable.Anchor]) -> [Int: AnchorHead] {
        var heads: [Int: AnchorHead] = [:]
        for anchor in stored {
            guard let key = anchor.key, let head = AnchorHead(anchor.text, signedBy: key),
                (head.number, head.end) == (anchor.number, anchor.end)
            else {
                add(anchor.number, "it is not as it was signed")
                continue
            }
            if !outside.keys.isEmpty, !outside.keys.contains(key) {
                add(anchor.number, "another key than yours has signed it")
            }
            heads[anchor.number] = head
        }
        for (number, text) in outside.heads {
            let signed = outside.keys.contains { AnchorHead(text, signedBy: $0) != nil }
            guard let head = AnchorHead(text, signedBy: nil), signed || outside.keys.isEmpty else {
                add(number, "the one that was kept outside is not as it was signed")
                continue
            }
            heads[number] = head
        }
        return heads
    }

    /// Whether stored anchors follow one another without a gap.
    private mutating func checkSequence(_ stored: [AnchorTable.Anchor], _ heads: [Int: AnchorHead]) {
        var previous: AnchorTable.Anchor?
        for anchor in stored {
            let expected = (previous?.number ?? 0) + 1
            for number in expected..<max(expected, anchor.number) where outside.heads[number] == nil {
                add(number, "it is missing")
            }
            if let previous, anchor.number == expected, let head = AnchorHead(anchor.text, signedBy: nil),
                head.previous != AnchorHead.digest(of: previous.text) || head.start != previous.end
            {
                add(anchor.number, "it does not follow on the one before it")
            }
            previous = anchor
        }
    }

    private mutating func compare(_ stored: [AnchorTable.Anchor]) {
        let texts = Dictionary(stored.map { ($0.number, $0.text) }) { first, _ in first }
        for (number, text) in outside.heads.sorted(by: { $0.key < $1.key }) {
            guard let kept = texts[number] else {
                add(number, "it was kept outside and is not in the store, which may be an older copy")
                continue
            }
            if kept != text { add(number, "the one that was kept outside is another") }
        }
    }

    private mutating func compare(_ head: AnchorHead, _ tree: MerkleTree.Root?) {
        let tree = tree ?? MerkleTree.Root()
        let hours = "\(head.start.map { "\($0.rfc3339) to " } ?? "until ")\(head.end.rfc3339)"
        if tree.leaves != head.rows {
            add(head.number, "\(hours): \(head.rows) rows were anchored, \(tree.leaves) are there")
        } else if tree.hash != head.root {
            add(head.number, "\(hours): rows are not those that were anchored")
        }
    }
}
