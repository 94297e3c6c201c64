import Contract
import Foundation

/// The values of a JSON file, each with its line: those of JSON lines, of values over many lines, and the elements of
/// lists, whether the list is the whole file or a member of an answer (`service_requests`).
struct JSONValues {
    struct Value {
        var range: Range<Int>
        var line: Int
        /// Lines behind its first, when it does not end.
        var linesUnread: Int?
    }

    private let bytes: [UInt8]
    /// Whether each line is a value.
    let isLines: Bool
    private let lineEnd: UInt8
    private var offset = 0
    private var elements: ArraySlice<Range<Int>> = []
    /// What of a list does not end, behind its elements: one of them, or the list itself, which is read.
    private var openList: (place: Int, isRead: Bool)?
    private var counted = (offset: 0, line: 1)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isLines = Self.isLines(bytes)
        lineEnd = bytes.contains(0x0A) ? 0x0A : 0x0D
    }

    /// Whether each line is a value: the first one stands on a line of its own, or is broken among others that do, so that it
    /// swallows none of them.
    private static func isLines(_ bytes: [UInt8]) -> Bool {
        guard let start = JSONBounds.content(bytes, from: 0, to: bytes.count) else { return true }
        let lineEnd = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        let isList = bytes[start] == UInt8(ascii: "[")
        let end = JSONBounds.end(bytes, from: start, to: bytes.count)
        if let end {
            if end <= lineEnd || isList { return end <= lineEnd }
            if isSound(bytes[start..<end]) { return false }
        }
        if let list = isList ? start..<bytes.count : answer(bytes, in: start..<(end ?? bytes.count)) {
            let elements = JSONBounds.elements(bytes, in: list)
            return (elements.found.first?.lowerBound ?? elements.stop).map { bytes[$0] != UInt8(ascii: "{") } ?? true
        }
        return !goesOn(bytes[start..<lineEnd]) || hasRecordLine(bytes[lineEnd...])
    }

    /// Whether a line is the first of a value over many.
    private static func goesOn(_ line: ArraySlice<UInt8>) -> Bool {
        guard let last = line.last(where: { $0 > 0x20 }) else { return false }
        return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ",")].contains(last)
    }

    /// Whether a whole object with a field of the contract stands on a line of its own.
    private static func hasRecordLine(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split { $0 == 0x0A || $0 == 0x0D }.contains { slice in
            let line = Array(slice)
            return line.first == UInt8(ascii: "{") && isSound(slice)
                && JSONBounds.members(line, in: line.indices).contains { contractFields.contains($0.name) }
        }
    }

    private static func isSound(_ value: ArraySlice<UInt8>) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(value))) != nil
    }

    /// The next value; nil at the end.
    mutating func next() -> Value? {
        while true {
            if let element = elements.popFirst() { return Value(range: element, line: line(at: element.lowerBound)) }
            if let open = openList {
                openList = nil
                let first = line(at: open.place)
                return Value(
                    range: open.place..<bytes.count, line: first, linesUnread: open.isRead ? 0 : lastLine - first)
            }
            guard let start = JSONBounds.content(bytes, from: offset, to: bytes.count) else { return nil }
            // Between values that should be in a list.
            if !isLines, bytes[start] == UInt8(ascii: ","), offset > 0 {
                offset = start + 1
                continue
            }
            if let value = isLines ? lineValue(at: start) : value(at: start) { return value }
        }
    }

    /// The value of the line that `start` is on; nil when it is a list, whose elements come next.
    private mutating func lineValue(at start: Int) -> Value? {
        let begin = bytes[offset..<start].lastIndex(of: lineEnd).map { $0 + 1 } ?? offset
        let end = bytes[start...].firstIndex(of: lineEnd) ?? bytes.count
        offset = min(end + 1, bytes.count)
        if let list = list(in: start..<end), list.isWhole {
            elements = list.found[...]
            return nil
        }
        if let several = several(in: start..<end) {
            elements = several[...]
            return nil
        }
        return Value(range: begin..<end, line: line(at: begin))
    }

    /// The objects of a line that has more than one, or a comma behind its own: `{…}{…}`, `{…},`; nil where it is not so.
    private func several(in range: Range<Int>) -> [Range<Int>]? {
        var found: [Range<Int>] = []
        var (index, commas) = (range.lowerBound, 0)
        while let start = JSONBounds.content(bytes, from: index, to: range.upperBound) {
            if bytes[start] == UInt8(ascii: ","), !found.isEmpty {
                (index, commas) = (start + 1, commas + 1)
                continue
            }
            guard bytes[start] == UInt8(ascii: "{"),
                let end = JSONBounds.end(bytes, from: start, to: range.upperBound)
            else { return nil }
            found.append(start..<end)
            index = end
        }
        return found.count > 1 || commas > 0 && !found.isEmpty ? found : nil
    }

    private mutating func value(at start: Int) -> Value? {
        let end = JSONBounds.end(bytes, from: start, to: bytes.count)
        offset = end.map { $0 > start ? $0 : start + 1 } ?? bytes.count
        if let list = list(in: start..<offset) {
            elements = list.found[...]
            if !list.isWhole { openList = (list.stop ?? start, list.stop == nil) }
            return nil
        }
        let first = line(at: start)
        return Value(range: start..<offset, line: first, linesUnread: end == nil ? lastLine - first : nil)
    }

    /// The elements of a list that is to be taken apart: not of a batch that is a message itself.
    private func list(in range: Range<Int>) -> JSONBounds.Elements? {
        if bytes[range.lowerBound] == UInt8(ascii: "[") {
            let list = JSONBounds.elements(bytes, in: range)
            guard let first = list.found.first else {
                if list.stop.map({ bytes[$0] == UInt8(ascii: "{") }) ?? false { return list }
                return list.isWhole && isAlone(range) ? list : nil
            }
            if bytes[first.lowerBound] == UInt8(ascii: "[") { return flat(list) }
            guard bytes[first.lowerBound] == UInt8(ascii: "{") else { return nil }
            let isEvents = JSONBounds.members(bytes, in: first).contains { $0.name == "specversion" }
            let isMessage =
                isEvents && list.isWhole && list.isSound && list.found.count <= SubmissionLimits.batchItems
                && range.count <= SubmissionLimits.bodyBytes
            return isMessage ? nil : list
        }
        guard let answer = Self.answer(bytes, in: range) else { return nil }
        var list = JSONBounds.elements(bytes, in: answer)
        // Where an open quote hides the end of the answer, its other members follow the list.
        if list.isClosed { (list.isWhole, list.stop) = (true, nil) }
        return list
    }

    /// The objects of lists in a list, a few levels deep; nil where anything else is among them.
    private func flat(_ outer: JSONBounds.Elements, level: Int = 1) -> JSONBounds.Elements? {
        var flat = outer
        flat.found = []
        for element in outer.found {
            guard bytes[element.lowerBound] == UInt8(ascii: "[") else {
                guard bytes[element.lowerBound] == UInt8(ascii: "{") else { return nil }
                flat.found.append(element)
                continue
            }
            let inner = JSONBounds.elements(bytes, in: element)
            guard level < Self.deepest, inner.isWhole, let own = self.flat(inner, level: level + 1) else { return nil }
            flat.found += own.found
        }
        return flat
    }

    private static let deepest = 8

    /// The list in an answer of another system.
    private static func answer(_ bytes: [UInt8], in range: Range<Int>, level: Int = 0) -> Range<Int>? {
        let members = JSONBounds.members(bytes, in: range)
        guard !members.contains(where: { contractFields.contains($0.name) }) else { return nil }
        let named = members.filter { lists.contains($0.name.lowercased()) }
        if let list = named.first(where: { bytes[$0.value.lowerBound] == UInt8(ascii: "[") }) { return list.value }
        // `{"hits":{"hits":[…]}}`, `{"data":{"items":[…]}}`.
        guard level < 3 else { return nil }
        return named.lazy.filter { bytes[$0.value.lowerBound] == UInt8(ascii: "{") }
            .compactMap { answer(bytes, in: $0.value, level: level + 1) }.first
    }

    /// Names of members that hold the list of an answer.
    private static let lists: Set<String> = [
        "service_requests", "servicerequests", "requests", "data", "results", "result", "records", "items", "reports",
        "features", "rows", "value", "values", "hits", "complaints", "issues", "entries", "list", "content", "payload",
        "response", "docs", "tickets",
    ]

    /// Whether all of it is one list, on one line or many.
    var isOneList: Bool {
        guard let start = JSONBounds.content(bytes, from: 0, to: bytes.count),
            let end = JSONBounds.end(bytes, from: start, to: bytes.count), isAlone(start..<end)
        else { return false }
        return bytes[start] == UInt8(ascii: "[") || Self.answer(bytes, in: start..<end) != nil
    }

    private func isAlone(_ range: Range<Int>) -> Bool {
        JSONBounds.content(bytes, from: 0, to: bytes.count) == range.lowerBound
            && JSONBounds.content(bytes, from: range.upperBound, to: bytes.count) == nil
    }

    /// Whether a value has a field that only the contract has: then it is a submission or an event, sound or not.
    func isContract(_ range: Range<Int>) -> Bool {
        JSONBounds.members(bytes, in: range).contains { Self.contractFields.contains($0.name) }
    }

    private static let contractFields: Set<String> = ["external_id", "specversion", "channel"]

    private var lastLine: Int {
        var rest = self
        return rest.line(at: bytes.last == lineEnd ? bytes.count - 1 : bytes.count)
    }

    private mutating func line(at place: Int) -> Int {
        if place < counted.offset { counted = (0, 1) }
        counted.line += bytes[counted.offset..<place].count { $0 == lineEnd }
        counted.offset = place
        return counted.line
    }
}
