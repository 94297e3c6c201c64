import Foundation

/// The text of a file, as UTF-8, whatever it was written in.
struct FileText {
    enum Encoding: String, Encodable {
        case utf8 = "UTF-8"
        case utf16Little = "UTF-16 LE"
        case utf16Big = "UTF-16 BE"
        case windows1252 = "Windows-1252"
    }

    /// UTF-8, without a byte order mark.
    let bytes: [UInt8]
    let encoding: Encoding

    /// - Throws: `Failure` `badData` naming what it is, when it is no text at all.
    init(_ file: [UInt8]) throws(Failure) {
        if let kind = Self.foreignKind(of: file) { throw Failure(.badData, kind) }
        switch Self.wideEncoding(of: file) {
        case let encoding?: (bytes, self.encoding) = (Self.narrowed(file, encoding), encoding)
        case nil where Self.isWindows1252(file): (bytes, encoding) = (Self.fromWindows1252(file), .windows1252)
        case nil: (bytes, encoding) = (file.starts(with: Self.mark) ? Array(file.dropFirst(3)) : file, .utf8)
        }
        guard !Self.isBinary(bytes.prefix(4096)) else { throw Failure(.badData, FormWords.binary) }
        if let kind = Self.markupKind(of: bytes) { throw Failure(.badData, kind) }
        if ChatExport.isOne(bytes.prefix(8192)) { throw Failure(.badData, FormWords.chat) }
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What files of other programs begin with.
    private static let beginnings: [(bytes: [UInt8], kind: Phrase)] = [
        (Array("PK\u{3}\u{4}".utf8), FormWords.workbook), ([0xD0, 0xCF, 0x11, 0xE0], FormWords.oldWorkbook),
        (Array("%PDF".utf8), FormWords.document), ([0x1F, 0x8B], FormWords.compressed),
        (Array("BZh".utf8), FormWords.compressed),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], FormWords.compressed), ([0x28, 0xB5, 0x2F, 0xFD], FormWords.compressed),
        ([0x37, 0x7A, 0xBC, 0xAF], FormWords.compressed), (Array("Rar!".utf8), FormWords.compressed),
        ([0xFF, 0xD8, 0xFF], FormWords.picture), ([0x89, 0x50, 0x4E, 0x47], FormWords.picture),
        (Array("GIF8".utf8), FormWords.picture), (Array("SQLite".utf8), FormWords.databaseFile),
        (Array("{\\rtf".utf8), FormWords.document), (Array("PAR1".utf8), FormWords.databaseFile),
    ]

    private static func foreignKind(of file: [UInt8]) -> Phrase? {
        beginnings.first { file.starts(with: $0.bytes) }?.kind
    }

    /// Whether zeros stand in it, and so many other signs that no text has that they are no slip of a text's writer.
    private static func isBinary(_ head: ArraySlice<UInt8>) -> Bool {
        guard head.contains(0) else { return false }
        let strange = head.count { $0 < 0x20 && !(0x07...0x0D ~= $0) && $0 != 0x1A && $0 != 0x1B }
        return strange > 3 && strange * 20 > head.count
    }

    private static func markupKind(of bytes: [UInt8]) -> Phrase? {
        let start = bytes.prefix(2048).drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: "<"), start.dropFirst().first.map({ $0 > 0x20 }) ?? false else { return nil }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        // A citizen's words may begin with markup; then there is a header before them.
        let isPage = text.hasPrefix("<!doctype") || text.contains("<html") || text.contains("<table")
        return isPage ? FormWords.page : FormWords.markup
    }

    /// By its mark; without one, by the zeros of Latin letters in every other place.
    private static func wideEncoding(of file: [UInt8]) -> Encoding? {
        if file.starts(with: [0xFF, 0xFE]) { return .utf16Little }
        if file.starts(with: [0xFE, 0xFF]) { return .utf16Big }
        let head = file.prefix(512)
        guard head.count >= 4, head.contains(0) else { return nil }
        let zeros = head.indices.filter { head[$0] == 0 }
        guard zeros.count * 3 > head.count else { return nil }
        // A zero of the text itself stands in both places.
        let odd = zeros.count { $0 % 2 == 1 }
        if odd * 10 >= zeros.count * 9 { return .utf16Little }
        return odd * 10 <= zeros.count ? .utf16Big : nil
    }

    private static func narrowed(_ file: [UInt8], _ encoding: Encoding) -> [UInt8] {
        let isLittle = encoding == .utf16Little
        let units = stride(from: 0, to: file.count - 1, by: 2).map { place in
            let (one, other) = (UInt16(file[place]), UInt16(file[place + 1]))
            return isLittle ? other << 8 | one : one << 8 | other
        }
        return Array(String(decoding: units.first == 0xFEFF ? units.dropFirst() : units[...], as: UTF16.self).utf8)
    }

    /// Whether it has letters beyond ASCII, none of them written as UTF-8 writes them, and all of them Windows' own.
    private static func isWindows1252(_ file: [UInt8]) -> Bool {
        var hasLetters = false
        for index in file.indices where file[index] >= 0x80 {
            let isLead = 0xC2...0xF4 ~= file[index]
            let next = index + 1 < file.count ? file[index + 1] : 0
            if [0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFE, 0xFF].contains(file[index]) || isLead && 0x80...0xBF ~= next {
                return false
            }
            hasLetters = true
        }
        return hasLetters
    }

    private static func fromWindows1252(_ file: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in file {
            let scalar = 0x80...0x9F ~= byte ? Unicode.Scalar(upper[Int(byte) - 0x80]) : Unicode.Scalar(byte)
            text.append(scalar ?? "\u{FFFD}")
        }
        return Array(String(text).utf8)
    }

    /// Where 0x80 to 0x9F stand in Unicode.
    private static let upper: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
