import Complaints
import Foundation
import Store
import Testing
import Tokens

@testable import Operator

@Suite("Receipts") struct ReceiptTests {
    private static let key = SigningKey()
    private static let code = TrackingCode(
        channel: "web", externalID: "1-2", key: SipHashKey(hex: String(repeating: "0", count: 32))!)
    private let end = Instant(microseconds: 1_764_468_000_000_000)
    private var receipt: Receipt

    /// Two rows in an anchor of nine, and one that is not anchored yet.
    init() throws {
        let id = ComplaintID(high: 1, low: 2)
        let data = #"{"code":"\#(Self.code)","channel":"web"}"#
        let first = JournalChain.hash(
            id, version: 1, event: "registered", at: end, actor: "intake", data: data.utf8, after: nil)
        let leaves = [first, [UInt8](repeating: 2, count: 32)] + (3..<10).map { [UInt8](repeating: $0, count: 32) }
        var tree = MerkleTree.Root()
        for leaf in leaves { tree.add(leaf) }
        let head = AnchorHead(
            number: 1, from: nil, to: end.advanced(bySeconds: 60), rows: 9, root: tree.hash, after: nil)
        let pieces = data.components(separatedBy: Self.code.description)
        receipt = Receipt(
            receipt: 1, codeSha256: Receipt.digest(of: Self.code),
            registered: .init(
                complaintId: "\(id)", event: "registered", at: end.rfc3339, actor: "intake", before: pieces[0],
                after: pieces[1]),
            rows: (0..<2).map { place in
                .init(
                    version: place + 1, hash: Hexadecimal.text(of: leaves[place]), anchor: 1, index: place,
                    path: MerkleTree.path(to: place, in: leaves).map { Hexadecimal.text(of: $0) })
            } + [.init(version: 3, hash: Hexadecimal.text(of: leaves[8]))],
            anchors: [.init(number: 1, head: try #require(head.signed(by: Self.key)))])
    }

    private func check(_ receipt: Receipt, by key: SigningKey = key, code: TrackingCode? = code) throws -> ReceiptCheck
    {
        let read = try JSONDecoder.receipts.decode(Receipt.self, from: Data(receipt.text.utf8))
        return ReceiptCheck(read, [try #require(key.verificationKey)], code: code)
    }

    @Test func `what is anchored is proven, and the code is the case's`() throws {
        let found = try check(receipt)
        #expect(found.ok && found.proven == 2 && found.rows == 3 && found.codeFits == true)
        #expect(try check(receipt, code: nil).ok)
        #expect(!receipt.text.contains(Self.code.description))
    }

    @Test func `another key proves nothing`() throws { #expect(try !check(receipt, by: SigningKey()).ok) }

    @Test func `another case's code is told`() throws {
        let other = TrackingCode(
            channel: "web", externalID: "1-3", key: SipHashKey(hex: String(repeating: "0", count: 32))!)
        #expect(try check(receipt, code: other).faults == [AnchorWords.otherCode])
        var changed = receipt
        changed.codeSha256 = Receipt.digest(of: other)
        #expect(try check(changed, code: other).faults == [AnchorWords.otherCode])
        #expect(try check(changed).faults == [AnchorWords.otherCode])
        changed.registered = nil
        #expect(try !check(changed, code: other).ok)
    }

    static let changes: [@Sendable (inout Receipt) -> Void] = [
        { $0.rows[0].hash = $0.rows[1].hash }, { $0.rows.swapAt(0, 1) }, { $0.rows[0].index = 1 },
        { $0.rows[0].index = -1 }, { $0.rows[0].index = .max }, { $0.rows[1].path = [] }, { $0.rows[1].path = nil },
        { $0.rows[1].path?.removeLast() }, { $0.rows[1].path?.append("") }, { $0.rows[1].path?[0] = "zz" },
        { $0.rows[1].path = Array(repeating: String(repeating: "0", count: 64), count: 1_000) },
        { $0.rows[0].anchor = 2 }, { $0.rows[0].anchor = nil }, { $0.rows.removeFirst() }, { $0.rows.remove(at: 1) },
        { $0.rows = [] }, { $0.anchors = [] }, { $0.anchors[0].number = 2 }, { $0.anchors[0].head += "x" },
        { $0.rows[2].anchor = 1 }, { $0.rows[0].hash = "" }, { $0.registered?.at = "x" },
        { $0.registered?.actor = "y" },
        { $0.registered?.complaintId = "" },
    ]

    @Test(arguments: changes.indices) func `what somebody changed in it is told`(place: Int) throws {
        var changed = receipt
        Self.changes[place](&changed)
        #expect(try !check(changed).ok)
    }
}

extension JSONDecoder {
    fileprivate static var receipts: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}
