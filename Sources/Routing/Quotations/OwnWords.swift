/// What a reporter wrote themselves: without quoted messages, signatures and the marks of their devices. What they quote
/// was said by others and about other things; their own address is not where it happened.
package enum OwnWords {
    /// Fewer words than this beside courtesies say nothing: then what was forwarded is the report.
    package static let leastWords = 2

    /// The reporter's own words, line by line; nil where all of `text` is theirs, or nothing that says anything.
    ///
    /// - Parameter least: so many words beside courtesies say something.
    package static func of(_ text: String, least: Int = leastWords) -> String? {
        guard let reading = reading(text, least: least), saysSomething(reading.own, least) else { return nil }
        return joined(reading.own)
    }

    /// The words that a report is routed by: the reporter's own, or else what they pass on, without its subject and addresses;
    /// nil where that is all of `text`.
    package static func routed(_ text: String) -> String? {
        guard let reading = reading(text, least: leastWords) else { return nil }
        return saysSomething(reading.own, leastWords) ? joined(reading.own) : reading.passedOn.map(joined)
    }

    /// Whether `title` is the subject of a message that is answered or passed on.
    package static func isSubjectOfAnother(_ title: String) -> Bool { PassedOnSubject(title) != nil }

    /// Nil where nobody else's words stand in `text`.
    private static func reading(_ text: String, least: Int) -> MessageReading? {
        guard mayHaveOthers(text.utf8.span) || RelayedWords.mayStand(in: text.utf8.span) else { return nil }
        var reading = MessageReading(MessageLines.split(Array(text.utf8)), isAnswer: least < leastWords)
        reading.readAll()
        return reading.hasOthers ? reading : nil
    }

    private static func joined(_ lines: [MessageLine]) -> String {
        lines.filter { $0.isBlank || $0.hasWords }.map(\.text).joined(separator: "\n")
    }

    /// Whether there is anything that a quotation or a signature needs: a second line, a tag, a colon or dashes that may
    /// be a mark in a text whose lines were lost, or a comma behind a courtesy.
    private static func mayHaveOthers(_ text: Span<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            // All letters.
            if byte >= 0x3F {
                previous = byte
                continue
            }
            switch byte {
            case 0x0A, 0x0D, UInt8(ascii: "<"): return true
            case UInt8(ascii: "-") where previous == byte: return true
            case UInt8(ascii: ":") where previous == UInt8(ascii: "s") || previous == UInt8(ascii: "e"): return true
            case UInt8(ascii: ",") where previous == UInt8(ascii: "a") || previous == UInt8(ascii: "i"):
                if MessageLines.endsWithClosing(text, before: index) { return true }
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"):
                if previous | 0x20 == UInt8(ascii: "h"), MessageLines.endsWithThanks(text, before: index) {
                    return true
                }
            case UInt8(ascii: ">") where index == 0: return true
            default: break
            }
            previous = byte
        }
        return false
    }

    static func saysSomething(_ own: [MessageLine], _ least: Int) -> Bool {
        var count = 0
        for line in own {
            for word in line.lowercased.split(whereSeparator: { !($0 >= 0x61 && $0 <= 0x7A) }) where word.count > 1 {
                if !courtesies.contains(String(decoding: word, as: UTF8.self)) { count += 1 }
                if count >= least { return true }
            }
        }
        return false
    }

    /// Whether nothing but courtesies stands in `text`: it is about nothing.
    static func saysNothing(_ text: FoldedText) -> Bool {
        text.tokens.allSatisfy { $0.end - $0.start == 1 || hashes.contains($0.hash) }
    }

    private static let hashes = Set(courtesies.map(TokenHash.word))

    /// Words that only pass on what follows, or greet.
    static let courtesies = Set(
        """
        yth bapak ibu pak bu bpk sdr saudara admin min lapor laporan pengaduan aduan keluhan selamat pagi siang sore malam \
        assalamualaikum assalamu alaikum wr wb salam hormat kami saya mohon tolong harap agar untuk dapat dapatnya \
        ditindaklanjuti ditindak lanjuti lanjut tindak tindaklanjut tindaklanjutnya lanjutnya diproses dibantu bantu \
        bantuannya bantuan diteruskan meneruskan teruskan terusan berikut ini di bawah dibawah terlampir lampiran \
        pesan email surat dari dan yang terima kasih terimakasih makasih trims fyi fwd fw re please thanks thank you \
        regards dear sir madam kepada perhatian perhatiannya atas diperhatikan info informasi sebagai dengan segera \
        ya warga teman tetangga kiriman menyampaikan disampaikan sampaikan
        """.split { " \n".contains($0) }.map(String.init))
}
