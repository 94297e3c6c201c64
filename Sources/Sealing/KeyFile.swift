package import Complaints

/// What a file of keys says: a line for each, `lapor-KIND-key HEXADECIMAL`, first the one that is used.
package struct KeyFile: Sendable {
    package let kind: KeyKind
    private let keys: [[UInt8]]

    /// One new key.
    package init(new kind: KeyKind) { self.init(kind, [RandomBytes.ofKey]) }

    private init(_ kind: KeyKind, _ keys: [[UInt8]]) { (self.kind, self.keys) = (kind, keys) }

    /// - Throws: `SealingError` `badFile`; it repeats nothing of the file.
    package init(_ text: String, of kind: KeyKind) throws(SealingError) {
        var keys: [[UInt8]] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            let words = line.split(separator: " ")
            guard words.count == 2, words[0] == Self.label(kind) else {
                throw .badFile("names a file that is none of \(kind.rawValue) keys; 'lapor keys new' makes one")
            }
            guard let bytes = Hexadecimal.bytes(of: String(words[1])), Self.lengths(kind).contains(bytes.count) else {
                throw .badFile("names a file with a key that is not 32 bytes in hexadecimal digits")
            }
            keys.append(bytes)
        }
        guard !keys.isEmpty else { throw .badFile("names a file without a key; 'lapor keys new' makes one") }
        guard Set(keys).count == keys.count else { throw .badFile("names a file that has a key twice") }
        self.init(kind, keys)
    }

    /// The same with a new key behind the others: known, and not used yet.
    package var grown: KeyFile { KeyFile(kind, keys + [RandomBytes.ofKey]) }

    /// The same with the key of codes behind the others that a store had by itself.
    package func adopting(_ key: SipHashKey) -> KeyFile { KeyFile(kind, keys + [key.bytes]) }

    /// The same with this key before the others, so that it wraps what is new; nil when it is not there.
    package func using(_ id: MasterKeyID) -> KeyFile? {
        guard let key = keys.first(where: { name(of: $0) == id }) else { return nil }
        return KeyFile(kind, [key] + keys.filter { $0 != key })
    }

    /// The same with its first key alone.
    package var firstAlone: KeyFile { KeyFile(kind, Array(keys.prefix(1))) }

    package var text: String {
        keys.map { "\(Self.label(kind)) \(Hexadecimal.text(of: $0))\n" }.joined()
    }

    /// Nil when one of them is no key.
    package var ring: KeyRing? { KeyRing(kind, keys.compactMap(MasterKey.init(bytes:))) }

    /// The first alone: a hash is found by the key that made it.
    package var searchKey: SearchKey? { keys.first.flatMap(SearchKey.init(bytes:)) }

    /// By which is opened what channels have sealed; nil when one of them is no key.
    package var envelopeKeys: EnvelopeKeys? { EnvelopeKeys(keys) }

    /// Of which codes are made.
    package var codeKeys: CodeKeys? { CodeKeys(keys.compactMap(SipHashKey.init(ofCodes:))) }

    /// The one that is used first.
    package var ids: [MasterKeyID] { keys.compactMap(name(of:)) }

    /// That of a key of codes in the file; nil when it is not there.
    package func id(of key: SipHashKey) -> MasterKeyID? {
        keys.first { SipHashKey(ofCodes: $0) == key }.flatMap(MasterKeyID.init(of:))
    }

    /// Channels know a key by the name of its public half.
    private func name(of key: [UInt8]) -> MasterKeyID? {
        kind == .envelopes ? EnvelopeKeys.id(of: key) : MasterKeyID(of: key)
    }

    /// A store's own key of codes was half as long.
    private static func lengths(_ kind: KeyKind) -> [Int] { kind == .codes ? [32, SipHashKey.byteCount] : [32] }

    private static func label(_ kind: KeyKind) -> String { "lapor-\(kind.rawValue)-key" }
}
