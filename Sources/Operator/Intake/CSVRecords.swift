/// The records of a CSV text (RFC 4180; `;` instead of `,` is understood when the header uses it).
struct CSVRecords {
    struct Record: Equatable {
        /// Its fields; nil when it is not UTF-8 or its quotes do not match.
        var fields: [String]?
        /// Its bytes, without the line end.
        var range: Range<Int>
        /// The line it begins on, from 1.
        var line: Int
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var offset: Int
    private var line = 1

    /// Records of `bytes`; a byte order mark at the beginning is left out.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let header = bytes[offset...].prefix { $0 != 0x0A }
        let commas = header.count { $0 == UInt8(ascii: ",") }
        separator = header.count { $0 == UInt8(ascii: ";") } > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    /// The next record that is not an empty line; nil at the end.
    mutating func next() -> Record? {
        while offset < bytes.count {
            let record = read()
            if !record.range.isEmpty { return record }
        }
        return nil
    }

    private mutating func read() -> Record {
        let start = offset
        let firstLine = line
        var fields: [[UInt8]] = [[]]
        var isSound = true
        var isQuoted = false
        scan: while offset < bytes.count {
            let byte = bytes[offset]
            switch (byte, isQuoted) {
            case (UInt8(ascii: "\""), true) where offset + 1 < bytes.count && bytes[offset + 1] == byte:
                fields[fields.count - 1].append(byte)
                offset += 1
            case (UInt8(ascii: "\""), true): isQuoted = false
            case (UInt8(ascii: "\""), false):
                isSound = isSound && fields[fields.count - 1].isEmpty
                isQuoted = true
            case (separator, false): fields.append([])
            case (0x0A, false): break scan
            default: fields[fields.count - 1].append(byte)
            }
            if byte == 0x0A { line += 1 }
            offset += 1
        }
        var end = offset
        if offset < bytes.count {
            offset += 1
            line += 1
        }
        if end > start, bytes[end - 1] == 0x0D {
            end -= 1
            if fields[fields.count - 1].last == 0x0D { fields[fields.count - 1].removeLast() }
        }
        let texts = fields.compactMap { String(validating: $0, as: UTF8.self) }
        let isGood = isSound && !isQuoted && texts.count == fields.count
        return Record(fields: isGood ? texts : nil, range: start..<end, line: firstLine)
    }
}
