import Glibc

/// Texts of any charset as UTF-8.
enum Charset {
    /// The text of `bytes`. What its charset does not have becomes U+FFFD; where the charset is unknown or missing, it is UTF-8 if it
    /// can be, and else what mail programs of Windows send.
    static func text(_ bytes: [UInt8], charset: String?) -> String {
        let name = charset?.lowercased() ?? ""
        if name.isEmpty || plain.contains(name) || name == "utf-8" || name == "utf8" { return guessed(bytes) }
        // Latin 1 as it is sent is that of Windows (WHATWG Encoding, 4.2).
        let known = ["iso-8859-1", "latin1", "iso8859-1", "iso_8859-1"].contains(name) ? "windows-1252" : name
        return converted(bytes, from: known) ?? guessed(bytes)
    }

    private static let plain: Set<String> = ["us-ascii", "ascii", "unknown", "unknown-8bit", "x-unknown", "binary"]

    private static func guessed(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return converted(bytes, from: "windows-1252") ?? String(decoding: bytes, as: UTF8.self)
    }

    /// Nil: nobody knows that charset here.
    private static func converted(_ bytes: [UInt8], from charset: String) -> String? {
        guard charset.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x2F }),
            let converter = iconv_open("UTF-8", charset), converter != iconv_t(bitPattern: -1)
        else { return nil }
        defer { iconv_close(converter) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        var input = bytes.map(CChar.init(bitPattern:))
        input.withUnsafeMutableBufferPointer { input in
            var place = input.baseAddress
            var left = input.count
            var buffer = [CChar](repeating: 0, count: 8192)
            while left > 0 {
                let (written, code) = buffer.withUnsafeMutableBufferPointer { buffer in
                    var output = buffer.baseAddress
                    var room = buffer.count
                    let failed = iconv(converter, &place, &left, &output, &room) == -1
                    return (buffer.count - room, failed ? errno : 0)
                }
                result += buffer[..<written].map(UInt8.init(bitPattern:))
                guard code != 0, code != E2BIG else { continue }
                // A byte that is none of this charset, or half of a character at the end.
                result += "\u{FFFD}".utf8
                place = place?.advanced(by: 1)
                left -= 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
