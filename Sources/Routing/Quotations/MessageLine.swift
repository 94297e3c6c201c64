/// A line of a message, and what it is to the reader.
struct MessageLine {
    /// What a line is by itself.
    enum Kind {
        case words
        case blank
        /// Begins with the mark of a quotation.
        case quoted
        /// "[5/1 10.00] Admin: …": copied from a chat.
        case chat
        /// "-----Original Message-----": what follows is another message.
        case separator
        /// "Pada … menulis:".
        case attribution
        /// "Dari: …", "Perihal: …".
        case header
        /// "--", behind which the signature stands.
        case dashes
        /// "Hormat saya,".
        case closing
        /// "… terima kasih.", "Demikian laporan kami": the last words, behind which a signature may stand.
        case thanks
        /// "Dikirim dari ponsel saya".
        case device
        /// "This e-mail is confidential …".
        case disclaimer
        case quoteBegins
        case quoteEnds
    }

    let bytes: [UInt8]
    /// Its letters small, without what mail programs put before a line.
    let lowercased: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = bytes.firstIndex { !MessageLine.isPadding($0) } ?? bytes.count
        // A chat's export writes the direction of writing before each line.
        if bytes.count > start + 2, bytes[start] == 0xE2, bytes[start + 1] == 0x80,
            [0x8E, 0x8F].contains(bytes[start + 2])
        {
            start += 3
        }
        lowercased = bytes[start...].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var isBlank: Bool { lowercased.isEmpty }

