/// The 128-bit secret of a keyed hash. Whoever holds it can compute tracking codes: treat it as a password.
package struct SipHashKey: Hashable, Sendable {
    /// Bytes 0–7 of the key, read little-endian.
    package let k0: UInt64
    /// Bytes 8–15 of the key, read little-endian.
    package let k1: UInt64

    package init(k0: UInt64, k1: UInt64) {
        self.k0 = k0
        self.k1 = k1
    }

    /// A key from 32 hexadecimal digits in byte order, either case; nil for anything else.
    package init?(hex: String) {
        let digits = hex.utf8.span
        guard digits.count == 32 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for index in 0..<32 {
            guard let nibble = Hexadecimal.value(of: digits[index]) else { return nil }
            if index < 16 { words.0 = words.0 << 4 | nibble } else { words.1 = words.1 << 4 | nibble }
        }
        self.init(k0: words.0.byteSwapped, k1: words.1.byteSwapped)
    }
}

/// SipHash-2-4 with a 64-bit result (Aumasson and Bernstein, 2012): short inputs, secret key, stable for ever,
/// unlike `Hasher`, whose seed changes with every process.
package struct SipHash: Sendable {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    private var tail: UInt64 = 0
    private var length = 0

    package init(key: SipHashKey) {
        v0 = key.k0 ^ 0x736f_6d65_7073_6575
        v1 = key.k1 ^ 0x646f_7261_6e64_6f6d
        v2 = key.k0 ^ 0x6c79_6765_6e65_7261
        v3 = key.k1 ^ 0x7465_6462_7974_6573
    }

    package static func hash(_ bytes: Span<UInt8>, key: SipHashKey) -> UInt64 {
        var message = SipHash(key: key)
        message.append(bytes)
        return message.finalized()
    }

    package mutating func append(_ byte: UInt8) {
        tail |= UInt64(byte) << UInt64((length & 7) * 8)
        length &+= 1
        if length & 7 == 0 {
            absorb(tail)
            tail = 0
        }
    }

    /// Appends `bytes` to the message; pieces join without a separator.
    package mutating func append(_ bytes: Span<UInt8>) {
        for index in bytes.indices { append(bytes[index]) }
    }

    /// Appends the eight bytes of `word`, most significant first.
    package mutating func append(bigEndian word: UInt64) {
        if length & 7 == 0 {
            absorb(word.byteSwapped)
            length &+= 8
        } else {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
    }

    package func finalized() -> UInt64 {
        var state = self
        state.absorb(tail | UInt64(truncatingIfNeeded: length) << 56)
        state.v2 ^= 0xff
        for _ in 0..<4 { state.round() }
        return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
    }

    private mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = Self.rotate(v1, 13) ^ v0
        v0 = Self.rotate(v0, 32)
        v2 &+= v3
        v3 = Self.rotate(v3, 16) ^ v2
        v0 &+= v3
        v3 = Self.rotate(v3, 21) ^ v0
        v2 &+= v1
        v1 = Self.rotate(v1, 17) ^ v2
        v2 = Self.rotate(v2, 32)
    }

    @inline(__always)
    private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
        word &<< bits | word &>> (64 &- bits)
    }
}
