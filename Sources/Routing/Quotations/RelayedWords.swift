/// Where people pass on what somebody else wrote and then go on themselves, often on one line: "Fwd dari grup RT: Yth. Dinas
/// Kesehatan Kota Medan, antrian lama. Saya lapor jalan rusak di Kota Bogor".
enum RelayedWords {
    /// Bytes between the beginning of the words that pass something on, and what is passed on.
    static let longestMark = 60
    /// So many words of somebody else's letter say more than whom it is for.
    private static let mostOfSalutation = 7

    /// Where the text is cut into lines: before and behind the words that pass something on, and where the reporter may begin to
    /// speak.
    static func cuts(in text: [UInt8]) -> Set<Int> {
        let words = words(of: text)
        var cuts: Set<Int> = []
        for index in words.indices where begins(words, index, in: text) {
            guard let next = salutation(words, behind: index, in: text) else { continue }
            cuts.formUnion([words[index].range.lowerBound, words[next].range.lowerBound])
        }
        let isLoneQuotation = !text.contains(0x0A) && isQuotation(text)
        guard let first = cuts.min() ?? (isLoneQuotation ? 0 : nil) else { return [] }
        for index in words.indices where words[index].range.lowerBound > first && isVoice(words[index...].prefix(6)) {
            cuts.insert(words[index].range.lowerBound)
        }
        return cuts
    }

