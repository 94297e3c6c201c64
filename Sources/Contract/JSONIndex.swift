/// Where each string and each container of a JSON text ends, found in one walk over its bytes: whoever looks for members
/// of members passes none of them twice.
struct JSONIndex: Sendable {
    /// By where a string or container begins: behind it; negative for a string with escapes or control characters in it.
    private let ends: [Int32]

    /// - Returns: nil where brackets or quotes do not match, or stand where no value begins: then each must look itself.
    init?(_ json: [UInt8]) {
        guard json.count < Int32.max else { return nil }
        var ends = [Int32](repeating: 0, count: json.count)
        guard Self.fill(&ends, json.span) else { return nil }
        self.ends = ends
    }

    /// The position behind the string or container that begins at `start`; nil where none does.
    func end(from start: Int) -> Int? {
        let end = Int(ends[start])
        return end == 0 ? nil : abs(end)
    }

    /// Whether the string that begins at `start` says what stands between its quotes.
    func isPlain(_ start: Int) -> Bool { ends[start] > 0 }

    private static func fill(_ ends: inout [Int32], _ bytes: Span<UInt8>) -> Bool {
        var open: [Int] = []
        // The last byte that was no space: values begin behind few others.
        var last = UInt8(ascii: ",")
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                guard isBeforeValue(last), let end = endOfString(bytes, from: index) else { return false }
                ends[index] = end
                index = Int(abs(end))
                last = byte
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard isBeforeValue(last) else { return false }
                open.append(index)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let start = open.popLast() else { return false }
                ends[start] = Int32(truncatingIfNeeded: index + 1)
            default: break
            }
            if byte > 0x20 { last = byte }
            index += 1
        }
        return open.isEmpty
    }

    private static func isBeforeValue(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") || byte | 0x20 == UInt8(ascii: "{")
    }

    private static func endOfString(_ bytes: Span<UInt8>, from start: Int) -> Int32? {
        var isPlain = true
        var index = start + 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            // Most letters.
            if byte > UInt8(ascii: "\\") { continue }
            if byte == UInt8(ascii: "\"") {
                let end = Int32(truncatingIfNeeded: index)
                return isPlain ? end : -end
            }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                index += 1
            } else if byte < 0x20 {
                isPlain = false
            }
        }
        return nil
    }
}
