import Contract

/// The official SP4N-LAPOR! export: its columns, and what it calls kinds, channels and places.
///
/// What a column says in a form that the contract does not know is passed on as it stands: intake parks it with the
/// reason, and nothing is lost on the way.
enum SP4NExport {
    /// Columns without which a row is no complaint.
    static let required = ["Tracking ID", "Isi Laporan Awal"]
    /// All columns, in the export's order.
    static let columns = [
        "Tracking ID", "Tanggal Laporan Masuk", "Waktu Laporan Masuk", "Klasifikasi Laporan", "ID Kategori", "Kategori",
        "Judul Laporan", "Isi Laporan Awal", "Isi Laporan Akhir", "Tipe Laporan (Anonim/Rahasia)", "Sumber Laporan",
        "Instansi Induk", "ID Instansi Terdisposisi", "Instansi Terdisposisi", "Status Laporan", "Alasan Tunda/Arsip",
        "Provinsi", "Kota/Kabupaten", "Kecamatan", "Kelurahan",
    ]
    /// The export's clock is UTC: its busiest hours are 2 to 4 and 7 to 8, which are office hours in Jakarta.
    static let clock = 0

    /// Whether a table with `header` is the export as SP4N-LAPOR! writes it, whatever columns stand beside its own.
    static func isComplete(_ header: [String]) -> Bool {
        Set(columns.map(ColumnMeaning.folded)).isSubset(of: header.map(ColumnMeaning.folded))
    }

    /// `Pengaduan Berkadar Pengawasan` is what the agency made of a pengaduan; the citizen's kind is its first word.
    static func kind(_ text: String) -> String {
        let words = text.lowercased().split { $0 == " " || $0 == "_" }
        return words.first == "pengaduan" ? "pengaduan" : words.joined(separator: "_")
    }

    private static let kindsOfGovernment: Set<String> = [
        "kota", "kab", "kabupaten", "kotamadya", "kodya", "pemkot", "pemkab", "adm", "administrasi",
    ]

    /// A regency stands in the export as its bare name, a city as `Kota …`. Only there: elsewhere a bare name may be either's.
    static func regency(_ name: String) -> String {
        let first = name.lowercased().prefix { $0.isLetter }
        return Self.kindsOfGovernment.contains(String(first)) ? name : "Kabupaten \(name)"
    }

    /// Whether what stands in a column for hiding somebody says clearly that nobody is to be hidden; all else hides: nobody
    /// is shown by mistake.
    static func isNo(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        let clear: Set<String> = [
            "tidak", "tdk", "tak", "t", "n", "no", "false", "0", "bukan", "salah", "off", "none", "biasa", "normal",
            "umum", "publik", "public", "terbuka", "bernama", "dengan nama", "tidak anonim", "tidak rahasia",
            "bukan anonim",
            "bukan rahasia", "not anonymous", "not confidential", "identitas terbuka",
        ]
        return clear.contains(words) || text.allSatisfy { " -–—.".contains($0) }
    }

    /// Sources as the contract names channels: `Website - pemerintah-kabupaten-x` is `web`, `Tatap Muka` `tatap-muka`.
    static func channel(_ source: String?, or usual: String = "sp4n") -> String {
        let known = [
            "website": "web", "online": "web", "pos": "surat", "hotline": "hotline", "email": "email", "x": "twitter",
        ]
        let words = (source ?? usual).lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        guard let first = words.first else { return usual }
        if let source, ChannelName.isValid(source), known[source] == nil { return source }
        return known[String(first)] ?? String(words.joined(separator: "-").prefix(32))
    }
}
