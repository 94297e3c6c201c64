package import Complaints
import Crypto

/// By what a master key is told from others: the first four bytes of its SHA-256, as eight hexadecimal digits.
package struct MasterKeyID: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    package init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.count else { return nil }
        self.bytes = bytes
    }

    static let count = 4

    /// That of a key with these bytes.
    init?(of key: [UInt8]) {
        self.init(SHA256.hash(data: Array("lapor master key ".utf8) + key).prefix(Self.count))
    }

    package var description: String {
        Hexadecimal.text(of: bytes)
    }

    /// As it is written; nil when it is none.
    package init?(_ text: String) {
        guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
        self.init(bytes)
    }
}

/// What wraps the keys of cases and knows them again: a ring of keys from a file, or a service that keeps them elsewhere.
package protocol MasterKeys: Sendable {
    var kind: KeyKind { get }
    /// The one that wraps what is new.
    var newest: MasterKeyID { get }
    /// - Throws: `SealingError`.
    func wrap(_ key: CaseKey, of complaint: ComplaintID) throws(SealingError) -> [UInt8]
    /// - Throws: `SealingError` `noKey` when the master key is not at hand, `forged` when this is not that case's key.
    func unwrap(_ wrapped: [UInt8], of complaint: ComplaintID) throws(SealingError) -> CaseKey
}

/// A secret of 32 bytes that wraps the keys of cases.
struct MasterKey: Sendable {
    let id: MasterKeyID
    let key: SymmetricKey

    init?(bytes: [UInt8]) {
        guard bytes.count == 32, let id = MasterKeyID(of: bytes) else { return nil }
        self.id = id
        key = SymmetricKey(data: bytes)
    }
}

/// Master keys of one kind, the newest first. What an older one wrapped is still opened.
package struct KeyRing: MasterKeys {
    /// Form of a wrapped key: this byte, the master key's id, a nonce, the key, a tag.
    private static let version: UInt8 = 1
    package let kind: KeyKind
    private let keys: [MasterKey]
    package let newest: MasterKeyID

    init?(_ kind: KeyKind, _ keys: [MasterKey]) {
        guard let first = keys.first else { return nil }
        (self.kind, self.keys, newest) = (kind, keys, first.id)
    }

    /// The newest first.
    package var ids: [MasterKeyID] { keys.map(\.id) }

    package func wrap(_ key: CaseKey, of complaint: ComplaintID) throws(SealingError) -> [UInt8] {
        var sealed = try SealedBox.seal(
            key.bytes, keys[0].key, version: Self.version, bound: bound(complaint), "a key")
        sealed.insert(contentsOf: newest.bytes, at: 1)
        return sealed
    }

    package func unwrap(_ wrapped: [UInt8], of complaint: ComplaintID) throws(SealingError) -> CaseKey {
        guard wrapped.first == Self.version, let id = Self.id(of: wrapped) else { throw .malformed("a key") }
        guard let master = keys.first(where: { $0.id == id }) else { throw .noKey(kind, id) }
        let bytes = try SealedBox.open(
            wrapped.dropFirst(1 + MasterKeyID.count), master.key, bound: bound(complaint), "a key")
        return CaseKey(bytes)
    }

    /// Under which master key this was wrapped.
    package static func id(of wrapped: [UInt8]) -> MasterKeyID? {
        MasterKeyID(wrapped.dropFirst().prefix(MasterKeyID.count))
    }

    /// A key of one case is none of another, and none of the other kind.
    private func bound(_ complaint: ComplaintID) -> [UInt8] {
        [Self.version] + complaint.sealedBytes + Array(kind.rawValue.utf8)
    }
}

/// Something that belongs to no case yet, or that is no case: it carries its own key, wrapped.
package enum Parcel {
    /// Form: this byte, the wrapped key's length, the wrapped key, and what that key has sealed.
    private static let version: UInt8 = 2
    /// Stands for the case of what has none.
    private static let nobody = ComplaintID(high: 0, low: 0)

    /// - Parameter column: where it is kept; it cannot be opened elsewhere.
    /// - Throws: `SealingError`.
    package static func seal(
        _ bytes: [UInt8], in column: String, _ keys: some MasterKeys
    ) throws(SealingError) -> [UInt8] {
        let key = CaseKey()
        let wrapped = try keys.wrap(key, of: nobody)
        let sealed = try key.seal(bytes, in: SealedPlace(column, of: nobody))
        return [version, UInt8(truncatingIfNeeded: wrapped.count)] + wrapped + sealed
    }

    /// - Throws: `SealingError`.
    package static func open(
        _ parcel: [UInt8], in column: String, _ keys: some MasterKeys
    ) throws(SealingError) -> [UInt8] {
        let (wrapped, sealed) = try parts(parcel, column)
        return try keys.unwrap(wrapped, of: nobody).open(sealed, in: SealedPlace(column, of: nobody))
    }

    /// The same bytes under the newest master key; nil when they are under it already.
    ///
    /// - Throws: `SealingError`.
    package static func rewrap(_ parcel: [UInt8], _ keys: some MasterKeys) throws(SealingError) -> [UInt8]? {
        let (wrapped, sealed) = try parts(parcel, "a parcel")
        guard KeyRing.id(of: wrapped) != keys.newest else { return nil }
        let again = try keys.wrap(try keys.unwrap(wrapped, of: nobody), of: nobody)
        return [version, UInt8(truncatingIfNeeded: again.count)] + again + sealed
    }

    private static func parts(
        _ parcel: [UInt8], _ column: String
    ) throws(SealingError) -> (wrapped: [UInt8], sealed: [UInt8]) {
        guard parcel.count > 2, parcel[0] == version, parcel.count > 2 + Int(parcel[1]) else {
            throw .malformed(column)
        }
        let end = 2 + Int(parcel[1])
        return (Array(parcel[2..<end]), Array(parcel[end...]))
    }
}
