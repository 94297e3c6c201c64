package import Complaints
import Crypto

/// Where something sealed belongs. It cannot be opened in any other place.
package struct SealedPlace: Sendable, Hashable {
    /// Such as `complaint.sealed`.
    package var column: String
    package var complaint: ComplaintID
    /// Which of the case's rows; nil: there is only one.
    package var row: ComplaintID?

    package init(_ column: String, of complaint: ComplaintID, row: ComplaintID? = nil) {
        self.column = column
        self.complaint = complaint
        self.row = row
    }

    /// What is authenticated besides the bytes.
    func bound(version: UInt8) -> [UInt8] {
        [version] + complaint.sealedBytes + (row?.sealedBytes ?? []) + Array(column.utf8)
    }
}

/// The key of one case, for its identity or for its words: without it they are gone.
package struct CaseKey: Sendable {
    /// Form of what is sealed: this byte, a nonce of 12, the bytes, a tag of 16 (AES-256-GCM).
    private static let version: UInt8 = 1
    /// Bytes that sealing adds.
    package static let overhead = 1 + SealedBox.overhead
    let bytes: [UInt8]
    private let key: SymmetricKey

    /// A new key.
    package init() { self.init(RandomBytes.ofKey) }

    init(_ bytes: [UInt8]) { (self.bytes, key) = (bytes, SymmetricKey(data: bytes)) }

    /// - Throws: `SealingError` `malformed` when the library refuses, which it has no reason to.
    package func seal(_ bytes: [UInt8], in place: SealedPlace) throws(SealingError) -> [UInt8] {
        try SealedBox.seal(bytes, key, version: Self.version, bound: place.bound(version: Self.version), place.column)
    }

    /// - Throws: `SealingError` `forged` when it was sealed with another key, elsewhere, or changed since; `malformed`.
    package func open(_ sealed: [UInt8], in place: SealedPlace) throws(SealingError) -> [UInt8] {
        guard sealed.first == Self.version else { throw .malformed(place.column) }
        return try SealedBox.open(
            sealed.dropFirst(), key, bound: place.bound(version: Self.version), place.column)
    }
}

/// The system's own random bytes.
enum RandomBytes {
    /// 32 of them.
    static var ofKey: [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).flatMap { _ in
            let word = generator.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
    }
}

/// AES-256-GCM with random nonces: nonce, bytes, tag.
enum SealedBox {
    /// A nonce and a tag.
    static let overhead = 12 + 16

    static func seal(
        _ bytes: [UInt8], _ key: SymmetricKey, version: UInt8, bound: [UInt8], _ name: String
    ) throws(SealingError) -> [UInt8] {
        guard let box = try? AES.GCM.seal(bytes, using: key, authenticating: bound), let whole = box.combined else {
            throw .malformed(name)
        }
        var sealed: [UInt8] = []
        sealed.reserveCapacity(1 + whole.count)
        sealed.append(version)
        sealed.append(contentsOf: whole)
        return sealed
    }

    static func open(
        _ sealed: ArraySlice<UInt8>, _ key: SymmetricKey, bound: [UInt8], _ name: String
    ) throws(SealingError) -> [UInt8] {
        guard let box = try? AES.GCM.SealedBox(combined: Array(sealed)) else { throw .malformed(name) }
        guard let bytes = try? AES.GCM.open(box, using: key, authenticating: bound) else { throw .forged(name) }
        return Array(bytes)
    }
}

extension ComplaintID {
    /// Its 16 bytes, the first one highest.
    var sealedBytes: [UInt8] { Self.bytes(high) + Self.bytes(low) }

    private static func bytes(_ half: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
    }
}
