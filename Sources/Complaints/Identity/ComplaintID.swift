/// The identity of one complaint: a UUID, normally of version 7 (RFC 9562), so that ids sort by time of receipt.
///
/// Sixteen bytes held as two words; comparison is byte order, which is the order of PostgreSQL's `uuid`.
package struct ComplaintID: Hashable, Sendable {
    /// Bytes 0–7, most significant first: milliseconds (48 bits), version, 12 random bits.
    package let high: UInt64
    /// Bytes 8–15, most significant first: variant and 62 random bits.
    package let low: UInt64

    /// An id from its two halves, as they are; version and variant are not checked.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Unix milliseconds of a version 7 id (meaningless for other versions).
    package var milliseconds: Int64 { Int64(high >> 16) }
}

extension ComplaintID: Comparable {
    package static func < (left: ComplaintID, right: ComplaintID) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

// MARK: - Making

extension ComplaintID {
    /// A version 7 id of the given time; 12 bits of the first and 62 of the second random word are used.
    /// Times outside 1970–10889 are clamped.
    package static func v7(milliseconds: Int64, random: (UInt64, UInt64)) -> ComplaintID {
        ComplaintID(
            high: timeBits(milliseconds) | 0x7000 | random.0 & 0x0fff,
            low: 0x8000_0000_0000_0000 | random.1 & 0x3fff_ffff_ffff_ffff)
    }

    /// The version 7 id that every receiver of the same message computes: a message delivered twice keeps its id.
    ///
    /// The 74 random bits are a keyed hash of the channel and of the id the message has there. `milliseconds` must
    /// belong to the message (time of sending), not to its receipt. `channel` must not contain NUL.
    package static func derived(
        channel: String, externalID: String, milliseconds: Int64, key: SipHashKey
    ) -> ComplaintID {
        let first = digest(0xa1, channel, externalID, key)
        let second = digest(0xa2, channel, externalID, key)
        return v7(milliseconds: milliseconds, random: (first, second))
    }

    private static func timeBits(_ milliseconds: Int64) -> UInt64 {
        UInt64(min(max(milliseconds, 0), 0xffff_ffff_ffff)) << 16
    }

    private static func digest(_ domain: UInt8, _ channel: String, _ externalID: String, _ key: SipHashKey) -> UInt64 {
        var message = SipHash(key: key)
        message.append(domain)
        message.append(channel.utf8.span)
        message.append(0)
        message.append(externalID.utf8.span)
        return message.finalized()
    }
}

// MARK: - Text

extension ComplaintID: LosslessStringConvertible {
    /// An id from its canonical text of 36 characters, either case; nil for anything else.
    @inlinable
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        self.init(utf8: text.utf8.span)
    }

    /// An id from its canonical text of 36 characters, either case; nil for anything else.
    package init?(_ description: String) {
        self.init(utf8: description.utf8.span)
    }

    /// An id from the 36 ASCII bytes of its canonical text, either case; nil for anything else.
    package init?(utf8 text: Span<UInt8>) {
        guard text.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<36 {
            let byte = text[index]
            if Self.isHyphen(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let nibble = Hexadecimal.value(of: byte) else { return nil }
                high = high << 4 | low >> 60
                low = low << 4 | nibble
            }
        }
        self.init(high: high, low: low)
    }

    /// The canonical text, lower case: `019ab1e2-7c00-7d11-8a5b-0123456789ab`.
    package var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the 36 ASCII bytes of the canonical text.
    package func append(to bytes: inout [UInt8]) {
        var high = high
        var low = low
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: 36))
        var text = bytes.mutableSpan
        for index in 0..<36 where !Self.isHyphen(index) {
            text[start + index] = Hexadecimal.digit(high >> 60)
            high = high << 4 | low >> 60
            low = low << 4
        }
    }

    @inline(__always)
    private static func isHyphen(_ index: Int) -> Bool {
        index == 8 || index == 13 || index == 18 || index == 23
    }
}
