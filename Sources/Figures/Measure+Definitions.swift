package import Complaints

extension Measure {
    private static let bulletin = "Buletin Diskominfo Kaltim, edisi 2, hlm. 21"
    private static let statistics = "Statistik SP4N-LAPOR!: enam status"
    private static let regulation = "PermenPANRB 62/2018"
    private static let own = "lapor"

    package static let total = Measure(
        "jumlah", "Jumlah laporan", .count(.cases), "semua laporan", .cases, source: bulletin)
    package static let followUp = Measure(
        "persentase_tindak_lanjut", "Persentase tindak lanjut",
        .share([.status(.proses), .status(.selesai)], of: .cases), "(proses + selesai) / jumlah", .percent,
        of: "jumlah", source: bulletin)
    package static let resolution = Measure(
        "persentase_selesai", "Persentase selesai", .share([.status(.selesai)], of: .cases), "selesai / jumlah",
        .percent, of: "jumlah", source: bulletin)
    package static let statuses = CaseStatus.allCases.map { status in
        Measure(
            status.rawValue, status.title, .count(.status(status)), "laporan berstatus \(status.rawValue)", .cases,
            source: statistics)
    }
    /// Jumlah, the six statuses, and the two rates that are never printed without each other.
    package static let standing = [total] + statuses + [followUp, resolution]

    /// How long it takes.
    static let speed = [
        Measure(
            "tanggapan_pertama_median", "Tanggapan pertama, median", .medianDays(.firstReply),
            "median hari kerja dari disposisi sampai tanggapan pertama, tanpa hari menunggu jawaban pelapor",
            .workingDays, of: "laporan yang sudah ditanggapi", source: regulation),
        Measure(
            "tanggapan_pertama_rata", "Tanggapan pertama, rata-rata", .meanDays(.firstReply),
            "jumlah hari kerja sampai tanggapan pertama / laporan yang sudah ditanggapi", .workingDays,
            of: "laporan yang sudah ditanggapi", source: regulation),
        Measure(
            "tanggapan_pertama_p90", "Tanggapan pertama, persentil 90", .quantileDays(.firstReply, 90),
            "hari kerja yang tidak dilampaui 90 % laporan (peringkat terdekat)", .workingDays,
            of: "laporan yang sudah ditanggapi", source: own),
        Measure(
            "penyelesaian_median", "Penyelesaian, median", .medianDays(.completion),
            "median hari kerja dari disposisi pertama sampai penutupan, tanpa hari menunggu jawaban pelapor",
            .workingDays, of: "laporan selesai", source: regulation),
        Measure(
            "penyelesaian_rata", "Penyelesaian, rata-rata", .meanDays(.completion),
            "jumlah hari kerja sampai penutupan / laporan selesai", .workingDays, of: "laporan selesai",
            source: regulation),
        Measure(
            "penyelesaian_p90", "Penyelesaian, persentil 90", .quantileDays(.completion, 90),
            "hari kerja yang tidak dilampaui 90 % laporan (peringkat terdekat)", .workingDays, of: "laporan selesai",
            source: own),
        Measure(
            "persentase_terlambat", "Persentase terlambat", .share([.everOverdue], of: .cases),
            "laporan yang pernah melewati batas waktu verifikasi, tanggapan atau penyelesaian, walau tak ada jam yang "
                + "mencatatnya saat itu / jumlah", .percent,
            of: "jumlah", source: regulation, version: 2),
        Measure(
            "terlambat_sekarang", "Sedang terlambat", .count(.overdue),
            "laporan yang masih menunggu dan sudah melewati batas waktu", .cases, source: regulation),
    ]

    /// Where cases wait, and how often they are passed on.
    static let backlog = [
        Measure(
            "tunggakan_koordinator", "Tunggakan di Admin Utama", .count(.waitingAtDesk),
            "belum diverifikasi atau belum didisposisi, dan yang ditahan untuk instansi yang belum dapat bertindak",
            .cases, source: bulletin),
        Measure(
            "tunggakan_opd", "Tunggakan di OPD", .count(.waitingAtBody),
            "sudah didisposisi, belum ditindaklanjuti", .cases, source: bulletin),
        Measure(
            "penolakan", "Penolakan (bukan wewenang)", .count(.refusals),
            "banyaknya pernyataan bukan wewenang", .refusals, source: own),
        Measure(
            "persentase_ditolak", "Persentase pernah ditolak", .share([.refused], of: .cases),
            "laporan yang ditolak sedikitnya sekali / jumlah", .percent, of: "jumlah", source: own),
        Measure(
            "rata_perpindahan", "Rata-rata instansi per laporan", .mean(.hops, of: .cases),
            "jumlah penugasan / jumlah laporan", .bodies, of: "jumlah", source: own),
        Measure(
            "pertumbuhan", "Pertumbuhan", .growth(.cases),
            "(jumlah - jumlah periode sebelumnya) / jumlah periode sebelumnya, bila keduanya utuh", .percent,
            of: "jumlah periode sebelumnya", source: bulletin, version: 2),
    ]

