import Complaints

// What an overseer asks beyond the bulletin: of what is late, what waits, and whether an end was one.
extension Measure {
    /// How long what was closed once stays open again.
    static let secondClosing = [
        Measure(
            "penutupan_kedua_median", "Penutupan kedua, median", .medianDays(.secondClosing),
            "median hari kerja dari penutupan pertama sampai penutupan kedua, tanpa hari menunggu jawaban pelapor",
            .workingDays, of: "laporan yang ditutup dua kali atau lebih", source: own),
        Measure(
            "penutupan_kedua_p90", "Penutupan kedua, persentil 90", .quantileDays(.secondClosing, 90),
            "hari kerja yang tidak dilampaui 90 % laporan (peringkat terdekat)", .workingDays,
            of: "laporan yang ditutup dua kali atau lebih", source: own),
    ]

    /// What waits, by how long it has waited.
    package static let ages =
        [
            Measure(
                "terbuka", "Masih terbuka", .count(.open), "laporan yang belum selesai dan tidak diarsipkan", .cases,
                source: own)
        ]
        + WaitingAge.allCases.map { age in
            Measure(
                "terbuka_\(age.rawValue)", "Terbuka \(age.title)", .count(.waiting(age)),
                "laporan terbuka, \(age.title) sejak dikirim, menurut kalender nasional", .cases, source: own)
        }

    /// Rates of cohorts whose time has passed: younger ones look worse than they are, and closing quickly makes them look better.
    package static let ripeness = [ripe, ripeResolution]
    private static let ripe = Measure(
        "jumlah_matang", "Laporan matang", .count(.ripe),
        "laporan yang batas waktu verifikasi dan penyelesaian jenisnya sudah lewat sejak dikirim", .cases, source: own)
    package static let ripeResolution = Measure(
        "persentase_selesai_matang", "Persentase selesai, matang", .share([.ripeResolved], of: .ripe),
        "selesai di antara laporan matang / laporan matang", .percent, of: "laporan matang", source: own)

    /// Whether an end was one.
    static let objections = [
        Measure(
            "dikonfirmasi", "Dikonfirmasi pelapor", .count(.confirmed), "selesai dan disetujui pelapor", .cases,
            source: own),
        Measure(
            "dibantah", "Dibantah pelapor", .count(.disputed), "laporan yang penutupannya pernah dibantah pelapor",
            .cases, source: own),
        Measure(
            "dibuka_kembali", "Pernah dibuka kembali", .count(.reopened), "laporan yang pernah dibuka kembali", .cases,
            source: own),
        Measure(
            "kepuasan", "Kepuasan", .mean(.stars, of: .rated),
            "jumlah bintang / laporan yang dinilai pelapor sendiri; nilai otomatis tidak ada", .stars,
            of: "laporan yang dinilai", source: own),
        Measure(
            "pernah_ditutup", "Pernah ditutup", .count(.everClosed), "laporan yang pernah ditutup, oleh siapa pun",
            .cases,
            source: own),
        disputedShare,
    ]
    package static let disputedShare = Measure(
        "persentase_dibantah", "Persentase dibantah", .share([.disputed], of: .everClosed),
        "laporan yang penutupannya pernah dibantah pelapor / laporan yang pernah ditutup", .percent,
        of: "laporan yang pernah ditutup", source: own)

    /// The same of a time, whenever the cases were submitted.
    static let objectionShare = Measure(
        "persentase_bantahan", "Bantahan di antara penutupan", .share([.event(.disputed)], of: .event(.closed)),
        "kejadian 'disputed' / kejadian 'closed' dalam periode", .percent, of: "kejadian 'closed' dalam periode",
        source: own)

    package static let onTime = Measure(
        "persentase_tepat_waktu", "Persentase tepat waktu", .share([.kept(nil)], of: .due(nil)),
        "tenggat yang ditepati / tenggat yang jatuh", .percent, of: "tenggat yang jatuh dalam periode",
        source: "Piagam NYC pasal 1075; PermenPANRB 62/2018")

    /// What a year is compared with the one before by.
    package static let yearly = [total] + medianAndTail(of: .completion)

    /// Median and percentile 90 of a time.
    package static func medianAndTail(of time: WorkingTime) -> [Measure] {
        ofCases.filter { $0.rule == .medianDays(time) || $0.rule == .quantileDays(time, 90) }
    }

    /// Whether deadlines were kept: each counts on the day on which it fell due.
    package static let deadlines =
        [
            Measure(
                "tenggat", "Tenggat jatuh", .count(.due(nil)), "tenggat yang jatuh dalam periode", .deadlines,
                source: own),
            Measure(
                "tenggat_ditepati", "Tenggat ditepati", .count(.kept(nil)), "tenggat yang ditepati sebelum lewat",
                .deadlines,
                source: own),
            onTime,
        ]
        + DutyDeadline.allCases.map { kind in
            Measure(
                "tepat_waktu_\(kind.word)", "Tepat waktu, \(kind.word)", .share([.kept(kind)], of: .due(kind)),
                "tenggat \(kind.word) yang ditepati / tenggat \(kind.word) yang jatuh", .percent,
                of: "tenggat \(kind.word) yang jatuh dalam periode", source: regulation)
        }
}

extension WaitingAge {
    /// Its name on pages.
    package var title: String {
        switch self {
        case .upTo5: "0–5 hari kerja"
        case .upTo14: "6–14 hari kerja"
        case .upTo60: "15–60 hari kerja"
        case .over60: "lebih dari 60 hari kerja"
        }
    }
}

extension DutyDeadline {
    /// What is to be done, in Indonesian.
    package var word: String {
        switch self {
        case .verify: "verifikasi"
        case .firstReply: "tanggapan"
        case .completion: "penyelesaian"
        }
    }
}