    private static func isPadding(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "*") }

    func starts(_ words: String) -> Bool { lowercased.starts(with: words.utf8) }

    /// Whether it begins with one of `list`, as whole words.
    func startsWithOne(of list: [String]) -> Bool {
        list.contains { words in
            guard starts(words) else { return false }
            let next = lowercased.dropFirst(words.utf8.count).first ?? 0x20
            return !(next >= 0x61 && next <= 0x7A)
        }
    }

    /// Whether `words` stands in it.
    func has(_ words: String) -> Bool {
        let words = Array(words.utf8)
        guard lowercased.count >= words.count else { return false }
        return (0...lowercased.count - words.count).contains { lowercased[$0...].starts(with: words) }
    }

    /// Whether it is more than a line drawn with signs.
    var hasWords: Bool { lowercased.contains { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 } || hasDigit }
    var hasDigit: Bool { lowercased.contains { $0 >= 0x30 && $0 <= 0x39 } }

    var kind: Kind {
        guard let first = lowercased.first else { return .blank }
        switch first {
        case UInt8(ascii: ">"): return .quoted
        case UInt8(ascii: "&"): return starts("&gt;") ? .quoted : .words
        // A row of a table has another one.
        case UInt8(ascii: "|"): return hasWords && !lowercased.dropFirst().contains(first) ? .quoted : .words
        case UInt8(ascii: "<"):
            return starts("<blockquote") || starts("<div class=\"gmail_quote")
                ? .quoteBegins
                : starts("</blockquote") ? .quoteEnds : .words
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="): return dashed
        case UInt8(ascii: "["): return ChatStamp.begins(lowercased, written: bytes) ? .chat : dashed
        case 0x30...0x39 where ChatStamp.begins(lowercased, written: bytes): return .chat
        default: return worded
        }
    }

    private var dashed: Kind {
        if MessageLine.isSeparator(lowercased) { return .separator }
        // A chat's mark in italics.
        if lowercased[0] == UInt8(ascii: "_"),
            Self.forwardMarks.contains(String(decoding: lowercased.letters, as: UTF8.self))
        {
            return .separator
        }
        return lowercased.trimmed.elementsEqual("--".utf8) ? .dashes : .words
    }

    private var worded: Kind {
        if endsWithColon, isAttribution { return .attribution }
        if isHeader { return .header }
        if bytes.count < 160 {
            if isSubjectOfAnother { return .quoted }
            if startsWithOne(of: Self.forwards) || isForward { return .separator }
            if isClosing { return .closing }
            if startsWithOne(of: Self.sendings), Self.devices.contains(where: has) { return .device }
        }
        if Farewell.isDisclaimer(self) { return .disclaimer }
        return Farewell.ends(self) ? .thanks : .words
    }

    private var endsWithColon: Bool {
        if lowercased.last(where: { $0 != 0x20 }) == Self.wideColon.last { return endsAttribution }
        return lowercased.last { $0 != 0x20 && $0 != 0xA0 && $0 != 0xC2 && $0 != UInt8(ascii: "*") }
            == UInt8(ascii: ":")
    }

    /// "Pada … menulis:", "Budi <budi@contoh.id> menulis:", "Budi schrieb am 5.1.2026 um 10:00:".
    private var isAttribution: Bool {
        guard bytes.count <= 300 else { return false }
        if endsAttribution { return has("@") || hasDigit && startsWithOne(of: Self.attributions) }
        return hasDigit && Self.midVerbs.contains(where: has) || !isSalutation && AttributionHead.isOne(bytes)
    }

    /// Whether it ends as "… menulis:" does.
    var endsAttribution: Bool {
        var end = Self.closed(lowercased)
        if end.suffix(3).elementsEqual(Self.wideColon) { end = Array(end.dropLast(3)) + [UInt8(ascii: ":")] }
        return end.count <= 240 && Self.verbs.contains { end.suffix($0.count).elementsEqual($0) }
    }

    /// "Diteruskan", "Forwarded many times", "Fwd dari grup RT:": a chat's mark, or words that lead to another message.
    private var isForward: Bool {
        guard startsWithOne(of: Self.forwarding) else { return false }
        let letters = String(decoding: lowercased.letters, as: UTF8.self)
        return Self.forwardMarks.contains(letters)
            || lowercased.count <= 60 && endsWithColon && !letters.hasSuffix(" ke")
                && lowercased.count > 5
    }

    private var isHeader: Bool {
        guard let colon = lowercased.prefix(20).firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = lowercased[..<colon].filter { $0 != UInt8(ascii: "*") }
        return Self.headers.contains(String(decoding: name.trimmed, as: UTF8.self))
    }

    /// Whether it says from whom the message is.
    var isSender: Bool { startsWithOne(of: ["dari", "from", "von", "de", "van", "daripada", "pengirim"]) }
    /// Whether somebody is addressed in it.
    var isSalutation: Bool { startsWithOne(of: ["yth", "kepada yth", "kpd", "kepada bapak", "kepada ibu", "dear"]) }

    private var isClosing: Bool {
        for closing in MessageLines.closings where starts(closing) {
            let next = lowercased.dropFirst(closing.utf8.count).first { $0 != 0x20 }
            return next.map { ",.:-".utf8.contains($0) } ?? true || isSigned(behind: closing)
        }
        if Self.signedClosings.contains(where: { starts($0) && isSigned(behind: $0) }) { return true }
        guard lowercased.count <= 60 else { return false }
        let letters = String(decoding: lowercased.letters, as: UTF8.self)
        return Self.shortClosings.contains(letters) || letters.hasPrefix("wassalam") && letters.utf8.count <= 50
    }

    /// Whether who wrote it, and nothing else, stands behind a closing on its line: "Salam, Budi".
    private func isSigned(behind closing: String) -> Bool {
        let rest = bytes.suffix(lowercased.count - closing.utf8.count)
        guard let next = rest.first, " ,.:-".utf8.contains(next) else { return false }
        return rest.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } && SignatureLine.isOne(rest)
    }

    /// Whether `words` is the line that mail programs write above another message.
    static func isSeparator(_ words: some Sequence<UInt8>) -> Bool {
        let words = Array(words)
        let lead = words.prefix { !($0 >= 0x61 && $0 <= 0x7A) }
        guard lead.count > 1 || lead.first == UInt8(ascii: "[") else { return false }
        let letters = words.letters
        return separators.contains { letters.starts(with: $0.utf8) }
            || ["forwarded", "diteruskan"].contains { letters.elementsEqual($0.utf8) }
    }

    private static let separators = [
        "original message", "original appointment", "forwarded message", "forwarded by", "pesan asli",
        "pesan terusan", "pesan yang diteruskan", "pesan diteruskan", "email asli", "surel asli",
        "ursprngliche nachricht",
        "weitergeleitete nachricht", "message dorigine", "message transfr", "mensaje original", "mensaje reenviado",
        "original bericht", "oorspronkelijk bericht", "doorgestuurd bericht",
    ]
    private static let attributions = ["on", "pada", "am", "le", "el", "op", "il", "em"]
    /// Without spaces and the signs of bold letters.
    private static func closed(_ words: some Sequence<UInt8>) -> [UInt8] {
        words.filter { ![0x20, 0xA0, 0xC2, UInt8(ascii: "*")].contains($0) }
    }
    /// As they end an attribution, without spaces.
    private static let verbs = [
        "menulis:", "wrote:", "a\u{E9}crit:", "schrieb:", "escribi\u{F3}:", "hascritto:", "schreef:", "escreveu:",
        "寫道:", "写道:", "님이작성:", "skrev:", "kirjoitti:", "пишет:", "написал:", "написала:", "napisał(a):", "napisał:",
        "napsal(a):", "napsal:", "şunuyazdı:", "đãviết:", "เขียนว่า:", "írta:", "ascris:",
    ].map { closed($0.utf8) }
    /// The same where the name stands behind.
    private static let midVerbs = [" schrieb ", " skrev ", " schreef ", " escreveu "]
    /// The colon of Chinese and Japanese.
    private static let wideColon: [UInt8] = [0xEF, 0xBC, 0x9A]
    private static let forwarding = ["diteruskan", "forwarded", "forward", "fwd", "fw", "terusan", "meneruskan"]
    private static let forwardMarks: Set<String> = [
        "diteruskan", "forwarded", "forward", "fwd", "fw", "terusan", "diteruskan berkali kali",
        "diteruskan berkalikali",
        "forwarded many times", "diteruskan berulang kali",
    ]
    private static let forwards = [
        "begin forwarded message", "pesan terusan", "pesan yang diteruskan", "weitergeleitete nachricht",
        "message transf\u{E9}r\u{E9}", "mensaje reenviado", "mulai pesan terusan", "awal pesan terusan",
        "awal pesan yang diteruskan",
        "mulai pesan yang diteruskan", "forwarded message", "original message",
    ]
    private static let headers: Set<String> = [
        "dari", "from", "kepada", "to", "cc", "bcc", "tembusan", "perihal", "hal", "subjek", "subyek", "subject",
        "tanggal", "date", "sent", "dikirim", "terkirim", "ke", "reply-to", "balas ke", "von", "an", "betreff",
        "gesendet",
        "datum", "de", "objet", "envoy\u{E9}", "para", "asunto", "enviado", "van", "aan", "onderwerp", "verzonden",
        "daripada", "tarikh", "pengirim", "penerima",
    ]
    private static let shortClosings: Set<String> = [
        "salam", "salam hangat", "salam sejahtera", "wassalam", "wassalamualaikum", "wassalamualaikum wr wb", "regards",
        "best regards", "kind regards", "warm regards", "sincerely", "yours sincerely", "yours faithfully", "hormat",
        "best", "cheers", "thanks and regards", "ttd", "tertanda", "pelapor", "pengadu", "salam kami", "salam saya",
        "salam takzim", "salam santun", "teriring salam", "hormat kami semua", "yang melaporkan", "yang melapor",
        "yang membuat laporan", "pemohon",
        "pengirim", "dari kami", "dengan salam hormat", "salam dari kami",
    ]
    private static let signedClosings = [
        "salam", "salam hangat", "salam hormat", "salam sejahtera", "wassalam", "wassalamualaikum", "regards",
        "best regards", "kind regards", "warm regards", "ttd", "tertanda", "pelapor", "pengadu", "hormat",
    ]
    private static let sendings = [
        "sent from", "sent via", "dikirim dari", "dikirim melalui", "terkirim dari", "get outlook", "dapatkan outlook",
        "sent with",
    ]
    private static let devices = [
        "iphone", "ipad", "samsung", "galaxy", "ponsel", "telepon", "handphone", "smartphone", "android", "yahoo",
        "outlook", "gmail", "mail", "oppo", "vivo", "xiaomi", "redmi", "blackberry", "windows", "perangkat", "my phone",
        "mobile", "hp saya", "huawei", "realme", "ios",
    ]
}

extension Sequence<UInt8> {
    /// Small letters and the spaces between them.
    fileprivate var letters: [UInt8] { filter { $0 >= 0x61 && $0 <= 0x7A || $0 == 0x20 }.trimmed }

    /// Without spaces at both ends.
    fileprivate var trimmed: [UInt8] {
        let bytes = Array(self)
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
        else {
            return []
        }
        return Array(bytes[first...last])
    }
}
