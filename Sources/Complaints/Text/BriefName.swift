/// The name of a body as it fits an SMS: whole words and the abbreviations that officials use, never a name cut off.
package enum BriefName {
    /// `name` folded to GSM-7, shortened only as far as it must be: "Dinas PUPR Kab. Kep. Tanimbar".
    ///
    /// - Parameter limit: the most septets it may take; the initials of a name without a place may take more.
    package static func of(_ name: String, limit: Int) -> String {
        var brief = GSM7.fold(name)
        func fits(_ text: String) -> Bool { (GSM7.septets(text) ?? .max) <= limit }
        for step in steps where !fits(brief) {
            for (long, short) in step { brief = brief.replacing(long, with: short) }
        }
        guard !fits(brief) else { return brief }
        // What kind of government it is can be left out where that is enough: such long names are one's alone.
        func bare(_ text: String) -> String { text.replacing("Kab. ", with: "").replacing("Prov. ", with: "") }
        let short = initials(brief)
        return [bare(brief), short].first(where: fits) ?? bare(short)
    }

    /// "Dinas Penanaman Modal Kab. Garut" by its initials: "DPM Kab. Garut".
    private static func initials(_ name: String) -> String {
        let places = [" Kab. ", " Kota ", " Prov. "].compactMap { name.firstRange(of: $0)?.lowerBound }
        let end = places.min() ?? name.endIndex
        let words = name[..<end].split { !$0.isLetter && !$0.isNumber }.filter { !particles.contains($0.lowercased()) }
        guard words.count > 1 else { return name }
        return words.map { $0.allSatisfy(\.isUppercase) ? String($0) : String($0.prefix(1)) }.joined() + name[end...]
    }

    private static let particles: Set<String> = ["dan", "serta", "di", "untuk", "atau", "yang"]

    /// What is shortened first, and what if that is not enough.
    private static let steps: [[(String, String)]] = [
        [
            ("Pemerintah Kabupaten ", "Pemkab "), ("Pemerintah Kota ", "Pemkot "),
            ("Pemerintah Provinsi ", "Pemprov "),
            ("Kabupaten ", "Kab. "), ("Provinsi ", "Prov. "), ("Kecamatan ", "Kec. "),
            ("Inspektorat Daerah ", "Inspektorat "),
        ],
        [("Daerah Khusus Ibukota ", "DKI "), ("Daerah Istimewa ", "DI ")],
        [(" Kepulauan ", " Kep. "), (" Administrasi ", " Adm. "), ("Kementerian Koordinator Bidang", "Kemenko")],
        [
            ("Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR"),
            ("Dinas Perumahan dan Kawasan Permukiman", "Dinas Perkim"),
            ("Satuan Polisi Pamong Praja", "Satpol PP"),
            ("Badan Penanggulangan Bencana Daerah", "BPBD"),
            ("Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil"),
            ("Dinas Pemberdayaan Masyarakat dan Desa", "Dinas PMD"),
            ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "Dinas PPPA"),
            ("Dinas Pengendalian Penduduk dan Keluarga Berencana", "Dinas PPKB"),
            ("Dinas Koperasi, Usaha Kecil dan Menengah", "Dinas Koperasi UKM"),
            ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP"),
            ("Badan Kesatuan Bangsa dan Politik", "Kesbangpol"),
            ("Badan Pengembangan Sumber Daya Manusia", "BPSDM"),
            ("Dinas Komunikasi dan Informatika", "Diskominfo"),
            ("Dinas Perpustakaan dan Kearsipan", "Dinas Perpustakaan"),
            ("Dinas Kebudayaan dan Pariwisata", "Disbudpar"), ("Dinas Lingkungan Hidup", "DLH"),
            ("Dinas Ketahanan Pangan", "DKP"), ("Dinas Kelautan dan Perikanan", "Dinas KP"),
        ],
        [
            ("Dinas Kesehatan", "Dinkes"), ("Dinas Pendidikan", "Disdik"), ("Dinas Perhubungan", "Dishub"),
            ("Dinas Sosial", "Dinsos"), ("Dinas PUPR", "PUPR"), ("Dinas Perkim", "Perkim"),
            ("Kementerian ", "Kem. "), ("Direktorat Jenderal", "Ditjen"), ("Inspektorat Jenderal", "Itjen"),
        ],
    ]
}
