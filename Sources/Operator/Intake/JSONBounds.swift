import Foundation

/// Where the values of a JSON text stand, sound or not: whether they are is for the contract to say.
enum JSONBounds {
    /// Behind the value that begins at `start`; nil when its brackets or its string do not close, or another kind of
    /// bracket closes one.
    static func end(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
        var open: [UInt8] = []
        var index = start
        while index < limit {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                guard let end = endOfString(bytes, from: index, to: limit) else { return nil }
                index = end
                if open.isEmpty { return index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if open.isEmpty { return index > start ? index : nil }
                // In ASCII the brackets of a pair are two apart.
                guard open.removeLast() + 2 == byte else { return nil }
                if open.isEmpty { return index + 1 }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: if open.isEmpty { return index > start ? index : nil }
            default: break
            }
            index += 1
        }
        return open.isEmpty && limit > start ? limit : nil
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

    /// The elements of a list, as far as they can be told apart.
    struct Elements {
        var found: [Range<Int>] = []
        /// Whether the list ends, and nothing follows it.
        var isWhole = false
        /// Whether its bracket closes.
        var isClosed = false
        /// Whether commas stand where they must.
        var isSound = true
        /// Where an element begins that does not end, or what is none; nil: it is read to its end.
        var stop: Int?
    }

    /// Where the object that begins at `start` is to end because one of its strings does not before its line does, and
    /// another object begins on the next; nil where that is not so.
    private static func endOfBrokenLine(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
        guard bytes[start] == UInt8(ascii: "{") else { return nil }
        var (index, depth) = (start, 0)
        repeat {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let end = endOfString(bytes, from: index, to: limit) ?? limit
                guard let line = bytes[index..<min(end, limit)].firstIndex(where: isLineEnd) else {
                    index = end
                    continue
                }
                return endOfLine(bytes, from: start, at: line, to: limit)
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
        } while index < limit && depth > 0
        return nil
    }

    /// Where what begins at `start` ends on its line, without a comma, when behind the line's end another object begins, or
    /// the list ends.
    private static func endOfLine(_ bytes: [UInt8], from start: Int, at line: Int, to limit: Int) -> Int? {
        guard let next = content(bytes, from: line, to: limit) else { return nil }
        let opens =
            bytes[next] == UInt8(ascii: "{")
            && content(bytes, from: next + 1, to: limit).map { bytes[$0] } == UInt8(ascii: "\"")
        guard opens || bytes[next] == UInt8(ascii: "]") else { return nil }
        return (bytes[start..<line].lastIndex { $0 > 0x20 && $0 != UInt8(ascii: ",") } ?? start) + 1
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// The elements of the array in `range`. A comma that is missing before an object, or is there twice, hides nothing.
    static func elements(_ bytes: [UInt8], in range: Range<Int>) -> Elements {
        var list = Elements()
        let limit = range.upperBound
        guard let open = content(bytes, from: range.lowerBound, to: limit), bytes[open] == UInt8(ascii: "[") else {
            return list
        }
        var index = open + 1
        var isBehindComma = true
        while let start = content(bytes, from: index, to: limit) {
            switch bytes[start] {
            case UInt8(ascii: "]"):
                list.isClosed = true
                list.stop = content(bytes, from: start + 1, to: limit)
                list.isWhole = list.stop == nil
                return list
            case UInt8(ascii: ","):
                if isBehindComma { list.isSound = false }
                (isBehindComma, index) = (true, start + 1)
                continue
            case UInt8(ascii: "{"): if !isBehindComma { list.isSound = false }
            default:
                if !isBehindComma {
                    // Behind a bracket in a string that did not end: all of the line is one object.
                    guard let last = list.found.last, let line = bytes[start..<limit].firstIndex(where: isLineEnd),
                        !bytes[last.upperBound..<start].contains(where: isLineEnd),
                        let behind = endOfLine(bytes, from: last.lowerBound, at: line, to: limit)
                    else {
                        list.stop = start
                        return list
                    }
                    list.found[list.found.count - 1] = last.lowerBound..<behind
                    index = line
                    continue
                }
            }
            // An open quote takes no objects with it that stand on lines of their own.
            guard let behind = endOfBrokenLine(bytes, from: start, to: limit) ?? end(bytes, from: start, to: limit)
            else {
                list.stop = start
                return list
            }
            list.found.append(start..<behind)
            (isBehindComma, index) = (false, behind)
        }
        return list
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
