/// The records of a table written as text (RFC 4180, and what spreadsheets make of it): commas, semicolons, tabs or
/// bars, whichever the header has most of; lines that end with LF, CR LF or CR; a first line `sep=;`.
struct CSVRecords {
    struct Record: Equatable {
        /// Its fields; nil when it is not UTF-8, or when its last quote is never closed.
        var fields: [String]?
        /// Its bytes, without the line end.
        var range: Range<Int>
        /// The line it begins on, from 1.
        var line: Int
        /// The line of a quote that opens a field and is never closed: all from there to the end is this record.
        var openQuote: Int?
        /// The last line of it.
        var lastLine: Int
    }

    let separator: UInt8
    private let bytes: [UInt8]
    /// Whether lines end with CR alone, as old spreadsheets on a Mac write them.
    private let endsWithCR: Bool
    private var offset: Int
    private var line = 1
    /// How many the first record has: the header's.
    private var columns = 0

    private static let quote = UInt8(ascii: "\"")
    private static let separators = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

    /// Records of `bytes`; a byte order mark at the beginning is left out.
    ///
    /// - Parameter place: where the first of them begins, and on which line.
    init(_ bytes: [UInt8], from place: (offset: Int, line: Int) = (0, 1)) {
        self.bytes = bytes
        offset = place.offset == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : place.offset
        line = place.line
        let (counts, end) = Self.header(bytes, from: offset)
        endsWithCR = end < bytes.count && bytes[end] == 0x0D && (end + 1 == bytes.count || bytes[end + 1] != 0x0A)
        if let named = Self.namedSeparator(bytes[offset..<end]) {
            separator = named
            offset = end
            skipLineEnd()
        } else {
            let most = counts.max() ?? 0
            separator = most == 0 ? UInt8(ascii: ",") : Self.separators[counts.firstIndex(of: most) ?? 0]
        }
    }

    /// How often each separator stands in the first line outside quotes, and where that line ends.
    private static func header(_ bytes: [UInt8], from start: Int) -> (counts: [Int], end: Int) {
        var counts = separators.map { _ in 0 }
        var isQuoted = false
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A || byte == 0x0D { return (counts, index) }
            if !isQuoted, let place = separators.firstIndex(of: byte) { counts[place] += 1 }
            index += 1
        }
        return (counts, bytes.count)
    }

    /// The character of `sep=;`, as spreadsheets write it into the first line.
    private static func namedSeparator(_ line: ArraySlice<UInt8>) -> UInt8? {
        let line = line.filter { $0 != quote }
        guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return line.last
    }

    /// The next record that is not an empty line; nil at the end.
    mutating func next() -> Record? {
        while offset < bytes.count {
            let record = read()
            if !record.range.isEmpty { return record }
        }
        return nil
    }

    /// Where a record is while it is read.
    private struct Reading {
        var fields: [[UInt8]] = [[]]
        var isQuoted = false
        /// Where the quote is that opened the present field, and on which line.
        var opening = (offset: 0, line: 0)

        mutating func append(_ byte: UInt8) { fields[fields.count - 1].append(byte) }
    }

    private mutating func read() -> Record {
        let start = (offset, line)
        var literal: Set<Int> = []
        while true {
            (offset, line) = start
            var reading = Reading()
            if let quote = scan(&reading, literal) {
                // It opened nothing: what was taken for the end of its field, lines below, begins another.
                literal.insert(quote)
                continue
            }
            return finish(reading, start: start)
        }
    }

    /// Reads to the end of the record.
    ///
    /// - Parameter literal: quotes that are characters.
    /// - Returns: nil, or a quote that must be one.
    private mutating func scan(_ reading: inout Reading, _ literal: Set<Int>) -> Int? {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == Self.quote, !literal.contains(offset) {
                if let misread = scanQuote(&reading) { return misread }
            } else if reading.isQuoted {
                reading.append(byte)
            } else if byte == separator {
                reading.fields.append([])
            } else if isLineEnd(byte) {
                return nil
            } else {
                reading.append(byte)
            }
            countLine(byte)
            offset += 1
        }
        return nil
    }

    private mutating func scanQuote(_ reading: inout Reading) -> Int? {
        guard reading.isQuoted else {
            guard reading.fields[reading.fields.count - 1].isEmpty else {
                reading.append(Self.quote)
                return nil
            }
            reading.isQuoted = true
            reading.opening = (offset, line)
            return nil
        }
        if offset + 1 < bytes.count, bytes[offset + 1] == Self.quote {
            reading.append(Self.quote)
            offset += 1
        } else if isFieldEnd(offset + 1) {
            if holdsRecords(from: reading.opening.offset) { return reading.opening.offset }
            reading.isQuoted = false
        } else if line > reading.opening.line {
            return reading.opening.offset
        } else if isClosedOnThisLine(from: offset + 1) {
            reading.append(Self.quote)
        } else {
            return reading.opening.offset
        }
        return nil
    }

    /// Whether the lines from that of the quote at `opening` to this one are records of their own, each with as many columns as
    /// the header: then the quote opened nothing. A text of two lines may look so by chance.
    private func holdsRecords(from opening: Int) -> Bool {
        var start = opening
        while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
        var end = offset
        while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
        let lines = bytes[start..<end].split(omittingEmptySubsequences: true, whereSeparator: isLineEnd)
        guard lines.count > 2, columns > 1 else { return false }
        return lines.allSatisfy { line in line.count { $0 == separator } == columns - 1 }
    }

    /// Whether a field ends at `index`, blanks before its separator aside.
    private func isFieldEnd(_ index: Int) -> Bool {
        let next = bytes[index...].first { $0 != 0x20 && $0 != 0x0D || isLineEnd($0) }
        return next.map { $0 == separator || isLineEnd($0) } ?? true
    }

    /// Whether a quote ends the field further on, before another opens one.
    private func isClosedOnThisLine(from start: Int) -> Bool {
        var index = start
        while index < bytes.count, !isLineEnd(bytes[index]) {
            if bytes[index] == Self.quote, isFieldEnd(index + 1) { return true }
            if bytes[index] == separator, index + 1 < bytes.count, bytes[index + 1] == Self.quote { return false }
            index += 1
        }
        return false
    }

    private mutating func finish(_ reading: Reading, start: (offset: Int, line: Int)) -> Record {
        var fields = reading.fields
        if columns == 0 { columns = fields.count }
        var end = offset
        let lastLine = line
        skipLineEnd()
        if !endsWithCR, end > start.offset, bytes[end - 1] == 0x0D {
            end -= 1
            if fields[fields.count - 1].last == 0x0D { fields[fields.count - 1].removeLast() }
        }
        let texts = fields.compactMap { String(validating: $0, as: UTF8.self) }
        let isGood = !reading.isQuoted && texts.count == fields.count
        return Record(
            fields: isGood ? texts : nil, range: start.offset..<end, line: start.line,
            openQuote: reading.isQuoted ? reading.opening.line : nil,
            lastLine: bytes.last.map(isLineEnd) == true && offset == bytes.count && reading.isQuoted
                ? lastLine - 1 : lastLine)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || endsWithCR && byte == 0x0D }

    private mutating func skipLineEnd() {
        guard offset < bytes.count else { return }
        if bytes[offset] == 0x0D, offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { offset += 1 }
        countLine(bytes[offset])
        offset += 1
    }

    private mutating func countLine(_ byte: UInt8) { if isLineEnd(byte) { line += 1 } }
}
