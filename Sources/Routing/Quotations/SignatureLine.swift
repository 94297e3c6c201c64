/// Whether a line is a name, an office or an address, or goes on with what its writer has to say.
enum SignatureLine {
    private static let longest = 80
    private static let mostWords = 10
    /// A name, or what is called by one, has so many words at most.
    static let mostPlain = 3

    /// Whether nothing but who wrote it, and where they are, stands in it.
    ///
    /// - Parameter plain: so many words in small letters may stand between two commas.
    static func isOne(_ line: some Collection<UInt8>, plain: Int = mostPlain) -> Bool {
        guard line.count <= longest, !line.contains(UInt8(ascii: "?")), !line.contains(UInt8(ascii: "!")) else {
            return false
        }
        let segments = line.split { ",;|()\t".utf8.contains($0) }
        guard line.contains(where: isLetterOrDigit), line.split(separator: 0x20).count <= mostWords else {
            return false
        }
        let isShouted = !line.contains { 0x61...0x7A ~= $0 }
        var isLed = false
        return segments.allSatisfy { segment in
            isOne(segment.split { $0 == 0x20 || $0 == UInt8(ascii: "/") }, isShouted, isLed: &isLed, most: plain)
        }
    }

    private static func isOne(
        _ words: [some Collection<UInt8>], _ isShouted: Bool, isLed: inout Bool, most: Int
    ) -> Bool {
        var plain = 0
        for word in words {
            let small = small(word)
            guard !small.isEmpty, !word.contains(UInt8(ascii: "@")), !small.utf8.contains(where: isDigit) else {
                continue
            }
            if telling.contains(small) || isSuffixed(small) { return false }
            if leads.contains(small) {
                isLed = true
            } else if small == "di" {
                guard isLed else { return false }
            } else if !particles.contains(small), isShouted || !isCapital(word) {
                plain += 1
            }
        }
        return plain <= most
    }

    /// Whether a line says something beyond that: it has a word that names and addresses have not.
    static func isSentence(_ line: MessageLine) -> Bool {
        let words = line.lowercased.split { !isLetterOrDigit($0) }
        guard words.count >= 3 else { return false }
        return words.contains { word in
            let word = String(decoding: word, as: UTF8.self)
            return telling.contains(word) || isSuffixed(word)
        }
    }

    private static func isSuffixed(_ word: String) -> Bool { word.utf8.count >= 7 && word.hasSuffix("nya") }

    /// In small letters, without the signs around it.
    private static func small(_ word: some Collection<UInt8>) -> String {
        var letters = word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }[...]
        while let first = letters.first, !isLetterOrDigit(first) { letters.removeFirst() }
        while let last = letters.last, !isLetterOrDigit(last) { letters.removeLast() }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func isCapital(_ word: some Collection<UInt8>) -> Bool {
        guard let first = word.first(where: isLetterOrDigit) else { return true }
        return !(0x61...0x7A ~= first)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte | 0x20 || isDigit(byte) || byte >= 0x80
    }

