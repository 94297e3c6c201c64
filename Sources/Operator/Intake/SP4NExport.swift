import Contract

/// A row of the official export as the intake contract has it.
struct SP4NSubmission {
    var submission: Submission
    /// Columns that the contract has no field for; kept with the case as they came.
    var kept: [String: String]

    func json() throws -> [UInt8] { try submission.json(with: kept.isEmpty ? [:] : ["sp4n": kept]) }
}

/// The official SP4N-LAPOR! export: which column becomes which field of the intake contract.
///
/// What a column says in a form that the contract does not know is passed on as it stands: intake parks it with the
/// reason, and nothing is lost on the way.
struct SP4NExport {
    /// Columns without which a row is no complaint.
    static let required = ["Tracking ID", "Isi Laporan Awal"]
    /// All columns, in the export's order.
    static let columns = [
        "Tracking ID", "Tanggal Laporan Masuk", "Waktu Laporan Masuk", "Klasifikasi Laporan", "ID Kategori", "Kategori",
        "Judul Laporan", "Isi Laporan Awal", "Isi Laporan Akhir", "Tipe Laporan (Anonim/Rahasia)", "Sumber Laporan",
        "Instansi Induk", "ID Instansi Terdisposisi", "Instansi Terdisposisi", "Status Laporan", "Alasan Tunda/Arsip",
        "Provinsi", "Kota/Kabupaten", "Kecamatan", "Kelurahan",
    ]
    /// Kept with the case although the contract has no field for them.
    private static let kept = [
        "ID Kategori", "ID Instansi Terdisposisi", "Instansi Induk", "Klasifikasi Laporan", "Status Laporan",
        "Alasan Tunda/Arsip", "Sumber Laporan",
    ]

    private let header: [String]

    /// An export with the columns of `header`, in any order.
    ///
    /// - Throws: `Failure` naming the columns that are missing.
    init(header: [String]) throws(Failure) {
        let missing = Self.required.filter { !header.contains($0) }
        guard missing.isEmpty else {
            throw Failure(
                .badData,
                IntakeWords.missingColumns(missing.joined(separator: "', '"), Self.columns.joined(separator: ", ")))
        }
        self.header = header
    }

    /// The submission of a row; nil when it has more or fewer fields than the header.
    func submission(_ fields: [String]) -> SP4NSubmission? {
        guard fields.count == header.count else { return nil }
        let row = Dictionary(zip(header, fields)) { first, _ in first }.filter { !$0.value.isEmpty }
        let flags = row["Tipe Laporan (Anonim/Rahasia)"]?.lowercased() ?? ""
        var submission = Submission(
            channel: Self.channel(row["Sumber Laporan"]), externalID: row["Tracking ID"] ?? "",
            text: row["Isi Laporan Awal"] ?? "")
        submission.title = row["Judul Laporan"]
        submission.kind = row["Klasifikasi Laporan"].map(Self.kind)
        submission.category = row["Kategori"]
        submission.agency = row["Instansi Terdisposisi"] ?? row["Instansi Induk"]
        submission.reporter = Submission.Reporter(
            anonymous: flags.contains("anonim"), confidential: flags.contains("rahasia"))
        let places = ["Kelurahan", "Kecamatan", "Kota/Kabupaten", "Provinsi"].compactMap { column in
            row[column].map { Self.place($0, column) }
        }
        if !places.isEmpty { submission.location = Submission.Location(text: places.joined(separator: ", ")) }
        submission.submittedAt = Self.moment(row["Tanggal Laporan Masuk"], row["Waktu Laporan Masuk"])
        let kept = row.filter { Self.kept.contains($0.key) || !Self.columns.contains($0.key) }
        return SP4NSubmission(submission: submission, kept: kept)
    }

    /// `Pengaduan Berkadar Pengawasan` is what the agency made of a pengaduan; the citizen's kind is its first word.
    private static func kind(_ text: String) -> String {
        let words = text.lowercased().split(separator: " ")
        return words.first == "pengaduan" ? "pengaduan" : words.joined(separator: "_")
    }

    /// A regency stands in the export as its bare name, a city as `Kota …`.
    private static func place(_ name: String, _ column: String) -> String {
        switch column {
        case "Kelurahan": "Kelurahan \(name)"
        case "Kecamatan": "Kecamatan \(name)"
        case "Kota/Kabupaten" where !name.hasPrefix("Kota ") && !name.hasPrefix("Kab"): "Kabupaten \(name)"
        default: name
        }
    }

    /// Sources as the contract names channels: `Website - pemerintah-kabupaten-x` is `web`, `Tatap Muka` `tatap-muka`.
    static func channel(_ source: String?) -> String {
        let known = ["website": "web", "pos": "surat", "hotline": "hotline", "email": "email", "x": "twitter"]
        let words = (source ?? "sp4n").lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        guard let first = words.first else { return "sp4n" }
        return known[String(first)] ?? String(words.joined(separator: "-").prefix(32))
    }

    /// `1 Jan 2024` and `02:35:18` as RFC 3339. The export's clock is UTC: its busiest hours are 2 to 4 and 7 to 8,
    /// which are office hours in Jakarta.
    static func moment(_ date: String?, _ time: String?) -> String? {
        guard let date else { return nil }
        let parts = date.split(separator: " ")
        let time = time ?? "00:00:00"
        guard parts.count == 3, let day = Int(parts[0]), let month = month(parts[1]), let year = Int(parts[2]) else {
            return "\(date) \(time)"
        }
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(time)Z"
    }

    /// A month's number from its first three letters, English or Indonesian.
    private static func month(_ name: Substring) -> Int? {
        let english = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        let indonesian = ["mei": 5, "agu": 8, "agt": 8, "ags": 8, "okt": 10, "des": 12, "nop": 11]
        let key = name.lowercased().prefix(3)
        return english.firstIndex(of: String(key)).map { $0 + 1 } ?? indonesian[String(key)]
    }
}
