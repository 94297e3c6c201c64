import Foundation

/// Finds the parts of a JSON text without decoding them, so that each can be judged, kept or parked in its own bytes.
///
/// It checks structure only (brackets, strings, commas), never recursion by call: depth costs no stack.
enum JSONSlices {
    /// The elements of a JSON array, or nil when `json` is no array or its brackets do not match.
    ///
    /// - Parameter range: where in `json` the array is; all of it when left out.
    static func elements(of json: [UInt8], in range: Range<Int>? = nil) -> [Range<Int>]? {
        var scan = Scan(json, in: range)
        guard scan.skipSpace() == UInt8(ascii: "[") else { return nil }
        scan.position += 1
        guard scan.skipSpace() != UInt8(ascii: "]") else { return [] }
        var found: [Range<Int>] = []
        while let value = scan.value() {
            found.append(value)
            let separator = scan.skipSpace()
            scan.position += 1
            if separator == UInt8(ascii: "]") { return scan.isAtEnd ? found : nil }
            guard separator == UInt8(ascii: ",") else { return nil }
        }
        return nil
    }

    /// The members of a JSON object with their raw keys (between the quotes, escapes as they are), or nil when it is none.
    ///
    /// - Parameter range: where in `json` the object is; all of it when left out.
    static func members(of json: [UInt8], in range: Range<Int>? = nil) -> [(key: Range<Int>, value: Range<Int>)]? {
        var scan = Scan(json, in: range)
        guard scan.skipSpace() == UInt8(ascii: "{") else { return nil }
        scan.position += 1
        guard scan.skipSpace() != UInt8(ascii: "}") else { return [] }
        var found: [(key: Range<Int>, value: Range<Int>)] = []
        found.reserveCapacity(16)
        while scan.skipSpace() == UInt8(ascii: "\""), let key = scan.value() {
            guard scan.skipSpace() == UInt8(ascii: ":") else { return nil }
            scan.position += 1
            guard let value = scan.value() else { return nil }
            found.append((key.lowerBound + 1..<key.upperBound - 1, value))
            let separator = scan.skipSpace()
            scan.position += 1
            if separator == UInt8(ascii: "}") { return scan.isAtEnd ? found : nil }
            guard separator == UInt8(ascii: ",") else { return nil }
        }
        return nil
    }

    /// What a raw key says once its escapes are resolved: `"\u0074ext"` is the field `text`.
    static func name(_ key: ArraySlice<UInt8>) -> String {
        guard key.contains(UInt8(ascii: "\\")) else { return String(decoding: key, as: UTF8.self) }
        let quote = UInt8(ascii: "\"")
        let text = try? JSONDecoder().decode(String.self, from: Data([quote] + key + [quote]))
        return text ?? String(decoding: key, as: UTF8.self)
    }

    private struct Scan {
        let json: [UInt8]
        let end: Int
        var position: Int

        init(_ json: [UInt8], in range: Range<Int>? = nil) {
            self.json = json
            position = range?.lowerBound ?? 0
            end = range?.upperBound ?? json.count
        }

        var isAtEnd: Bool {
            mutating get { skipSpace() == nil }
        }

        /// The next byte that is no white space.
        mutating func skipSpace() -> UInt8? {
            while position < end {
                switch json[position] {
                case 0x20, 0x09, 0x0A, 0x0D: position += 1
                default: return json[position]
                }
            }
            return nil
        }

        mutating func value() -> Range<Int>? {
            guard let first = skipSpace() else { return nil }
            let start = position
            switch first {
            case UInt8(ascii: "\""): guard skipString() else { return nil }
            case UInt8(ascii: "{"), UInt8(ascii: "["): guard skipNested() else { return nil }
            default: skipScalar()
            }
            return position > start ? start..<position : nil
        }

        private mutating func skipString() -> Bool {
            position += 1
            while position < end {
                switch json[position] {
                case UInt8(ascii: "\\"): position += 2
                case UInt8(ascii: "\""):
                    position += 1
                    return true
                default: position += 1
                }
            }
            return false
        }

        private mutating func skipNested() -> Bool {
            var depth = 0
            while position < end {
                switch json[position] {
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: "\""):
                    guard skipString() else { return false }
                    continue
                default: break
                }
                position += 1
                if depth == 0 { return true }
            }
            return false
        }

        private mutating func skipScalar() {
            while position < end {
                switch json[position] {
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D: return
                default: position += 1
                }
            }
        }
    }
}
