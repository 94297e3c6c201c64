import Complaints

/// Reads place names with one wrong, missing, additional or swapped letter ("Semarnag", "Baleendh").
///
/// Each name is found under all spellings of it that lack one letter, so that a look takes as many steps as a word has
/// letters, however many names there are (Garbe, Symmetric Delete, 2012); what is found is then compared letter by letter.
struct Misspellings: Sendable {
    /// Shorter names are one letter from too many words.
    private static let shortest = 6
    /// The same for several words together.
    private static let shortestTogether = 8

    private let names: [[UInt8]]
    private let regions: [[Int32]]
    /// The names of each spelling, by its hash: where those of each stretch of hashes begin, and each with its hash's rest.
    private let starts: [Int32]
    private let spellings: [(rest: UInt32, name: Int32)]

    /// Learns the one-word names of `regions`, and governments' names of several words written together.
    init(_ regions: [Region]) {
        var numbers: [UInt64: Int] = [:]
        var names: [[UInt8]] = []
        var owners: [[Int32]] = []
        var spellings: [(hash: UInt64, name: Int32)] = []
        for (position, region) in regions.enumerated() {
            let name = FoldedText(region.coreName)
            let letters = name.letters
            guard name.tokens.count == 1 || region.level != .district, letters.count >= Self.shortest else { continue }
            let hash = FNV1a.hash(of: letters)
            let own = Int32(truncatingIfNeeded: position)
            if let number = numbers[hash] {
                owners[number].append(own)
                continue
            }
            let number = names.count
            numbers[hash] = number
            names.append(letters)
            owners.append([own])
            Self.visitHashes(letters.span, hash) {
                spellings.append((hash: $0, name: Int32(truncatingIfNeeded: number)))
            }
        }
        self.names = names
        self.regions = owners
        spellings.sort { $0.hash < $1.hash }
        self.spellings = spellings.map { (rest: UInt32(truncatingIfNeeded: $0.hash), name: $0.name) }
        var starts: [Int32] = []
        for (position, spelling) in spellings.enumerated() {
            while starts.count <= Self.stretch(spelling.hash) { starts.append(Int32(truncatingIfNeeded: position)) }
        }
        while starts.count <= Self.stretches { starts.append(Int32(truncatingIfNeeded: spellings.count)) }
        self.starts = starts
    }

    private static let stretches = 1 << 16
    private static func stretch(_ hash: UInt64) -> Int { Int(hash >> 48) }

    /// The regions that token `index` of `text` is a misspelt name of, if it can only be one name of those that `fits`.
    func regions(
        in text: FoldedText, at index: Int, shortest: Int = Misspellings.shortest, fits: (Int32) -> Bool
    ) -> [Int32] {
        let token = text.tokens[index]
        let range = Int(token.start)..<Int(token.end)
        guard range.count >= Self.shortest else { return [] }
        let alike = alike(text.bytes.span.extracting(range), token.hash)
        guard !alike.isEmpty, !Self.everyday.contains(token.hash) else { return [] }
        return regions(of: alike, Array(text.bytes[range]), shortest: shortest, fits: fits)
    }

    /// The same for words written together.
    func regions(_ letters: [UInt8], fits: (Int32) -> Bool) -> [Int32] {
        guard letters.count >= Self.shortestTogether - 1 else { return [] }
        let alike = alike(letters.span, FNV1a.hash(of: letters))
        return alike.isEmpty ? [] : regions(of: alike, letters, shortest: Self.shortestTogether, fits: fits)
    }

    /// The numbers of all names that share a spelling with `word`.
    @inline(__always)
    private func alike(_ word: Span<UInt8>, _ own: UInt64) -> [Int32] {
        var alike: [Int32] = []
        Self.visitHashes(word, own) { hash in
            let stretch = Self.stretch(hash)
            for place in Int(starts[stretch])..<Int(starts[stretch + 1])
            where spellings[place].rest == UInt32(truncatingIfNeeded: hash) && !alike.contains(spellings[place].name) {
                alike.append(spellings[place].name)
            }
        }
        return alike
    }

