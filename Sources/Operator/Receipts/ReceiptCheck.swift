import Complaints
import Foundation
import Tokens

/// Whether a receipt is proven, by nothing but the receipt and public keys.
package struct ReceiptCheck: CommandResult {
    var ok: Bool
    var rows: Int
    var proven: Int
    /// Nil: no code was given.
    var codeFits: Bool?
    /// Until when the last anchor among them goes.
    var anchoredTo: Instant?
    var faults: [Phrase]

    /// Bytes of a receipt: a case of a thousand rows has a tenth of that.
    private static let longest = 16 << 20

    /// - Parameters:
    ///   - keys: files with public keys that may have signed.
    ///   - code: the case's, if it is to be compared.
    /// - Throws: `Failure` `noInput`, `badData`.
    package init(file: String, keys: [String], code: String?) throws {
        let bytes = try InputFile.read(file)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard bytes.count <= Self.longest, let receipt = try? decoder.decode(Receipt.self, from: Data(bytes)),
            receipt.receipt == Receipt.form
        else { throw Failure(.badData, AnchorWords.noReceipt(file)) }
        self.init(receipt, try keys.map(AnchorEvidence.key), code: try code.map { try TrackingCode(typed: $0) })
    }

    init(_ receipt: Receipt, _ keys: [VerificationKey], code: TrackingCode?) {
        let heads: [Int: AnchorHead] = receipt.anchors.reduce(into: [:]) { heads, anchor in
            let head = keys.lazy.compactMap { AnchorHead(anchor.head, signedBy: $0) }.first
            if let head, head.number == anchor.number { heads[anchor.number] = head }
        }
        faults = receipt.anchors.filter { heads[$0.number] == nil }.map { AnchorWords.badHead($0.number) }
        if zip(receipt.rows, 1...).contains(where: { $0.version != $1 }) { faults.append(AnchorWords.badRows) }
        rows = receipt.rows.count
        proven = 0
        for (place, row) in receipt.rows.enumerated() {
            guard let number = row.anchor else { continue }
            if Self.isProven(row, heads[number]) {
                // What stands behind a row that is not anchored yet cannot be.
                if proven == place { proven += 1 }
            } else {
                faults.append(AnchorWords.badPath(row.version, number))
            }
        }
        if proven == 0 { faults.append(AnchorWords.nothingProven) }
        codeFits = code.map { Self.fits($0, receipt) }
        if codeFits == false { faults.append(AnchorWords.otherCode) }
        anchoredTo = heads.values.map(\.end).max()
        ok = faults.isEmpty
    }

    private static func isProven(_ row: Receipt.Row, _ head: AnchorHead?) -> Bool {
        guard let head, let index = row.index, let hash = Hexadecimal.bytes(of: row.hash),
            hash.count == MerkleTree.length,
            let path = row.path
        else { return false }
        let hashes = path.compactMap { Hexadecimal.bytes(of: $0) }
        guard hashes.count == path.count else { return false }
        return MerkleTree.root(from: hash, at: index, of: head.rows, by: hashes) == head.root
    }

    private static func fits(_ code: TrackingCode, _ receipt: Receipt) -> Bool {
        guard receipt.codeSha256 == Receipt.digest(of: code), let first = receipt.rows.first,
            let hash = receipt.registered?.hash(with: code)
        else { return false }
        return first.hash == Hexadecimal.text(of: hash)
    }

    package var failure: Failure? { ok ? nil : Failure(.inconsistent, AnchorWords.unsound(faults.count)) }

    package var text: String {
        guard ok else { return faults.map(\.text).joined(separator: "\n") }
        let until = anchoredTo.map { AnchorWords.anchoredTo(IndonesianZone.wib.time($0)).text }
        let code = codeFits == nil ? AnchorWords.codeUntold : AnchorWords.ofCode
        return [AnchorWords.sound(proven, rows).text, until, code.text].compactMap { $0 }.joined(separator: "\n")
    }
}
