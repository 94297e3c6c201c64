import Complaints
import Contract
import Foundation
import Store
import Tokens

/// What a citizen may keep of their case: hashes of the rows of its journal, and what proves that they stood in it when it was anchored.
/// No words of anybody, no names; not even the tracking code, which opens it.
package struct Receipt: CommandResult, Codable {
    /// The first row, whose data has the tracking code between these two pieces: who knows the code can compute the row's hash.
    struct Opening: Codable {
        var complaintId: String
        var event: String
        var at: String
        var actor: String
        var before: String
        var after: String
    }

    struct Row: Codable {
        var version: Int
        var hash: String
        /// Nil while the row is not anchored yet.
        var anchor: Int?
        /// Which leaf of the anchor's tree it is, from 0.
        var index: Int?
        /// The hashes beside its way to the root, lowest first.
        var path: [String]?
    }

    struct Anchor: Codable {
        var number: Int
        var head: String
    }

    /// The form of the document.
    var receipt: Int
    var codeSha256: String
    var registered: Opening?
    var rows: [Row]
    var anchors: [Anchor]

    static let form = 1

    package var text: String { (try? JSONResult.encode(self)) ?? "" }

    static func digest(of code: TrackingCode) -> String {
        Hexadecimal.text(of: CommandToken.digest(of: Array(code.description.utf8)))
    }
}

extension Receipt {
    /// Makes the receipt of a case.
    ///
    /// - Throws: `Failure` `notFound` without a case, `notYet` when no row of it is anchored, `inconsistent` when the journal is not the
    ///   one that was anchored.
    package static func make(of text: String) throws -> Receipt {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database(seconds: 600)
        guard let id = try CaseTable.ids(ofCodes: [code.description], &database)[code.description] else {
            throw Failure(.notFound, CommonWords.noCase(code.grouped))
        }
        let evidence = try CaseEvidence.read(of: id, &database)
        let steps = evidence.steps
        var receipt = Receipt(
            receipt: form, codeSha256: digest(of: code), registered: steps.first.flatMap { Opening($0, of: id, code) },
            rows: steps.map { Row(version: $0.version, hash: Hexadecimal.text(of: $0.hash)) }, anchors: [])
        for (anchor, leaves) in evidence.anchors where leaves.contains(where: { $0.complaint == id }) {
            guard receipt.add(anchor, leaves, of: id) else {
                throw Failure(.inconsistent, AnchorWords.contradicts(code.grouped))
            }
        }
        guard !receipt.anchors.isEmpty else { throw Failure(.notYet, AnchorWords.notAnchored(code.grouped)) }
        return receipt
    }

    /// - Returns: false when these rows are not those that were anchored.
    private mutating func add(
        _ anchor: AnchorTable.Anchor, _ leaves: [AnchoredRows.Leaf], of id: ComplaintID
    ) -> Bool {
        var tree = MerkleTree.Root()
        for leaf in leaves { tree.add(leaf.hash) }
        guard let head = AnchorHead(anchor.text, signedBy: anchor.key), head.root == tree.hash,
            head.rows == tree.leaves
        else { return false }
        anchors.append(Anchor(number: anchor.number, head: anchor.text))
        let hashes = leaves.map(\.hash)
        for (index, leaf) in leaves.enumerated() where leaf.complaint == id {
            guard let place = rows.firstIndex(where: { $0.version == leaf.version }) else { return false }
            rows[place].anchor = anchor.number
            rows[place].index = index
            rows[place].path = MerkleTree.path(to: index, in: hashes).map { Hexadecimal.text(of: $0) }
        }
        return true
    }
}

extension Receipt.Opening {
    /// Nil where the row does not have the code as it is: then nothing binds the receipt to it.
    fileprivate init?(_ step: CaseEvidence.Step, of id: ComplaintID, _ code: TrackingCode) {
        guard let place = step.data.range(of: code.description) else { return nil }
        self.init(
            complaintId: "\(id)", event: step.event, at: step.at.rfc3339, actor: step.actor,
            before: String(step.data[..<place.lowerBound]), after: String(step.data[place.upperBound...]))
    }

    /// The hash of the first row, if `code` is the case's; nil when the opening cannot be read.
    func hash(with code: TrackingCode) -> [UInt8]? {
        guard let id = ComplaintID(complaintId), let moment = Instant(rfc3339: at) else { return nil }
        return JournalChain.hash(
            id, version: 1, event: event, at: moment, actor: actor, data: "\(before)\(code)\(after)".utf8, after: nil)
    }
}
