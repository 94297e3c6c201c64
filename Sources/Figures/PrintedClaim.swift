/// A rate as somebody printed it: "93 % terselesaikan", "93,22 persen sudah ditindaklanjuti", "7 % belum selesai".
package struct PrintedClaim: Sendable, Equatable {
    /// Hundredths of a percent.
    package let hundredths: Int
    /// Digits that it has after the comma, two at most: so finely it was rounded.
    package let decimals: Int
    /// What its words say that it is; nil: they name no figure, or several at once.
    package let claimed: Measure?
    /// Whether it is of those of whom the figure is not so: "belum selesai".
    package let isNegated: Bool
    /// Words that nobody knows here, each once: they may change what is meant.
    package let unknownWords: [String]

    /// - Throws: `FigureError` `measure` when it has no number from 0 to 100, or several.
    package init(_ text: String) throws(FigureError) {
        let numbers = Self.numbers(in: text)
        guard numbers.count == 1, let number = numbers.first, number.hundredths <= 10_000 else {
            throw .measure(
                "'\(text)' must have one rate from 0 to 100, such as '93 % selesai' or '93,22 % ditindaklanjuti'")
        }
        (hundredths, decimals) = number
        let words = ClaimWords(text)
        (claimed, isNegated, unknownWords) = (words.measure, words.isNegated, words.unknown)
    }

    private static func numbers(in text: String) -> [(hundredths: Int, decimals: Int)] {
        text.split { !($0.isASCII && $0.isNumber || $0 == "," || $0 == ".") }.compactMap { word in
            let parts = word.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
            // A comma or full stop that ends a sentence.
            let digits = parts.count == 2 ? String(parts[1]) : ""
            guard let whole = Int(parts[0]), whole < 1_000, parts.count <= 2, digits.count <= 2 else { return nil }
            let tail = Int((digits + "00").prefix(2)) ?? 0
            return (whole * 100 + tail, digits.count)
        }
    }

    /// The rate of what is claimed, of a figure: of those of whom it is not so, where the words say that.
    package func meant(of rate: Rate) -> Rate {
        isNegated ? Rate(rate.denominator - rate.numerator, of: rate.denominator) : rate
    }

    /// Whether `rate`, rounded as finely as the claim is, is what it says.
    package func matches(_ rate: Rate) -> Bool {
        guard rate.denominator > 0 else { return false }
        let unit = decimals == 0 ? 100 : decimals == 1 ? 10 : 1
        // Rounded once, not twice: 89.995 is 90.00 and 90, but 92.496 is 92.
        let scale = 10_000 / unit
        let rounded = (2 * rate.numerator * scale + rate.denominator) / (2 * rate.denominator) * unit
        return rounded == hundredths
    }
}

/// What the words of a claim say, by the words of bulletins.
private struct ClaimWords {
    private enum Topic {
        case followUp, resolution, decision, ripe, onTime, late, disputed, refused, rating, verification, firstReply,
            reply
    }

    private var topics: Set<Topic> = []
    private(set) var isNegated = false
    /// Whether a negation stands in it, also two that make none.
    private var isDenied = false
    private(set) var unknown: [String] = []

    init(_ text: String) {
        var whole = text.lowercased()
        for (written, joined) in Self.pairs { whole = whole.replacing(written, with: joined) }
        for word in whole.split(whereSeparator: { !$0.isLetter }).map(String.init) { add(word) }
    }

    private mutating func add(_ word: String) {
        if Self.negations.contains(word) {
            negate()
        } else if let (topic, rest) = Self.topic(of: word) {
            topics.insert(topic)
            if rest == "un" { negate() }
        } else if !Self.fillers.contains(word), !unknown.contains(word) {
            unknown.append(word)
        }
    }

    private mutating func negate() {
        isNegated.toggle()
        isDenied = true
    }

    /// The figure that they name. "Ditindaklanjuti dan selesai" are those that were followed up: the finished are among them.
    var measure: Measure? {
        // Of two things it is not told which of them is not so: "sudah ditindaklanjuti, belum selesai".
        if isDenied, topics.intersection([.followUp, .resolution, .decision]).count > 1 { return nil }
        return switch topics {
        case [.followUp], [.followUp, .resolution]: .followUp
        case [.resolution]: .resolution
        case [.resolution, .decision]: .decided
        case [.resolution, .ripe]: .ripeResolution
        case [.onTime]: .onTime
        case [.onTime, .resolution]: .onTime(.completion)
        case [.onTime, .firstReply], [.onTime, .followUp]: .onTime(.firstReply)
        case [.onTime, .verification]: .onTime(.verify)
        case [.onTime, .reply]: .onTime(.reply)
        case [.late]: .late
        case [.disputed]: .disputedShare
        case [.refused]: .refusedShare
        case [.rating]: .rating
        default: nil
        }
    }

    /// What stands in several words.
    private static let pairs = [
        ("tindak lanjut", "tindaklanjut"), ("followed up", "followup"),
        ("follow up", "followup"), ("follow-up", "followup"), ("tepat waktu", "tepatwaktu"), ("on time", "tepatwaktu"),
        ("on-time", "tepatwaktu"), ("bukan wewenang", "ditolak"), ("tanggapan pertama", "tanggapan"),
        ("first reply", "tanggapan"), ("terima kasih", ""),
    ]
    private static let stems: [(stem: String, topic: Topic)] = [
        ("tindaklanjut", .followUp), ("followup", .followUp), ("tepatwaktu", .onTime), ("terlambat", .late),
        ("telat", .late), ("overdue", .late), ("selesai", .resolution),
        ("tuntas", .resolution),
        ("resolved", .resolution), ("resolution", .resolution), ("closed", .resolution), ("ditutup", .resolution),
        ("keputusan", .decision), ("decision", .decision), ("decided", .decision), ("matang", .ripe), ("ripe", .ripe),
        ("bantah", .disputed), ("keberatan", .disputed), ("objection", .disputed), ("disputed", .disputed),
        ("ditolak", .refused), ("penolakan", .refused), ("refused", .refused), ("puas", .rating), ("satisf", .rating),
        ("verifikasi", .verification), ("verified", .verification), ("tanggap", .firstReply), ("jawaban", .reply),
        ("dijawab", .reply),
    ]

    /// The topic of a word, and what stands before its stem.
    private static func topic(of word: String) -> (Topic, before: String)? {
        for (stem, topic) in stems {
            if let place = word.firstRange(of: stem) { return (topic, String(word[..<place.lowerBound])) }
        }
        return word == "late" ? (.late, "") : nil
    }

    private static let negations = words("tidak tak belum bukan tanpa gagal not no never without nor un blm tdk")
    /// Words that change nothing of what is meant.
    private static let fillers = words(
        """
        persen persentase percent percentage rate tingkat angka sebesar sebanyak sekitar mencapai adalah ialah yaitu sudah \
        telah berhasil dapat bisa dengan oleh dan atau yang dari di ke pada per untuk dalam selama hingga sampai secara \
        laporan pengaduan aduan kasus masyarakat warga semua seluruh total jumlah ini itu para \
        tahun bulan triwulan semester periode januari februari maret april mei juni juli agustus september oktober november \
        desember the of were was are is been have has had in by and all cases reports complaints in year month \
        instansi opd dinas pelapor batas waktunya waktu kami kita nya
        """)

    private static func words(_ text: String) -> Set<String> { Set(text.split { $0.isWhitespace }.map(String.init)) }
}
