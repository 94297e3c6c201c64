/// What the columns of a published table hold, told by their names: what is not known here is named and left out.
struct HistoryColumns {
    enum Meaning: Hashable {
        case period, year, month, quarter, total
        case regionCode, regionName, provinceCode, provinceName, body
        /// One of the six statuses, or another that tables have, by its name.
        case status(String)
    }

    private let places: [Meaning: Int]
    /// The statuses, in the order of the table.
    let statuses: [String]
    /// Columns of which nothing is kept, as the table names them.
    let leftOut: [String]

    /// Nil when it has no time and no total: then it is no header.
    ///
    /// - Throws: `Failure` `badData` when two columns hold one status, or none holds any.
    init?(_ header: [String]) throws(Failure) {
        var places: [Meaning: Int] = [:]
        var (statuses, leftOut): ([String], [String]) = ([], [])
        var isDouble = false
        for (place, name) in header.enumerated() {
            guard let meaning = Self.meaning(of: name) else {
                leftOut.append(name)
                continue
            }
            if case .status(let status) = meaning {
                if places[meaning] != nil { isDouble = true }
                statuses.append(status)
            } else if places[meaning] != nil {
                leftOut.append(name)
                continue
            }
            places[meaning] = place
        }
        guard places[.period] != nil || places[.year] != nil, places[.total] != nil else { return nil }
        guard !isDouble else { throw Failure(.badData, HistoryWords.columnTwice) }
        guard !statuses.isEmpty else { throw Failure(.badData, HistoryWords.noStatus) }
        (self.places, self.statuses) = (places, statuses)
        // Where regencies stand, their province says nothing more; a time that is told whole needs no year beside it.
        let idle: [Meaning] =
            (places[.regionCode] != nil || places[.regionName] != nil ? [.provinceCode, .provinceName] : [])
            + (places[.period] != nil ? [.year, .month, .quarter] : [])
        self.leftOut = leftOut.filter { !$0.isEmpty } + idle.compactMap { places[$0] }.sorted().map { header[$0] }
    }

    /// What a row has of it, without white space around it; nil when it is blank, or no more than a dash.
    func text(_ meaning: Meaning, _ fields: [String]) -> String? {
        guard let place = places[meaning], place < fields.count else { return nil }
        let text = fields[place].trimmed
        return text.allSatisfy { "-–—".contains($0) } ? nil : text
    }

    /// The column of `meaning` as the table names it.
    func has(_ meaning: Meaning) -> Bool { places[meaning] != nil }

    static func meaning(of column: String) -> Meaning? {
        let words = column.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "%" }.map(String.init)
        let name = words.joined(separator: "_")
        if let known = named[name] { return known }
        let core = words.filter { !fillers.contains($0) }
        if core.isEmpty { return words.contains { totals.contains($0) } ? .total : nil }
        return status(core.joined(separator: "_")).map(Meaning.status)
    }

    private static func status(_ name: String) -> String? {
        if let one = synonyms.first(where: { $0.value.contains(name) })?.key { return one }
        return further.contains(name) ? name : nil
    }

    private static let totals: Set<String> = ["jumlah", "jml", "total"]
    /// What a column of counts may be called besides its status.
    private static let fillers: Set<String> = totals.union(["laporan", "aduan", "pengaduan", "status", "kasus"])

    private static let named: [String: Meaning] = [
        "periode": .period, "periode_data": .period, "tanggal": .period, "tahun": .year, "bulan": .month,
        "nama_bulan": .month, "triwulan": .quarter, "kuartal": .quarter, "kode_kabkota": .regionCode,
        "kode_kabupaten_kota": .regionCode, "kode_kab_kota": .regionCode, "kode_wilayah": .regionCode,
        "kode_kemendagri": .regionCode, "kemendagri_kode_kabupaten_kota": .regionCode,
        "kabupaten_kota": .regionName, "nama_kabupaten_kota": .regionName, "kab_kota": .regionName,
        "kabkota": .regionName, "nama_kabkota": .regionName, "kemendagri_nama_kabupaten_kota": .regionName,
        "wilayah": .regionName, "nama_wilayah": .regionName, "kode_provinsi": .provinceCode,
        "provinsi": .provinceName, "nama_provinsi": .provinceName, "instansi": .body, "nama_instansi": .body,
        "opd": .body, "nama_opd": .body, "perangkat_daerah": .body, "nama_perangkat_daerah": .body,
    ]

    /// The six statuses, by what tables call them.
    private static let synonyms: [String: Set<String>] = [
        "belum_terverifikasi": [
            "belum_terverifikasi", "belum_diverifikasi", "belum_verifikasi", "menunggu_verifikasi",
        ],
        "belum_ditindaklanjuti": ["belum_ditindaklanjuti", "belum_ditindak_lanjuti", "belum_tindak_lanjut"],
        "proses": ["proses", "diproses", "sedang_diproses", "dalam_proses", "sedang_proses"],
        "selesai": ["selesai", "sudah_selesai", "terselesaikan", "diselesaikan", "tuntas"],
        "tunda": ["tunda", "ditunda", "tertunda"], "arsip": ["arsip", "diarsipkan"],
    ]

    /// What tables count besides the six, and sum to their total.
    private static let further: Set<String> = [
        "belum", "belum_disposisi", "belum_terdisposisi", "disposisi", "didisposisi", "didisposisikan", "terdisposisi",
        "terverifikasi", "diverifikasi", "ditindaklanjuti", "dihapus", "ditolak", "dibatalkan", "batal", "dicabut",
        "menunggu", "dialihkan", "dilimpahkan", "diteruskan", "dikembalikan", "ditutup", "ditanggapi",
        "belum_ditanggapi", "belum_selesai", "spam", "duplikat", "tidak_valid", "bukan_kewenangan",
    ]
}
