/// The words of a text that tell what it is about: no places, no landmarks, no numbers, none that stand in any text.
struct MatterWords {
    private(set) var words: [String] = []
    private var roots: Set<String> = []

    var count: Int { words.count }
    /// How many of them are neither about who nor about when.
    var substance: Int { words.count { !Self.setting.contains($0) } }
    /// Whether something of it is the case's: "lampunya".
    var pointsBack: Bool { words.contains { $0.utf8.count >= 6 && $0.hasSuffix("nya") } }
    /// Them alone, to be read again.
    var text: FoldedText { FoldedText(words.joined(separator: " ")) }

    init(_ text: FoldedText, _ gazetteer: Gazetteer) {
        var index = 0
        while index < text.tokens.count {
            // "Tambang" is a district, and in nearly all texts none.
            if let match = gazetteer.names.phrases.longest(in: text, at: index),
                gazetteer.names.bareness[match.group] != .never
            {
                index = match.end
                continue
            }
            let word = text.word(index)
            index += 1
            if let length = Self.places[word] {
                // Behind a kind of region stands its name, if it is known, and then what the text is about.
                let name =
                    Self.regions.contains(word) && index < text.tokens.count && text.tokens[index].gap == .soft
                    ? gazetteer.names.phrases.longest(in: text, at: index) : nil
                index = name?.end ?? Self.end(of: length, in: text, from: index)
            } else if !text.isNumber(at: index - 1), word.utf8.count > 1, !Self.empty.contains(word) {
                words.append(word)
                if !Self.common.contains(word) { roots.insert(Self.root(of: word)) }
            }
        }
    }

    /// Whether both speak of the same thing.
    func share(with other: MatterWords) -> Bool {
        roots.contains { root in
            other.roots.contains { $0 == root || root.utf8.count >= 5 && $0.utf8.count >= 5 && Self.overlap($0, root) }
        }
    }

    private static func overlap(_ left: String, _ right: String) -> Bool {
        left.utf8.count > right.utf8.count ? left.hasPrefix(right) : right.hasPrefix(left)
    }

    /// Without what stands in any place, whose name says nothing of the matter: "RSUD", "pasar".
    var withoutLandmarks: [String] { words.filter { !PlaceWords.isLandmark($0) } }

    /// The words behind a landmark or a kind of place are its name, up to the next comma or a word of any text.
    private static func end(of length: Int, in text: FoldedText, from start: Int) -> Int {
        var index = start
        while index < min(start + length, text.tokens.count), text.tokens[index].gap == .soft,
            !endings.contains(text.word(index))
        {
            index += 1
        }
        return index
    }

    /// No name of a place has these.
    private static let endings: Set<String> = ["saya", "kami", "kita", "yang", "yg", "sudah", "belum", "tidak", "ada"]
    /// Behind these a region's name follows.
    private static let regions: Set<String> = [
        "kecamatan", "kec", "kabupaten", "kab", "kota", "provinsi", "prov", "propinsi",
    ]

    /// Without what is put before and behind: `lubangnya`, `berlubang`.
    static func root(of word: String) -> String {
        var root = Substring(word)
        for ending in ["nya", "lah", "kah", "kan"]
        where root.hasSuffix(ending) && root.utf8.count - ending.utf8.count >= 4 {
            root = root.dropLast(ending.count)
            break
        }
        for beginning in ["ber", "ter", "per", "meng", "mem", "men", "me", "di"]
        where root.hasPrefix(beginning) && root.utf8.count - beginning.utf8.count >= 4 {
            root = root.dropFirst(beginning.count)
            break
        }
        return String(root)
    }

    /// What names a place, with the number of words that may belong to the name.
    private static let places: [String: Int] = [
        "depan": 4, "dekat": 4, "samping": 4, "sebelah": 4, "belakang": 4, "seberang": 4, "sebrang": 4, "sekitar": 4,
        "arah": 3, "menuju": 3, "simpang": 3, "perempatan": 3, "pertigaan": 3, "alamat": 4, "alamatnya": 4,
        "lokasi": 4, "lokasinya": 4, "kecamatan": 2, "kec": 2, "kabupaten": 3, "kab": 3, "kota": 2, "provinsi": 3,
        "prov": 3, "propinsi": 3, "desa": 2, "ds": 2, "kelurahan": 2, "kel": 2, "dusun": 2, "dsn": 2, "kampung": 2,
        "kp": 2, "jl": 3, "jln": 3, "gang": 2, "gg": 2, "blok": 1, "komplek": 2, "perumahan": 2, "perum": 2, "rt": 1,
        "rw": 1, "nomor": 1, "no": 1, "km": 1,
    ]

    /// Words of any text.
    private static let empty: Set<String> = [
        "ada", "adalah", "agar", "akan", "aku", "apa", "atas", "atau", "bagaimana", "bahwa", "banyak", "bapak", "bisa",
        "bpk", "bu", "bukan", "dan", "dari", "dengan", "dgn", "di", "dia", "dong", "hal", "hari", "ibu", "ini", "iya",
        "itu", "jadi", "juga", "kalau", "kami", "karena", "kasih", "ke", "kepada", "kita", "kok", "lagi", "lapor",
        "laporan", "lewat", "lho", "makasih", "mana", "masih", "min", "minggu", "mohon", "nama", "nya", "oleh", "pada",
        "pak", "para", "pokoknya", "saat", "saja", "sampai", "sana", "sangat", "saya", "sdh", "sebab", "sejak",
        "sekali", "sekarang", "selamat", "seperti", "siang", "sini", "situ", "sore", "sudah", "supaya", "tadi", "tahu",
        "tapi", "telah", "tentang", "terima", "tersebut", "tetapi", "thn", "tidak", "tdk", "tolong", "tsb", "untuk",
        "utk", "ya", "yaitu", "yakni", "yang", "yg", "yth",
    ]

    /// Words for people and times.
    private static let setting: Set<String> = [
        "warga", "orang", "rumah", "masyarakat", "anak", "bulan", "tahun", "malam", "pagi", "kemarin", "lalu", "lama",
        "waktu",
        "semua", "baru", "besar", "kecil", "setiap", "tiap", "dua", "tiga", "segera", "dekat", "tetangga", "sekeluarga",
    ]

    /// Words of many matters: two texts that share them need not be about the same.
    private static let common: Set<String> = [
        "air", "anak", "baik", "baru", "belum", "besar", "bulan", "dinas", "gelap", "hancur", "jalan", "jalannya",
        "kantor", "kemarin", "kecil", "lalu", "lama", "lurah", "malam", "masyarakat", "mati", "orang", "padam", "pagi",
        "parah", "pemerintah", "petugas", "rusak", "rumah", "segera", "sekolah", "semua", "sering", "setiap", "tahun",
        "tempat", "tiap", "tiga", "dua", "tutup", "warga", "waktu",
    ]
}