    /// What people call themselves and their offices by.
    static let leads: Set<String> = [
        "warga", "masyarakat", "ketua", "wakil", "sekretaris", "bendahara", "kepala", "pelapor", "pengadu", "pemohon",
        "pengirim", "nama", "an", "a.n", "atas", "ttd", "tertanda", "pengurus", "anggota", "forum", "paguyuban",
        "karang", "mahasiswa", "guru", "karyawan", "pegawai", "pensiunan", "koordinator", "direktur", "manajer",
        "dinas", "badan", "kantor", "bagian", "bidang", "seksi", "pemerintah", "pemkot", "pemkab", "pemprov", "pt",
        "cv",
        "yayasan", "lsm", "rumah", "puskesmas", "universitas", "camat", "lurah", "kades",
    ]
    /// Small words and the words for places in names and addresses.
    private static let particles: Set<String> = [
        "dan", "bin", "binti", "dari", "rt", "rw", "no", "nomor", "hp", "telp", "telepon", "tlp", "wa", "fax", "nik",
        "email",
        "e-mail", "jl", "jln", "jalan", "gg", "gang", "desa", "ds", "dusun", "dsn", "kampung", "kp", "kel", "kelurahan",
        "kec", "kecamatan", "kab", "kabupaten", "kota", "prov", "provinsi", "blok", "perum", "perumahan", "komplek",
        "kompleks", "alamat", "hormat", "kami", "saya", "salam", "se", "of", "and", "the", "nagari", "gampong",
    ]
    /// "Kota Medan, 5 Januari 2026", as letters have it above their closing.
    static func isDateline(_ line: MessageLine) -> Bool {
        let words = line.lowercased.split { !isLetterOrDigit($0) }
        guard words.count >= 3, let year = words.last, year.count == 4, year.allSatisfy(isDigit) else { return false }
        return months.contains(String(decoding: words[words.count - 2], as: UTF8.self)) && isOne(line.bytes)
    }

    private static let months: Set<String> = [
        "januari", "jan", "februari", "pebruari", "feb", "maret", "mar", "april", "apr", "mei", "juni", "jun", "juli",
        "jul",
        "agustus", "agust", "agu", "september", "sept", "sep", "oktober", "okt", "november", "nopember", "nov",
        "desember", "des",
    ]

    /// What reports have and signatures have not.
    private static let telling: Set<String> = [
        "kepada", "semoga",
        "lampu", "air", "keruh", "sampah", "limbah", "asap", "foto", "video", "terlampir",
        "lampiran", "kejadian",
        "peristiwa",
        "korban", "pungutan", "liar", "pencurian", "maling", "begal", "kabel", "tiang", "pohon", "tumbang", "drainase",
        "got",
        "selokan", "saluran", "gorong", "trotoar", "aspal", "jembatan", "antrian", "antrean", "pelayanan", "bantuan",
        "bansos",
        "blt", "pkh", "bpjs", "ktp", "kk", "akta", "sertifikat", "pajak", "parkir", "kemacetan", "kecelakaan",
        "kebakaran",
        "kebisingan", "narkoba", "judi", "honor", "gaji", "listrik", "sinyal", "harga", "pupuk", "elpiji", "bbm",
        "galian",
        "proyek", "pembangunan", "perbaikan", "kondisi", "masalah", "keluhan", "pengaduan", "aduan", "dugaan", "oknum",
        "yang", "yg", "sudah", "sdh", "udah", "belum", "blm", "tidak", "tdk", "gak", "nggak", "ga", "tak", "ada",
        "mohon",
        "tolong", "agar", "supaya", "karena", "krn", "untuk", "utk", "ini", "itu", "tersebut", "jika", "kalau", "bila",
        "sejak", "sampai", "akan", "bisa", "dapat", "harus", "lagi", "masih", "sangat", "juga", "hanya", "sering",
        "selalu", "setiap", "tiap", "minta", "segera", "lapor", "melaporkan", "dilaporkan", "mengadukan", "mau",
        "ingin",
        "lokasi", "lokasinya", "tkp", "titik", "patokan", "dekat", "depan", "samping", "belakang", "seberang",
        "sebelah",
        "sekitar", "antara", "menuju", "arah", "rusak", "mati", "padam", "banjir", "macet", "berlubang", "lubang",
        "menumpuk", "numpuk", "tumpukan", "bocor", "longsor", "pungli", "hilang", "roboh", "ambruk", "mampet",
        "tersumbat",
        "kotor", "bau", "gelap", "bising", "korupsi", "dipotong", "ditolak", "terlambat", "tutup", "pada", "oleh",
        "saat",
        "terjadi", "diperbaiki", "ditindak", "ditindaklanjuti", "seperti", "sebab", "kemarin", "tadi", "ya", "via",
    ]
}
