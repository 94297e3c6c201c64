import Foundation

/// Finds the parts of a JSON text without decoding them, so that each can be judged, kept or parked in its own bytes.
///
/// It checks structure only (brackets, strings, commas), never recursion by call: depth costs no stack.
enum JSONSlices {
    /// The elements of a JSON array, or nil when `json` is no array or its brackets do not match.
    ///
    /// - Parameters:
    ///   - range: where in `json` the array is; all of it when left out.
    ///   - index: that of `json`, if there is one.
    static func elements(
        of json: [UInt8], in range: Range<Int>? = nil, _ index: JSONIndex? = nil
    ) -> [Range<Int>]? {
        var scan = Scan(json, in: range, index)
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
    /// - Parameters:
    ///   - range: where in `json` the object is; all of it when left out.
    ///   - index: that of `json`, if there is one.
    static func members(
        of json: [UInt8], in range: Range<Int>? = nil, _ index: JSONIndex? = nil
    ) -> [Member]? {
        var scan = Scan(json, in: range, index)
        guard scan.skipSpace() == UInt8(ascii: "{") else { return nil }
        scan.position += 1
        guard scan.skipSpace() != UInt8(ascii: "}") else { return [] }
        var found: [Member] = []
        found.reserveCapacity(16)
        while scan.skipSpace() == UInt8(ascii: "\""), let key = scan.value() {
            guard scan.skipSpace() == UInt8(ascii: ":") else { return nil }
            scan.position += 1
            guard let value = scan.value() else { return nil }
            found.append(Member(json, key.lowerBound + 1..<key.upperBound - 1, value))
            let separator = scan.skipSpace()
            scan.position += 1
            if separator == UInt8(ascii: "}") { return scan.isAtEnd ? found : nil }
            guard separator == UInt8(ascii: ",") else { return nil }
        }
        return nil
    }

    struct Member {
        /// Between the quotes, escapes as they are.
        let key: Range<Int>
        let value: Range<Int>
        /// That of `JSONName`.
        let tag: UInt64

        init(_ json: [UInt8], _ key: Range<Int>, _ value: Range<Int>) {
            (self.key, self.value) = (key, value)
            tag = JSONName.tag(json, key)
        }
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
        let index: JSONIndex?
        let end: Int
        var position: Int

        init(_ json: [UInt8], in range: Range<Int>?, _ index: JSONIndex?) {
            self.json = json
            self.index = index
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
                case let byte: return byte
                }
            }
            return nil
        }

        mutating func value() -> Range<Int>? {
            guard let first = skipSpace() else { return nil }
            let start = position
            if let behind = index?.end(from: start) {
                guard behind <= end else { return nil }
                position = behind
            } else {
                let length = Self.length(of: first, json.span.extracting(start..<end))
                position = start + length
            }
            return position > start ? start..<position : nil
        }

        private static func length(of first: UInt8, _ bytes: Span<UInt8>) -> Int {
            switch first {
            case UInt8(ascii: "\""): lengthOfString(bytes, from: 0)
            case UInt8(ascii: "{"), UInt8(ascii: "["): lengthOfNested(bytes)
            default: lengthOfScalar(bytes)
            }
        }

        /// How long the string is that begins at `start`; 0 when it does not end.
        private static func lengthOfString(_ bytes: Span<UInt8>, from start: Int) -> Int {
            var index = start + 1
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "\"") { return index - start }
                if byte == UInt8(ascii: "\\") { index += 1 }
            }
            return 0
        }

        /// How long the container is that begins here; 0 when it does not end.
        private static func lengthOfNested(_ bytes: Span<UInt8>) -> Int {
            var depth = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") {
                    let length = lengthOfString(bytes, from: index)
                    guard length > 0 else { return 0 }
                    index += length
                    continue
                }
                index += 1
                // Brackets and braces differ in one bit.
                if byte | 0x20 == UInt8(ascii: "{") {
                    depth += 1
                } else if byte | 0x20 == UInt8(ascii: "}") {
                    depth -= 1
                    if depth == 0 { return index }
                }
            }
            return 0
        }

        private static func lengthOfScalar(_ bytes: Span<UInt8>) -> Int {
            for index in bytes.indices {
                switch bytes[index] {
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D: return index
                default: continue
                }
            }
            return bytes.count
        }
    }
}
