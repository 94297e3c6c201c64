/// The words around a place name that say what kind of place it is, and the names that are also common words.
enum PlaceWords {
    /// What the word directly before a name says about it.
    enum Marker: Int32, CaseIterable {
        case province
        case regency
        case city
        case district
        /// A village: tells its district, together with what else is known.
        case village
        /// A road, person or firm of that name: no evidence for the region.
        case other

        func admits(_ level: RegionLevel) -> Bool {
            switch self {
            case .province: level == .province
            case .regency: level == .regency
            case .city: level == .city
            case .district: level == .district
            case .village, .other: false
            }
        }

        fileprivate var words: String {
            switch self {
            case .province: "provinsi propinsi prov prop pemprov pemprop gubernur"
            case .regency: "kabupaten kab kabupatan kbupaten pemkab bupati kabup"
            case .city: "kota kotamadya kodya pemkot walikota"
            case .district: "kecamatan kec camat kcmtn kecmatan kecamtan"
            case .village: "desa ds kelurahan kel lurah kades gampong nagari pekon"
            case .other:
                """
                jalan jl jln jalur gang gg kampung kp kmp dusun dsn dukuh perumahan perum komplek \
                kompleks komp blok rt rw toko warung pt cv ud sungai kali gunung gn pulau selat bukit nama sdr sdri \
                bapak bpk ibu lahir kelahiran ttl tol suku bahasa nasi sate jenderal jend jembatan grand
                """
            }
        }
    }

    static let markers = PhraseTable(
        Marker.allCases.flatMap { marker in
            marker.words.split { " \n".contains($0) }.map { (FoldedText(String($0)), marker.rawValue) }
        })

    /// The marker that token `index` of `text` is, if any.
    static func marker(in text: FoldedText, at index: Int) -> Marker? {
        guard let group = markers.group(ofWord: text.tokens[index].hash) else { return nil }
        return markers.groups[group].first.flatMap(Marker.init(rawValue:))
    }

    static let lokasi = TokenHash.word("lokasi")
    static let kejadian = TokenHash.word("kejadian")
    static let kewenangan = TokenHash.word("kewenangan")
    static let prepositions = ["di", "dari", "ke", "daerah", "wilayah", "warga"].map(TokenHash.word)

    /// Regencies and cities whose bare name is an everyday word: they need a marker, a location field or support.
    static let commonRegencies = words(
        """
        batu banjar metro landak pati buru palu sorong serang puncak batang bone lebak lahat agam solok karo ende muna \
        sigi lingga belu malaka alor bima tual badung kapuas bengkalis barru tegal siak berau
        """)

    /// Districts whose bare name says nothing, even in a location field or beside their regency's name.
    static let commonDistricts = words(
        """
        kota baru tengah barat timur utara selatan pusat jalan pasar sukajadi lama muara pulau tanjung sungai gunung \
        bukit simpang pantai kampung desa hulu hilir ulu ilir mandiri jaya indah sari makmur sejahtera maju mulia \
        merdeka sentosa damai bahagia setia bakti bina karya sukamaju harapan air hitam air putih batu bara ujung \
        taman kebun rumbia rumah laut darat pinggir tebing talang alam dua tiga empat lima enam tujuh satu kalian \
        medan area mataram bandar suka mula awal akhir salem sentani gabus sampang parit nanas kelapa mangga sawah \
        padang tambang pakan labuhan tempat tempe pemerintah bandung kuta alok bola bungku naga lembah gading kasih \
        kasihan bantul sewon umum kuala tigo lumut tapi sumber asem rambutan cermin lintau dampit dukun klinik pegawai \
        suru paku kubu pamona lobu salam angkola gerung lurah pasir jati candi giri wates sekampung kartini karang \
        tirtayasa cinta manis rambang senen gambir sawit pulo gadung makasar mande maja teluk rupat seberang kopo \
        bulan bintang matahari gelora mega surya utama pratama dharma panti dalam luar atas bawah besar kecil seram \
        benar mega masa sebangun wonosari lingkar waru gurun babat bubutan pace lebong paser ganding pademawu siman
        """)

    /// Districts of several words whose bare name is an everyday expression.
    static let commonPhrases: Set<UInt64> = Set(
        [
            "tanah luas", "tujuh belas", "kota lama", "kota baru", "kota tengah", "kota timur", "kota barat",
            "kota utara", "kota selatan", "tanah merah", "air putih", "air hitam", "batu putih", "dua puluh",
            "lima puluh", "pasar baru", "pasar lama", "kampung baru", "desa baru", "rumah tiga", "tiga raja",
            "jalan baru", "simpang tiga", "simpang empat", "tengah ilir", "bukit batu", "jaya baru", "laut dalam",
        ].compactMap { TokenHash.sequence(of: FoldedText($0).tokens) })

    private static func words(_ list: String) -> Set<UInt64> {
        Set(list.split { " \n".contains($0) }.map { TokenHash.word(String($0)) })
    }
}