    /// The regions of the only name among `alike` that is one letter from `word` and that `fits`.
    private func regions(of alike: [Int32], _ word: [UInt8], shortest: Int, fits: (Int32) -> Bool) -> [Int32] {
        let found = alike.filter { number in
            let name = names[Int(number)]
            return Self.isOneEdit(word, name) && regions[Int(number)].contains(where: fits)
        }
        guard found.count == 1, names[Int(found[0])].count >= shortest else { return [] }
        return regions[Int(found[0])].filter(fits)
    }

    /// A word's own hash and those of its spellings that lack one letter.
    @inline(__always)
    private static func visitHashes(_ word: Span<UInt8>, _ own: UInt64, _ take: (UInt64) -> Void) {
        take(own)
        var before = FNV1a.seed
        for left in word.indices {
            if left == 0 || word[left] != word[left - 1] {
                var hash = before
                for index in left + 1..<word.count { hash = FNV1a.step(hash, word[index]) }
                take(hash)
            }
            before = FNV1a.step(before, word[left])
        }
    }

    /// Whether one letter more, less, other or swapped with its neighbour makes one of the other.
    static func isOneEdit(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left != right, abs(left.count - right.count) <= 1 else { return false }
        var first = 0
        while first < min(left.count, right.count), left[first] == right[first] { first += 1 }
        let (a, b) = (left.dropFirst(first), right.dropFirst(first))
        if left.count < right.count { return a.elementsEqual(b.dropFirst()) }
        if left.count > right.count { return a.dropFirst().elementsEqual(b) }
        if a.dropFirst().elementsEqual(b.dropFirst()) { return true }
        let swapped = zip(a.prefix(2), b.prefix(2).reversed()).allSatisfy { $0 == $1 }
        return a.count > 1 && swapped && a.dropFirst(2).elementsEqual(b.dropFirst(2))
    }

    /// Everyday words that are one letter from a place's name.
    private static let everyday = Set(
        """
        alasan angkat angkatan antara arahkan armada asalan balasan bandara bangga bangsa banjir banteng bantuan \
        banyak barang belakang belakangan beliau berani berhak berisi berkas berubah betapa bidang bilang blangko \
        bohong bolong bongkar booking cabang cerita dadang dampak datang dibawa disaat disitu dugaan gabung gambar \
        ganggu gedung gelombang genangan gerbang gorong gunung halaman hancur hingga jantung jarang kadang kalangan \
        kalimat kampung kandang karang karena karung kasian kawasan kebanyakan kedepan keliling kelola kemana \
        kenapa kencang kendala kendali kendati keramaian kering kerjaan kerumunan kesana kunjung kunjungan kurang \
        lalang lambat lancar langka langkah lapangan larang layang lelang lembaga lobang lubang magang mantan \
        melawan meluas memang membawa menarik mendukung mengganti menuju mereka minuman muncul mundur mungkin \
        nampak negeri numpang paling pamong panduan pangan panggil pangkat pantas parade pasang patroli pegang \
        pelabuhan pelanggaran pelayan pelayanan pemegang penawaran pengaduan pengajuan perangkat perbatasan \
        pertanahan pertek petani pintar potong preman pulang puluhan punggung rangka rendah ringan ruangan saluran \
        sambil samping sarana sasaran satuan sayang sayuran sebarang seberang sedang segera sekarang selaku selalu \
        selama selang semacam seorang sering setahun simpan singkat stempel sumbangan tahanan tambah tambahan \
        tambal tampung tangan tangga tanggal tanggung tanyakan taruna tenaga tenang tentang terang terasa terima \
        ternak tukang tulang tumbang tunggal tunjangan warung wisata
        """.split { " \n".contains($0) }.map { TokenHash.word(String($0)) })
}
