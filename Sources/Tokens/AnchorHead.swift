package import Complaints
import Contract
import Crypto

/// What is signed and told outside of the rows of the journal of a stretch of time: how many there are, and the root of the Merkle
/// tree over their hashes, in the order of complaint and version.
package struct AnchorHead: Sendable, Equatable {
    /// Says in the header what is signed: no token can pass for an anchor, nor an anchor for a token.
    private static let kind = "lapor-anchor"
    /// Bytes of a head.
    private static let limit = 2_048

    /// 1, 2, 3 …
    package var number: Int
    /// Where the anchor before it ends; nil for the first: all rows before `end`.
    package var start: Instant?
    package var end: Instant
    package var rows: Int
    package var root: [UInt8]
    /// SHA-256 of the head before it, as it is told outside; nil for the first.
    package var previous: [UInt8]?

    package init(number: Int, from start: Instant?, to end: Instant, rows: Int, root: [UInt8], after previous: [UInt8]?)
    {
        self.number = number
        self.start = start
        self.end = end
        self.rows = rows
        self.root = root
        self.previous = previous
    }

    /// Of a head as it is told outside; the next one has it.
    package static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// A JWS in its compact form (RFC 7515); nil when the key cannot sign.
    package func signed(by key: SigningKey) -> String? {
        guard let keyID = key.verificationKey?.thumbprint else { return nil }
        var header = JSONObject(capacity: 128)
        header.add("alg", "EdDSA")
        header.add("typ", Self.kind)
        header.add("kid", keyID)
        return key.sign(header: header.bytes, payload: json)
    }

    private var json: [UInt8] {
        var json = JSONObject(capacity: 384)
        json.add("number", number)
        json.add("from", start?.rfc3339)
        json.add("to", end.rfc3339)
        json.add("rows", rows)
        json.add("root", Hexadecimal.text(of: root))
        json.add("previous", previous.map { Hexadecimal.text(of: $0) })
        return json.bytes
    }

    /// Reads a head, whoever signed it.
    ///
    /// - Parameter key: who must have signed it; nil: that is not looked at.
    /// - Returns: nil for anything else.
    package init?(_ text: String, signedBy key: VerificationKey?) {
        let bytes = Array(text.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard bytes.count <= Self.limit, parts.count == 3,
            let header = Base64URL.decode(parts[0]).flatMap({ JSONFields(strictly: $0) }),
            (try? header.string("alg")) == "EdDSA", (try? header.string("typ")) == Self.kind,
            header.range("crit") == nil,
            let payload = Base64URL.decode(parts[1]).flatMap({ JSONFields(strictly: $0) }),
            let signature = Base64URL.decode(parts[2]), signature.count == 64,
            key?.isSignature(signature, of: bytes[..<(parts[2].startIndex - 1)]) ?? true,
            let head = try? AnchorHead(payload)
        else { return nil }
        self = head
    }

    private init?(_ fields: JSONFields) throws(Rejection) {
        func hash(_ text: String) -> [UInt8]? {
            Hexadecimal.bytes(of: text).flatMap { $0.count == MerkleTree.length ? $0 : nil }
        }
        number = try fields.integer("number")
        rows = try fields.integer("rows")
        let (start, previous) = (try fields.optionalString("from"), try fields.optionalString("previous"))
        guard number > 0, rows >= 0, let end = Instant(rfc3339: try fields.string("to")),
            let root = hash(try fields.string("root")), (start == nil) == (number == 1),
            (previous == nil) == (number == 1)
        else { return nil }
        (self.end, self.root) = (end, root)
        self.start = start.flatMap { Instant(rfc3339: $0) }
        self.previous = previous.flatMap(hash)
        guard (self.start == nil) == (number == 1), (self.previous == nil) == (number == 1) else { return nil }
    }
}
