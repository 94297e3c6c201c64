import Foundation

/// Where the values of a JSON text stand, sound or not: whether they are is for the contract to say.
enum JSONBounds {
    /// Behind the value that begins at `start`; nil when its brackets or its string do not close.
    static func end(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
        var depth = 0
        var index = start
        while index < limit {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard let end = endOfString(bytes, from: index, to: limit) else { return nil }
                index = end
                if depth == 0 { return index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index > start ? index : nil }
                depth -= 1
                if depth == 0 { return index + 1 }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: if depth == 0 { return index > start ? index : nil }
            default: break
            }
            index += 1
        }
        return depth == 0 && limit > start ? limit : nil
    }

    private static func endOfString(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
        var index = start + 1
        while index < limit {
            if bytes[index] == UInt8(ascii: "\"") { return index + 1 }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// The first byte from `start` that is no white space.
    static func content(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
        (start..<max(start, limit)).first { ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[$0]) }
    }

    /// Whether one of `names`, in its quotes, stands in `range`.
    static func holds(_ bytes: [UInt8], in range: Range<Int>, _ names: [[UInt8]]) -> Bool {
        range.contains { start in
            bytes[start] == UInt8(ascii: "\"")
                && names.contains { name in
                    start + name.count <= range.upperBound && bytes[start..<start + name.count].elementsEqual(name)
                }
        }
    }

    /// The elements of the array in `range` as far as they can be told apart, and whether that is all of it.
    static func elements(_ bytes: [UInt8], in range: Range<Int>) -> (found: [Range<Int>], isWhole: Bool) {
        var found: [Range<Int>] = []
        guard let open = content(bytes, from: range.lowerBound, to: range.upperBound), bytes[open] == UInt8(ascii: "[")
        else { return ([], false) }
        var index = open + 1
        while let start = content(bytes, from: index, to: range.upperBound) {
            if bytes[start] == UInt8(ascii: "]") {
                return (found, content(bytes, from: start + 1, to: range.upperBound) == nil)
            }
            guard let behind = end(bytes, from: start, to: range.upperBound) else { return (found, false) }
            found.append(start..<behind)
            guard let next = content(bytes, from: behind, to: range.upperBound) else { return (found, false) }
            if bytes[next] == UInt8(ascii: "]") { index = next; continue }
            guard bytes[next] == UInt8(ascii: ",") else { return (found, false) }
            index = next + 1
        }
        return (found, false)
    }

    /// The members of the object in `range`; those before the first that cannot be told apart, if there is one. A list that
    /// does not end is a member all the same.
    static func members(_ bytes: [UInt8], in range: Range<Int>) -> [(name: String, value: Range<Int>)] {
        var found: [(name: String, value: Range<Int>)] = []
        let limit = range.upperBound
        guard let open = content(bytes, from: range.lowerBound, to: limit), bytes[open] == UInt8(ascii: "{") else {
            return []
        }
        var index = open + 1
        while let start = content(bytes, from: index, to: limit), bytes[start] == UInt8(ascii: "\""),
            let behind = endOfString(bytes, from: start, to: limit),
            let colon = content(bytes, from: behind, to: limit), bytes[colon] == UInt8(ascii: ":"),
            let value = content(bytes, from: colon + 1, to: limit)
        {
            let valueEnd = end(bytes, from: value, to: limit)
            guard valueEnd != nil || bytes[value] == UInt8(ascii: "[") else { break }
            found.append((name(bytes[start..<behind]), value..<(valueEnd ?? limit)))
            guard let valueEnd, let next = content(bytes, from: valueEnd, to: limit), bytes[next] == UInt8(ascii: ",")
            else { break }
            index = next + 1
        }
        return found
    }

    private static func name(_ key: ArraySlice<UInt8>) -> String {
        guard key.contains(UInt8(ascii: "\\")) else {
            return String(decoding: key.dropFirst().dropLast(), as: UTF8.self)
        }
        return (try? JSONDecoder().decode(String.self, from: Data(key))) ?? ""
    }
}