    /// How cases end, and what reporters say.
    static let endings = [
        Measure(
            "ditutup_petugas", "Ditutup petugas", .count(.closed(.officer)), "selesai, ditutup petugas", .cases,
            source: own),
        Measure(
            "ditutup_pelapor", "Ditutup pelapor", .count(.closed(.reporter)), "selesai, ditutup pelapor", .cases,
            source: own),
        Measure(
            "ditutup_diam", "Ditutup tanpa balasan", .count(.closed(.silence)),
            "selesai karena 10 hari kerja tanpa balasan", .cases, source: regulation),
        Measure(
            "ditutup_lain", "Ditutup, sebab lain", .count(.closed(.other)), "selesai, sebab tidak tercatat", .cases,
            source: own),
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
            "arsip_tanpa_jawaban", "Arsip: pertanyaan tidak dijawab", .count(.filed(.noAnswer)),
            "arsip karena pelapor tidak menjawab pertanyaan", .cases, source: own),
        Measure(
            "arsip_digabung", "Arsip: digabung", .count(.filed(.merged)), "arsip karena mengikuti laporan lain", .cases,
            source: own),
        Measure(
            "arsip_lain", "Arsip: sebab lain", .count(.filed(.other)), "arsip karena sebab lain", .cases, source: own),
        Measure(
            "pernah_ditanya", "Pernah ditanya", .count(.asked), "laporan yang pelapornya pernah ditanya", .cases,
            source: own),
        Measure(
            "jawaban_tempel", "Jawaban tempel", .count(.pasted),
            "laporan yang dijawab dengan kata-kata yang sama di banyak laporan", .cases, source: own),
    ]

    /// What happened: one measure for each event of the journal.
    package static let activity = CaseEvent.allCases.map { event in
        Measure(
            "kejadian_\(event.rawValue)", event.title, .count(.event(event)),
            "kejadian '\(event.rawValue)' dalam jurnal", .events, source: own)
    }

    package static let ofCases = standing + speed + backlog + endings
    package static let all = ofCases + activity
    package static let groups: [(name: String, measures: [Measure])] = [
        ("status", standing), ("waktu", [total] + speed), ("tunggakan", [total] + backlog),
        ("akhir", [total] + endings), ("all", ofCases),
    ]

    /// Measures of the given names or groups, each once, in the order given.
    ///
    /// - Throws: `FigureError` `measure`.
    package static func named(_ names: [String], in known: [Measure] = all) throws(FigureError) -> [Measure] {
        var found: [Measure] = []
        for name in names {
            let group = groups.first { $0.name == name }?.measures
            let wanted = group ?? known.filter { $0.id == name }
            guard !wanted.isEmpty, wanted.allSatisfy(known.contains) else {
                throw .measure("there is no measure '\(name)' here: see 'lapor report definitions'")
            }
            for measure in wanted where !found.contains(measure) { found.append(measure) }
        }
        // The two rates are easily taken for each other, so neither stands alone.
        if let place = found.firstIndex(of: followUp), !found.contains(resolution) {
            found.insert(resolution, at: place + 1)
        } else if let place = found.firstIndex(of: resolution), !found.contains(followUp) {
            found.insert(followUp, at: place)
        }
        return found
    }
}

extension CaseStatus {
    /// Its name on pages.
    package var title: String {
        switch self {
        case .belumTerverifikasi: "Belum terverifikasi"
        case .belumDitindaklanjuti: "Belum ditindaklanjuti"
        case .proses: "Proses"
        case .selesai: "Selesai"
        case .tunda: "Tunda"
        case .arsip: "Arsip"
        }
    }
}

extension CaseEvent {
    /// Its name on pages.
    package var title: String {
        switch self {
        case .registered: "Diterima"
        case .verified: "Diverifikasi"
        case .assigned: "Didisposisi"
        case .unrouted: "Ke meja koordinator"
        case .refused: "Ditolak (bukan wewenang)"
        case .transferred: "Dialihkan"
        case .asked: "Ditanyakan ke pelapor"
        case .answered: "Dijawab pelapor"
        case .added: "Ditambah pelapor"
        case .replied: "Ditanggapi"
        case .counterReplied: "Dibalas pelapor"
        case .closed: "Ditutup"
        case .confirmed: "Dikonfirmasi"
        case .disputed: "Dibantah"
        case .archived: "Diarsipkan"
        case .reopened: "Dibuka kembali"
        case .escalated: "Dinaikkan"
        case .rated: "Dinilai"
        case .merged: "Digabung"
        case .unmerged: "Dipisah"
        case .reminded: "Diingatkan"
        case .overdue: "Terlambat"
        case .warned: "Diperingatkan"
        case .rescheduled: "Tenggat dihitung ulang"
        case .held: "Ditahan"
        case .released: "Dilepas"
        }
    }
}
