/// What a question asks for: an answer begins with it, or with a place where one is asked for.
struct AskedFor {
    private var things: Set<String> = []
    private var asksPlace = false
    private var asksLandmark = false
    /// Whether it asks where something is, or which of what stands in any place is meant.
    var asksWhere: Bool { asksPlace || asksLandmark }

    /// Reads what was written last.
    init(_ words: String) {
        let text = FoldedText(words.split(separator: "\n").last.map(String.init) ?? "")
        for index in text.tokens.indices {
            let word = MatterWords.root(of: text.word(index))
            if Self.places.contains(word) { asksPlace = true }
            guard Self.asking.contains(word) else { continue }
            let last = text.tokens.indices[..<index].last { !Self.small.contains(text.word($0)) }
            guard let before = last, text.tokens[before + 1...index].allSatisfy({ $0.gap == .soft }) else {
                asksPlace = asksPlace || word != "apa"
                continue
            }
            things.insert(MatterWords.root(of: text.word(before)))
            asksLandmark = asksLandmark || PlaceWords.beginsLandmark(in: text, at: before)
        }
    }

    /// Where a message begins, behind its greetings.
    private static func start(of message: FoldedText) -> Int {
        message.tokens.indices.first { !greetings.contains(message.word($0)) } ?? message.tokens.count
    }

    /// Whether what stands in any place is named first: a mosque, a school.
    static func beginsWithLandmark(_ message: FoldedText) -> Bool {
        let start = start(of: message)
        return start < message.tokens.count && PlaceWords.beginsLandmark(in: message, at: start)
    }

    /// Whether `message` begins as an answer does.
    func isAnswered(by message: FoldedText, _ gazetteer: Gazetteer) -> Bool {
        let index = Self.start(of: message)
        guard index < message.tokens.count else { return true }
        let word = message.word(index)
        if things.contains(MatterWords.root(of: word)) || Self.leads.contains(word) || message.isNumber(at: index) {
            return true
        }
        guard asksPlace else { return false }
        if PlaceWords.addresses.contains(message.tokens[index].hash) { return true }
        if let marker = PlaceWords.marker(in: message, at: index) { return marker != .other }
        return gazetteer.names.phrases.longest(in: message, at: index).map { match in
            gazetteer.names.bareness[match.group] != .never && gazetteer.names.bareness[match.group] != .weak
        } ?? false
    }

    private static let asking: Set<String> = ["mana", "apa", "berapa", "dimana", "kemana"]
    private static let places: Set<String> = [
        "kota", "kabupaten", "kab", "kecamatan", "kec", "desa", "kelurahan", "kel", "provinsi", "jalan", "jl", "gang",
        "alamat", "lokasi", "lokasinya", "tempat", "daerah", "wilayah", "kampung", "dusun", "rt", "rw", "nomor",
        "dimana",
    ]
    /// What may stand between what is asked for and the word that asks.
    private static let small: Set<String> = [
        "yang", "di", "ke", "itu", "ini", "nya", "nomor", "dan", "atau", "sebelah",
    ]
    private static let greetings: Set<String> = [
        "pak", "bu", "bapak", "ibu", "min", "admin", "halo", "maaf", "ya", "iya", "oh", "betul", "itu", "yang", "saya",
        "kami", "nama", "namanya", "selamat", "pagi", "siang", "sore", "malam", "baik", "oke", "ok",
    ]
    /// An answer says where, a report what.
    private static let leads: Set<String> = [
        "di", "dekat", "depan", "samping", "belakang", "seberang", "sebrang", "sebelah", "sekitar", "alamat",
        "alamatnya", "lokasi", "lokasinya", "tempat", "tempatnya", "tkp", "rumah", "daerah", "wilayah", "warga",
        "tinggal", "dari", "masih", "sudah", "sejak", "tidak", "belum",
    ]
}
