/// How a mail's text is carried as short ASCII lines (RFC 2045 section 6).
enum TransferEncoding: String {
    case quotedPrintable = "quoted-printable"
    case base64 = "base64"

    /// Quoted-printable stays readable while less than a sixth is beyond ASCII; then base64 is smaller.
    static func best(for text: String) -> TransferEncoding {
        var count = 0
        var foreign = 0
        for byte in text.utf8 {
            count += 1
            if byte >= 0x80 { foreign += 1 }
        }
        return foreign * 6 > count ? .base64 : .quotedPrintable
    }

    func encode(_ text: String) -> [UInt8] {
        let bytes = Self.withCRLF(text)
        switch self {
        case .quotedPrintable: return QuotedPrintable.encode(bytes)
        case .base64: return Base64.encode(bytes, lineLength: 76)
        }
    }

    /// CR, LF and CRLF become CRLF; the text ends with one.
    private static func withCRLF(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 64)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0D: result += [0x0D, 0x0A]
            default: result.append(byte)
            }
            previous = byte
        }
        return result.last == 0x0A || result.isEmpty ? result : result + [0x0D, 0x0A]
    }
}

/// RFC 2045 section 6.7.
enum QuotedPrintable {
    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let lineLimit = 76

    /// `bytes` has CRLF line breaks only.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        var column = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0D {
                result += [0x0D, 0x0A]
                column = 0
                index += 2
                continue
            }
            let isLast = index + 1 == bytes.count || bytes[index + 1] == 0x0D
            let literal = isLiteral(byte, isFirst: column == 0, isLast: isLast)
            let width = literal ? 1 : 3
            // One column is kept for the soft line break's "=".
            if column + width > lineLimit - (isLast ? 0 : 1) {
                result += [0x3D, 0x0D, 0x0A]
                column = 0
                continue
            }
            result += literal ? [byte] : [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            column += width
            index += 1
        }
        return result
    }

    /// Blanks at the end of a line get lost on the way; a dot at its start is special to SMTP.
    private static func isLiteral(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> Bool {
        switch byte {
        case 0x3D: false
        case 0x2E: !isFirst
        case 0x20, 0x09: !isLast
        case 0x21...0x7E: true
        default: false
        }
    }
}

/// RFC 4648 section 4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = bytes.count - start
            let group =
                Int(bytes[start]) << 16 | (rest > 1 ? Int(bytes[start + 1]) << 8 : 0)
                | (rest > 2 ? Int(bytes[start + 2]) : 0)
            result.append(alphabet[group >> 18])
            result.append(alphabet[group >> 12 & 63])
            result.append(rest > 1 ? alphabet[group >> 6 & 63] : 0x3D)
            result.append(rest > 2 ? alphabet[group & 63] : 0x3D)
        }
        return result
    }

    /// Lines of `lineLength` bytes, each ended by CRLF.
    static func encode(_ bytes: [UInt8], lineLength: Int) -> [UInt8] {
        let flat = encode(bytes)
        var result: [UInt8] = []
        for start in stride(from: 0, to: flat.count, by: lineLength) {
            result += flat[start..<min(start + lineLength, flat.count)]
            result += [0x0D, 0x0A]
        }
        return result
    }
}