    /// Whether there is anything by which such words may be known; nearly no text has it.
    static func mayStand(in text: Span<UInt8>) -> Bool {
        guard let first = text.indices.first(where: { text[$0] > 0x20 }) else { return false }
        if "[(*_>\"".utf8.contains(text[first]) || 0x30...0x39 ~= text[first] { return true }
        if marks.contains(where: { starts(text, with: $0, at: first) }) { return true }
        // "… (copas dari grup) Yth.", "… Fwd: Kepada Yth."
        var index = first
        while index + 4 < text.count {
            if text[index] | 0x20 == 0x79, text[index + 1] | 0x20 == 0x74, text[index + 2] | 0x20 == 0x68,
                text[max(index - 1, 0)] == 0x20, ":)]*_".utf8.contains(text[max(index - 2, 0)])
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// Whether a line only says that what follows is somebody else's: "copas dari grup sebelah".
    static func isMark(_ line: MessageLine) -> Bool {
        line.bytes.count <= longestMark && startsWithMark(line.lowercased)
            && !line.lowercased.contains(where: { ".!?".utf8.contains($0) })
    }

    /// The first of some lines in which the reporter speaks themselves, behind what they pass on; nil: none is.
    static func voice(in lines: ArraySlice<MessageLine>) -> Int? {
        var count = 0
        for index in lines.indices {
            let words = words(of: lines[index].bytes)
            let isOwn = index > lines.startIndex && isVoice(words.prefix(6))
            if isOwn, count > mostOfSalutation || namesPlace(lines[index...]) { return index }
            count += words.count
        }
        return nil
    }

    /// A letter that is passed on, without whom it addresses: where it tells a place besides, nobody knows for whom the reporter
    /// passes it on.
    static func unaddressed(_ lines: [MessageLine]) -> [MessageLine] {
        guard let mark = lines.firstIndex(where: isMark),
            let letter = lines[(mark + 1)...].firstIndex(where: { !$0.isBlank }), lines[letter].isSalutation
        else { return lines }
        let rest =
            [MessageLine(Array(lines[letter].bytes[endOfSalutation(lines[letter].bytes)...]))] + lines[(letter + 1)...]
        return namesPlace(rest[...]) ? Array(lines[..<mark]) + rest : lines
    }

    /// Where the words end that only say for whom a letter is.
    private static func endOfSalutation(_ line: [UInt8]) -> Int {
        let words = words(of: line)
        for (word, next) in zip(words, words.dropFirst()) where !abbreviations.contains(word.text) {
            let between = line[word.range.upperBound..<next.range.lowerBound]
            if between.contains(where: { ",.;:!?".utf8.contains($0) }) { return next.range.lowerBound }
        }
        return line.count
    }

    private static let abbreviations: Set<String> = [
        "yth", "kab", "kec", "kel", "prov", "bpk", "kep", "kadis", "kpd", "bp", "sdr", "dr", "ir", "h", "drs", "kota",
    ]

    private struct Word {
        let range: Range<Int>
        let text: String
    }

    private static func words(of text: [UInt8]) -> [Word] {
        var words: [Word] = []
        var start: Int?
        for index in 0...text.count {
            let isLetter = index < text.count && isLetter(text[index])
            if isLetter {
                start = start ?? index
            } else if let first = start {
                let small = text[first..<index].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
                words.append(Word(range: first..<index, text: String(decoding: small, as: UTF8.self)))
                start = nil
            }
        }
        return words
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || byte >= 0x80 && byte != 0xA0
    }

    /// Whether a sentence, a line or a bracket begins here, with words that pass something on.
    private static func begins(_ words: [Word], _ index: Int, in text: [UInt8]) -> Bool {
        let start = words[index].range.lowerBound
        let before = text[..<start].last { $0 != 0x20 }
        guard before.map({ ".!?\n\r([*_\"".utf8.contains($0) }) ?? true else { return false }
        return startsWithMark(text[start...].prefix(longestMark).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 })
    }

    /// Where somebody is addressed behind such words, with a sign between them that tells them apart.
    private static func salutation(_ words: [Word], behind index: Int, in text: [UInt8]) -> Int? {
        let start = words[index].range.lowerBound
        for next in (index + 1)..<max(index + 1, words.count) {
            let word = words[next]
            guard word.range.lowerBound - start <= longestMark else { return nil }
            guard ["yth", "kepada", "kpd", "dear"].contains(word.text) else { continue }
            guard word.text == "yth" || next + 1 < words.count && words[next + 1].text == "yth" || word.text == "dear"
            else {
                return nil
            }
            let between = text[words[next - 1].range.upperBound..<word.range.lowerBound]
            let isTold = between.contains { ":])*_\n\"".utf8.contains($0) }
            // "Diteruskan dari warga kepada Yth. …" is a letter of its own.
            let isRelay = words[index..<next].contains { sources.contains($0.text) } && word.text == "yth"
            return isTold || isRelay ? next : nil
        }
        return nil
    }

    /// "> …", "12/01/2026 08.15 - Budi: …" on a line of its own.
    private static func isQuotation(_ text: [UInt8]) -> Bool {
        let kind = MessageLine(text).kind
        return kind == .quoted || kind == .chat
    }

    /// "Saya mau lapor …", "laporan kami: …", "di tempat saya …".
    private static func isVoice(_ words: ArraySlice<Word>) -> Bool {
        guard let first = words.first?.text else { return false }
        let rest = words.dropFirst().map(\.text)
        if speakers.contains(first) {
            guard let verb = rest.firstIndex(where: reporting.contains) else { return false }
            return rest[..<verb].allSatisfy(beforeVerb.contains)
        }
        if first == "laporan" || first == "aduan" || first == "keluhan" {
            return rest.first.map(speakers.contains) ?? false
        }
        return first == "di" && rest.count > 1 && ["tempat", "daerah", "lingkungan"].contains(rest[0])
            && speakers.contains(rest[1])
    }

    private static func namesPlace(_ lines: ArraySlice<MessageLine>) -> Bool {
        lines.contains { words(of: $0.bytes).contains { kindsOfPlace.contains($0.text) } }
    }

    private static func startsWithMark(_ line: [UInt8]) -> Bool {
        let rest = line.drop { "[(*_\" ".utf8.contains($0) }
        return marks.contains { mark in
            guard rest.starts(with: mark) else { return false }
            return rest.dropFirst(mark.count).first.map { !(0x61...0x7A ~= $0) } ?? true
        }
    }

    private static func starts(_ text: Span<UInt8>, with mark: [UInt8], at start: Int) -> Bool {
        guard start + mark.count <= text.count else { return false }
        return mark.indices.allSatisfy { text[start + $0] | 0x20 == mark[$0] | 0x20 }
    }

    private static let marks = [
        "fwd", "fw", "forward", "forwarded", "diteruskan", "terusan", "pesan terusan", "pesan diteruskan", "teruskan",
        "meneruskan", "copas", "copasan", "copast", "kopas", "kopasan", "copy paste", "copy dari", "salinan dari",
        "dari wa",
        "dr wa", "dari wag", "dari whatsapp", "dari grup", "dr grup", "dari group", "dr group", "dari sebelah",
        "wa sebelah",
        "grup sebelah", "dari facebook", "dari fb", "dari telegram", "dari medsos", "kiriman", "share dari",
        "dishare dari",
        "pesan berantai", "broadcast", "bc", "dapat dari", "dpt dari", "begin forwarded message", "pesan dari grup",
        "pesan dari wa",
    ].map { Array($0.utf8) }
    private static let sources: Set<String> = [
        "grup", "group", "wa", "wag", "whatsapp", "sebelah", "copas", "copasan", "kopas", "berantai", "broadcast", "bc",
        "fb",
        "facebook", "telegram", "medsos", "forwarded", "fwd", "fw", "paste",
    ]
    private static let speakers: Set<String> = ["saya", "sy", "kami", "aku", "ane", "gue", "gw"]
    private static let beforeVerb: Set<String> = [
        "sendiri", "juga", "mau", "ingin", "hendak", "mohon", "izin", "ijin", "bermaksud", "sekarang", "pribadi",
        "cuma",
        "hanya",
    ]
    private static let reporting: Set<String> = [
        "lapor", "melapor", "melaporkan", "laporkan", "laporin", "mengadukan", "adukan", "mengadu", "ngadu",
        "menyampaikan",
        "sampaikan",
    ]
    private static let kindsOfPlace: Set<String> = [
        "kota", "kab", "kabupaten", "kec", "kecamatan", "desa", "kel", "kelurahan", "provinsi", "prov",
    ]
}
