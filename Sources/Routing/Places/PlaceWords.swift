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

        /// The word for a government of this level, if it has one.
        init?(kind level: RegionLevel) {
            switch level {
            case .province: self = .province
            case .regency: self = .regency
            case .city: self = .city
            case .district: return nil
            }
        }

        /// Whether it says what kind of government has the name.
        var isKindOfGovernment: Bool { self == .province || self == .regency || self == .city }

        fileprivate var words: String {
            switch self {
            case .province: "provinsi propinsi prov prop pemprov pemprop gubernur"
            case .regency:
                "kabupaten kab kabupatan kbupaten pemkab bupati kabup kabupten kabuaten kabupaen kabupeten kabupate"
            case .city: "kota kotamadya kotamdya kodya pemkot walikota kt"
            case .district: "kecamatan kec camat kcmtn kecmatan kecamtan"
            case .village: "desa ds kelurahan kel lurah kades gampong nagari pekon"
            case .other:
                """
                jalan jl jln jalur gang gg kampung kp kmp dusun dsn dukuh perumahan perum komplek \
                kompleks komp blok rt rw toko warung pt cv ud sungai kali gunung gn pulau selat bukit nama sdr sdri \
                bapak bpk ibu lahir kelahiran ttl tol suku bahasa nasi sate jenderal jend jembatan grand \
                rm resto restoran masakan kedai soto coto ayam bebek bakar goreng bakmi bakso gudeg bakpia pempek dodol \
                asinan batagor siomay somay martabak lumpia lunpia rawon rujak pecel lele serabi rendang konro bika jenang \
                tongseng liwet kerupuk
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

    /// Words behind which a name is often that of a dish, a shop or a road: where another place is told, it is no place.
    private static let namesakes = words(
        """
        makan ikan batik kopi roti mie sop sup bubur kerajinan depot khas lontong tahu kuning uduk hotel cafe kafe kripik \
        keripik kupat ketupat sambal pindang seblak surabi getuk wingko bandeng bihun apotek bengkel salon
        """)
    private static let (letterR, letterM) = (TokenHash.word("r"), TokenHash.word("m"))
    private static let roads = words("jalan jl jln jalur tol")
    private static let kindsOfRoad = words(
        "raya lintas poros lingkar tol nasional provinsi kabupaten arteri alternatif")

    /// Whether the name at `index` may be that of a dish, a shop or a road: "Rumah Makan Padang", "Jalan Raya Bogor".
    static func isNamesake(in text: FoldedText, at index: Int) -> Bool {
        guard index > 0, text.tokens[index].isJoined else { return false }
        let before = text.tokens[index - 1].hash
        if namesakes.contains(before) { return true }
        // "R.M. Padang"
        if index > 1, before == letterM, text.tokens[index - 2].hash == letterR { return true }
        return index > 1 && kindsOfRoad.contains(before) && text.tokens[index - 1].isJoined
            && roads.contains(text.tokens[index - 2].hash)
    }

    /// Words for what stands in any place, whose name may be that of a village elsewhere in the city: "Lapangan Merdeka".
    private static let landmarks = words(
        """
        kantor pos lapangan alun pasar terminal sakit rs rsud rsu puskesmas posyandu stasiun masjid mesjid musholla mushola \
        musala surau gereja pura vihara wihara kelenteng klenteng pesantren ponpes madrasah paud taman gedung hotel \
        mall mal plaza toko swalayan sekolah sd sdn smp smpn sma sman smk smkn kampus universitas pabrik pelabuhan bandara \
        dermaga bundaran perempatan pertigaan tugu monumen stadion gor klinik apotek bank spbu halte rutan lapas museum
        """)

    static func isLandmark(_ word: String) -> Bool { landmarks.contains(TokenHash.word(word)) }

    /// Whether the word at `index` is one of these.
    static func beginsLandmark(in text: FoldedText, at index: Int) -> Bool {
        landmarks.contains(text.tokens[index].hash)
    }

    /// Whether the word at `index` is one of these, or the name of one.
    static func isLandmark(in text: FoldedText, at index: Int) -> Bool {
        if landmarks.contains(text.tokens[index].hash) { return true }
        return index > 0 && text.tokens[index].isJoined && landmarks.contains(text.tokens[index - 1].hash)
    }

    /// Whether the word at `index` begins names of what is found in nature, or of what stands in any place: "Danau Toba".
    static func namesLandscape(in text: FoldedText, at index: Int) -> Bool {
        landscape.contains(text.tokens[index].hash) || landmarks.contains(text.tokens[index].hash)
    }

    private static let landscape = words(
        """
        danau teluk tanjung tanjong muara ujung pulau batu padang bukit gunung pantai kali sungai rawa kuala labuan labuhan \
        pangkalan pangkal simpang air aek way lubuk bandar kampung nusa karang sumber tebing tanah telaga situ curug \
        kawah candi benteng laut selat raya lintas poros lingkar tol arteri alternatif kota
        """)

    /// Whether the word at `index` begins names of what is found in nature; many do only as a part of a name.
    static func beginsLandscape(in text: FoldedText, at index: Int, _ isName: Bool) -> Bool {
        let word = text.tokens[index].hash
        return landscapeAlways.contains(word) || isName && landscapeInNames.contains(word)
    }

    private static let landscapeAlways = words("danau labuan labuhan pangkalan kawah")
    private static let landscapeInNames = words(
        """
        teluk tanjung tanjong muara ujung batu padang pantai rawa kuala pangkal lubuk nusa tebing telaga situ curug candi benteng laut karang
        """)

    /// What people write with a capital behind a place and that is no part of its name.
    static let behindNames = words(
        """
        senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober \
        november desember saya kami kita aku anda mereka beliau tuhan allah yang mohon tolong terima kasih kenapa mengapa \
        apakah kapan bagaimana dan atau tapi tetapi namun karena ini itu untuk dengan pada oleh agar supaya sudah belum \
        sejak sampai hingga saat ketika setelah sebelum juga masih akan telah bisa harus harap semoga demikian berikut adalah \
        jika kalau bila maka serta kepada melalui jurusan fakultas tidak ada bapak ibu pak bu mas mbak bang kelas nama alamat pekerjaan umur usia agama telepon madura flores sumatera \
        sumatra kalimantan sulawesi papua
        """)

    /// Words between a province and its regency.
    static let links = words(
        "tepatnya persisnya persis yaitu yakni khususnya terutama lebih di ada berada terletak yang daerah wilayah")
    static let mostLinks = 4

    /// What an address has before the name of a road, an estate or a hamlet.
    static let addresses = words(
        "jalan jl jln gang gg rt rw blok perumahan perum komplek kompleks komp dusun dsn desa ds kelurahan kel")

    static func isOfAddress(_ word: String) -> Bool { addresses.contains(TokenHash.word(word)) }

    /// Words beside a bare name in a place field that are no part of a longer one.
    static let company = words(
        """
        dan atau serta antara yaitu yakni tepatnya khususnya sekitar sekitaran sekitarnya seputar area kawasan dalam luar \
        lokasi kejadian alamat tempat tkp dekat arah menuju depan samping belakang seberang sebelah sampai hingga \
        perbatasan batas bagian indonesia ri kode kodepos pos no nomor nomer alun polres polresta polrestabes kodim \
        rsud disdukcapil dukcapil samsat pdam dishub dinkes disdik dinsos dpupr bpbd kejari pengadilan
        """)

    /// How many words of old law stand between the word for a government and its name: "Kabupaten Dati II Bogor".
    static func levelWords(behind index: Int, _ marker: Marker, in text: FoldedText) -> Int {
        // "Kota Madya Bukit Tinggi"
        if marker == .city, index + 2 < text.tokens.count, kindsOfCity.contains(text.tokens[index + 1].hash),
            text.tokens[index + 2].isJoined
        {
            return 1 + lawWords(behind: index + 1, marker, in: text)
        }
        return lawWords(behind: index, marker, in: text)
    }

    private static let kindsOfCity = words("madya praja administratif administratip")

    private static func lawWords(behind index: Int, _ marker: Marker, in text: FoldedText) -> Int {
        guard marker.isKindOfGovernment, index + 2 < text.tokens.count, levels.contains(text.tokens[index + 1].hash)
        else {
            return 0
        }
        let ends = marker == .province ? firstLevel : secondLevel
        for word in index + 1..<min(index + 5, text.tokens.count - 1) where text.tokens[word].isJoined {
            if ends.contains(text.tokens[word].hash) { return text.tokens[word + 1].isJoined ? word - index : 0 }
            guard levels.contains(text.tokens[word].hash) else { return 0 }
        }
        return 0
    }

    private static let levels = words("dati daerah tingkat tk dt swatantra")
    private static let firstLevel = words("i 1")
    private static let secondLevel = words("ii 2")

    /// Stands for a city before one's name, and for "we" elsewhere.
    static let kt = TokenHash.word("kt")
    /// What heads a province's government says nothing about where the name before it lies.
    static let provincialOffices = ["pemprov", "pemprop", "gubernur"].map(TokenHash.word)

    /// Words of the compass: behind a name they make another name of it.
    static let compass = words(
        """
        barat timur utara selatan tengah tenggara daya laut hulu hilir ulu ilir kepulauan raya brt tmr tmur utr slt sltn \
        tgh tngh tgr tggr lor kidul wetan kulon kaler
        """)
    static let daya = TokenHash.word("daya")
    /// Behind "tengah", "laut" or "raya" they show that no compass was meant: "Bandung tengah malam".
    static let afterNoCompass = words("malam hari siang kota jalan laut sawah pasar perjalanan musim bulan idul")
    /// What makes another name of the one that follows: "Kepulauan Buru".
    static let leads = words("kepulauan kep kepul north south east west central")
    /// Short for a word of the compass, and everyday words as well: only where a longer name has that word.
    static let shortCompass = [
        "tim": "timur", "ut": "utara", "sel": "selatan", "teng": "tengah", "bar": "barat",
    ].reduce(into: [UInt64: [UInt8]]()) { $0[TokenHash.word($1.key)] = Array($1.value.utf8) }
    /// Everyday words that are one letter from a word of the compass.
    static let likeCompass = words("berat barang utama tengok temur hulur")

    static let lokasi = TokenHash.word("lokasi")
    static let kejadian = TokenHash.word("kejadian")
    static let kewenangan = TokenHash.word("kewenangan")
    static let prepositions = ["di", "dari", "ke", "daerah", "wilayah", "warga"].map(TokenHash.word)

    /// Regencies and cities whose bare name, or other name, is an everyday word: they need a marker, a location field or
    /// support.
    static let commonRegencies = words(
        """
        batu banjar metro landak pati buru palu sorong serang puncak batang bone lebak lahat agam solok karo ende muna \
        sigi lingga belu malaka alor bima tual badung kapuas bengkalis barru tegal siak berau batubara \
        madina minut loteng mura sula sabu meranti selayar singkil
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
        benar mega masa sebangun wonosari lingkar waru gurun babat bubutan pace lebong paser ganding pademawu siman \
        raya parang ibu selesai butuh guna alas moga suruh tetap lapang tulis panjang negara luas juli balai ayah \
        tarik kembang tugu tanggul gapura sumur waris web buk tikung jangka gantung gajah teriak sarang semen bulu \
        bareng bawang tempel lembar harian benda kamu jambu pekat bayang palang abang sedan bendahara larangan \
        kurun rantau genteng kilo kebo selat mutiara amen telaga payung kasi kapas saling pucuk damar delima gambut \
        anggrek belang cina dendang kepung kakas limau lirik lumbung mandor manggis minggir natal pancur pedes \
        pelawan penarik pendopo perak periuk permata petang petir pinang piramid rakit rendang salak sale sawo \
        sekar sukun susut sutera tahunan tambak tempeh teras tering terisi tiris bambang bangsal jangkar kampak \
        kunir mare tapa dagangan
        """)

    /// Districts of several words whose bare name is an everyday expression.
    static let commonPhrases: Set<UInt64> = Set(
        [
            "tanah luas", "tujuh belas", "kota lama", "kota baru", "kota tengah", "kota timur", "kota barat",
            "kota utara", "kota selatan", "tanah merah", "air putih", "air hitam", "batu putih", "dua puluh",
            "lima puluh", "pasar baru", "pasar lama", "kampung baru", "desa baru", "rumah tiga", "tiga raja",
            "jalan baru", "simpang tiga", "simpang empat", "tengah ilir", "bukit batu", "jaya baru", "laut dalam",
        ].compactMap { TokenHash.sequence(of: FoldedText($0).tokens) })

    private static func words(_ list: String) -> Set<UInt64> { hashes(list) }

    /// Hashes of the words of `list`.
    static func hashes(_ list: String) -> Set<UInt64> {
        Set(list.split { " \n".contains($0) }.map { TokenHash.word(String($0)) })
    }
}
