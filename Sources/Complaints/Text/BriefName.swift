/// The name of a body as it fits an SMS: whole words and the abbreviations that officials use, never a name cut off.
package enum BriefName {
    /// `name` folded to GSM-7, shortened only as far as it must be: "Dinas PUPR Kab. Kep. Tanimbar".
    ///
    /// - Parameter limit: the most septets it may take; the initials of a name without a place may take more.
    package static func of(_ name: String, limit: Int) -> String {
        var brief = GSM7.fold(name)
        func fits(_ text: String) -> Bool { (GSM7.septets(text) ?? .max) <= limit }
        guard !fits(brief) else { return brief }
        var bytes = Array(brief.utf8)
        for step in stepsInBytes {
            for (long, short) in step { replace(long, by: short, in: &bytes) }
            brief = String(decoding: bytes, as: UTF8.self)
            guard !fits(brief) else { return brief }
        }
        // What kind of government it is can be left out where that is enough: such long names are one's alone.
        func bare(_ text: String) -> String { text.replacing("Kab. ", with: "").replacing("Prov. ", with: "") }
        let short = initials(brief)
        return [bare(brief), short].first(where: fits) ?? bare(short)
    }

    /// As `replacing` does, for a fiftieth of its price: each notice by SMS has names in it.
    private static func replace(_ long: [UInt8], by short: [UInt8], in text: inout [UInt8]) {
        var place = 0
        while place + long.count <= text.count {
            if text[place] == long[0], text[place..<(place + long.count)].elementsEqual(long) {
                text.replaceSubrange(place..<(place + long.count), with: short)
                place += short.count
            } else {
                place += 1
            }
        }
    }

    private static let stepsInBytes = steps.map { step in step.map { (Array($0.0.utf8), Array($0.1.utf8)) } }

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
