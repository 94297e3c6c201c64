/// What a message is part of, as its sender traces it: the header `traceparent` of W3C Trace Context.
///
/// lapor passes on what it was given and records no spans of its own. A complaint whose sender gave none has a trace all the
/// same: its own id, which whoever has the complaint's id can compute, so that nothing is stored or sent for it.
package struct TraceParent: Hashable, Sendable {
    /// The trace, as two halves; never all zero.
    private let high: UInt64
    private let low: UInt64
    /// The sender's span; never zero.
    private let span: UInt64
    /// Of which the lowest bit says that the sender records the trace.
    private let flags: UInt8

    /// Reads a header: nil when it is none, and then it counts as not given. Of versions to come the part that is known.
    package init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    private init?(utf8 text: Span<UInt8>) {
        guard text.count >= 55, let version = Self.number(text, 0..<2), version != 0xFF,
            text.count == 55 || version > 0 && text[55] == UInt8(ascii: "-"),
            [2, 35, 52].allSatisfy({ text[$0] == UInt8(ascii: "-") }),
            let high = Self.number(text, 3..<19), let low = Self.number(text, 19..<35), high | low != 0,
            let span = Self.number(text, 36..<52), span != 0, let flags = Self.number(text, 53..<55)
        else { return nil }
        (self.high, self.low, self.span) = (high, low, span)
        // What other bits mean is not known to this version.
        self.flags = UInt8(flags & 1)
    }

    /// The trace of a complaint whose sender gave none: not recorded by anybody.
    package init(of complaint: ComplaintID) {
        // Neither half of an id of version 7 is ever zero.
        (high, low, span, flags) = (complaint.high, complaint.low, complaint.low, 0)
    }

    /// Lower-case digits only, as the standard asks.
    private static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
        var number: UInt64 = 0
        for index in range {
            guard !(UInt8(ascii: "A")...UInt8(ascii: "F") ~= text[index]),
                let digit = Hexadecimal.value(of: text[index])
            else { return nil }
            number = number << 4 | digit
        }
        return number
    }

    /// The trace alone, as logs name it: 32 digits.
    package var trace: String { Self.digits(high, 16) + Self.digits(low, 16) }

    private static func digits(_ number: UInt64, _ count: Int) -> String {
        let bytes = (0..<count).map { Hexadecimal.digit(number >> UInt64(4 * (count - 1 - $0))) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TraceParent: CustomStringConvertible {
    package var description: String { "00-\(trace)-\(Self.digits(span, 16))-\(Self.digits(UInt64(flags), 2))" }
}
