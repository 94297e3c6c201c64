import Complaints

extension Measure {
    private static let bulletin = "Buletin Diskominfo Kaltim, edisi 2, hlm. 21"
    private static let statistics = "Statistik SP4N-LAPOR!: enam status"
    static let regulation = "PermenPANRB 62/2018"
    static let own = "lapor"

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
    /// What stands beside the resolution rate: silence closes cases too.
    package static let decided = Measure(
        "persentase_selesai_keputusan", "Selesai dengan keputusan petugas atau pelapor",
        .share([.closed(.officer), .closed(.reporter)], of: .cases),
        "selesai yang ditutup petugas atau pelapor, bukan karena diam atau sebab lain / jumlah", .percent,
        of: "jumlah", source: own)
    /// What is printed when nobody asks for anything else.
    package static let usual = standing + [decided]

    static let late = Measure(
        "persentase_terlambat", "Persentase terlambat", .share([.everOverdue], of: .cases),
        "laporan yang pernah melewati batas waktu verifikasi, tanggapan atau penyelesaian, walau tak ada jam yang "
            + "mencatatnya saat itu / jumlah", .percent, of: "jumlah", source: regulation, version: 2)
    static let refusedShare = Measure(
        "persentase_ditolak", "Persentase pernah ditolak", .share([.refused], of: .cases),
        "laporan yang ditolak sedikitnya sekali / jumlah", .percent, of: "jumlah", source: own)

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
        late,
        Measure(
            "terlambat_sekarang", "Sedang terlambat", .count(.overdue),
            "laporan yang masih menunggu dan sudah melewati batas waktu", .cases, source: regulation),
        Measure(
            "terlambat_warisan", "Terlambat sebelum diterima", .count(.overdueElsewhere),
            "laporan yang terlambat hanya selagi ada pada instansi atau meja lain", .cases, source: own),
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
        refusedShare,
        Measure(
            "rata_perpindahan", "Rata-rata instansi per laporan", .mean(.hops, of: .cases),
            "jumlah penugasan / jumlah laporan", .bodies, of: "jumlah", source: own),
        Measure(
            "pertumbuhan", "Pertumbuhan", .growth(.cases),
            "(jumlah - jumlah periode sebelumnya) / jumlah periode sebelumnya, bila keduanya utuh", .percent,
            of: "jumlah periode sebelumnya", source: bulletin, version: 2),
    ]

    /// How cases end.
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
            "ditutup_diam_instansi", "Ditutup walau instansi yang diam", .count(.closed(.silenceOfBody)),
            "selesai walau instansi yang berutang jawaban; kini tidak mungkin lagi", .cases, source: own),
        Measure(
            "ditutup_lain", "Ditutup, sebab lain", .count(.closed(.other)), "selesai, sebab tidak tercatat", .cases,
            source: own),
        Measure(
            "arsip_tanpa_jawaban", "Arsip: pertanyaan tidak dijawab", .count(.filed(.noAnswer)),
            "arsip karena pelapor tidak menjawab pertanyaan", .cases, source: own),
        Measure(
            "arsip_ditarik", "Arsip: ditarik pelapor", .count(.filed(.withdrawn)), "arsip karena ditarik pelapor",
            .cases,
            source: own),
        Measure(
            "arsip_digabung", "Arsip: digabung", .count(.filed(.merged)), "arsip karena mengikuti laporan lain", .cases,
            source: own),
        Measure(
            "arsip_lain", "Arsip: sebab lain", .count(.filed(.other)), "arsip karena sebab lain", .cases, source: own),
        Measure(
            "arsip_disanggah", "Arsip: disanggah pelapor", .count(.contested),
            "arsip yang menurut pelapornya keliru, dan belum diputuskan meja yang mengarsipkannya", .cases, source: own),
        Measure(
            "pernah_ditanya", "Pernah ditanya", .count(.asked), "laporan yang pelapornya pernah ditanya", .cases,
            source: own),
        Measure(
            "jawaban_tempel", "Jawaban tempel", .count(.pasted),
            "laporan yang dijawab dengan kata-kata yang sama di banyak laporan", .cases, source: own),
    ]

    /// What happened: one measure for each event of the journal, and how often a closing was objected to.
    package static let activity = events + [objectionShare]
    /// What was received: of all of them the one that must be as many as there are cases.
    package static let received = event(.registered)
    private static let events = CaseEvent.allCases.map(event)

    private static func event(_ event: CaseEvent) -> Measure {
        let isReceived = event == .registered
        return Measure(
            "kejadian_\(event.rawValue)", event.title, .count(.event(event)),
            isReceived
                ? "laporan menurut hari pengirimannya, di tempat dan instansinya kini: sama dengan jumlah"
                : "kejadian '\(event.rawValue)' dalam jurnal", .events, source: own, version: isReceived ? 2 : 1)
    }

    private static let time = speed + secondClosing
    package static let ofCases = usual + time + backlog + ages + endings + objections + ripeness
    package static let all = ofCases + activity + deadlines
    package static let groups: [(name: String, measures: [Measure])] = [
        ("status", usual), ("waktu", [total] + time), ("tunggakan", [total] + backlog + ages),
        ("akhir", [total] + endings), ("bantahan", [total] + objections), ("matang", [total] + ripeness),
        ("all", ofCases),
    ]

    /// What may be asked for in a view.
    package static func known(in view: FigureQuestion.View) -> [Measure] {
        switch view {
        case .cohort: ofCases
        case .activity: activity
        case .deadlines: deadlines
        }
    }

    /// What is printed in a view when nobody asks for anything else.
    package static func usual(in view: FigureQuestion.View) -> [Measure] {
        view == .cohort ? usual : known(in: view)
    }

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
        // The two rates are easily taken for each other, so neither stands alone; nor does the second without its causes.
        if let place = found.firstIndex(of: followUp), !found.contains(resolution) {
            found.insert(resolution, at: place + 1)
        } else if let place = found.firstIndex(of: resolution), !found.contains(followUp) {
            found.insert(followUp, at: place)
        }
        if let place = found.firstIndex(of: resolution), !found.contains(decided) {
            found.insert(decided, at: place + 1)
        }
        return found
    }
}
