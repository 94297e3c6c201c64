import Complaints
import Routing
import Testing

@Suite("Routing decisions")
struct RouterTests {
    private func decide(_ report: ReportFacts) -> RoutingDecision { SampleDirectory.router.decide(report) }

    private func target(_ report: ReportFacts) -> String {
        switch decide(report).outcome {
        case .assigned(let code, _): code
        case .unrouted(let code, _): "? " + code
        }
    }

    @Test(
        "from the text alone",
        arguments: [
            ("Puskesmas di Kab. Bandung tutup", "32.04/1.02"), ("Macet di Kota Bandung", "32.73/2.15"),
            ("Macet di Kota Administrasi Jakarta Selatan", "31/2.15"), ("Macet di DKI Jakarta", "31/2.15"),
            ("Listrik padam, PLN diam", "PLN"), ("tambang pasir di Kab. Bandung", "32/3.29"),
            ("tambang pasir di Jawa Barat", "32/3.29"),
            ("Puskesmas tutup", "? NASIONAL"), ("Puskesmas di Bandung tutup", "? 32"),
            ("Selamat pagi Kab. Bandung", "? 32.04"),
            ("Parkir di Kota Surabaya", "? 35.78"), ("Puskesmas di Garut", "? 32"), ("", "? NASIONAL"),
            ("Yth. Dishub Kota Bandung, mohon dibantu", "32.73/2.15"), ("Yth. Bpk. Lurah, mohon dibantu", "? NASIONAL"),
            ("Yth. Dishub Kota Bandung, puskesmas tutup dan dokter tidak ada", "32.73/1.02"),
            ("Yth. Dinkes dan Dishub Kota Bandung. macet", "32.73/2.15"),
        ])
    func fromText(text: String, expected: String) {
        #expect(target(ReportFacts(text: text)) == expected)
    }

    @Test func `what is known of a case that comes back is not forgotten, and what a coordinator found stands`() throws
    {
        let decision = decide(ReportFacts(text: "Puskesmas tutup", category: "Kesehatan"))
        #expect(decision.regionCode == nil && decision.categoryCode == "kesehatan")
        func state(isVerified: Bool, category: String?) throws -> CaseState {
            var routed = EventDetails()
            (routed.coordinator, routed.region, routed.category) = ("64", "64.72", category)
            let steps =
                [CaseStep(.registered), CaseStep(.unrouted, routed)] + (isVerified ? [CaseStep(.verified)] : [])
            return try steps.reduce(CaseState(id: ComplaintID(high: 1, low: 1))) { state, step in
                try state.taking(step, at: Instant(microseconds: 0), actor: "uji").0
            }
        }
        let verified = decision.keeping(try state(isVerified: true, category: "infrastruktur"))
        #expect(verified.regionCode == "64.72" && verified.categoryCode == "infrastruktur")
        #expect(decision.keeping(try state(isVerified: false, category: "infrastruktur")).categoryCode == "kesehatan")
        let silent = decide(ReportFacts(text: "Selamat pagi"))
        #expect(silent.categoryCode == nil)
        #expect(silent.keeping(try state(isVerified: false, category: "infrastruktur")).categoryCode == "infrastruktur")
        #expect(silent.outcome == silent.keeping(try state(isVerified: true, category: nil)).outcome)
    }

    @Test func namedAgencyWins() {
        let report = ReportFacts(text: "puskesmas Kab. Bandung", category: "Kesehatan", agency: "Dishub Kota Bandung")
        #expect(target(report) == "32.73/2.15")
        #expect(target(ReportFacts(text: "macet", agency: "Pemkot Surabaya")) == "35.78/2.15")
        #expect(target(ReportFacts(text: "antri di Bandung, puskesmas", agency: "Dinas Kesehatan")) == "? 32")
        let unknown = decide(ReportFacts(text: "macet di Kota Surabaya", agency: "Kantor Entah"))
        #expect(unknown.outcome == .assigned(bodyCode: "35.78/2.15", confidence: 2.5 / 3.5))
        #expect(unknown.reason.contains("tidak dikenal"))
    }

    @Test func givenCategoryIsUsedAndRefined() {
        let given = decide(ReportFacts(text: "macet", regionCode: "32.04", category: "KESEHATAN"))
        #expect(given.outcome == .assigned(bodyCode: "32.04/1.02", confidence: 1))
        #expect(given.categorySource == .given)
        #expect(
            target(ReportFacts(text: "kartu BPJS Kesehatan", regionCode: "32.04", category: "Kesehatan"))
                == "BPJS-KESEHATAN")
        let bin = decide(ReportFacts(text: "puskesmas", regionCode: "32.04", category: "Topik Lainnya"))
        #expect(bin.categoryCode == "kesehatan")
        #expect(bin.categorySource == .keywords)
    }

    @Test func aGivenProvinceIsMeant() {
        #expect(target(ReportFacts(text: "puskesmas", regionCode: "32")) == "32/1.02")
        #expect(target(ReportFacts(text: "puskesmas di Jawa Barat")) == "? 32")
    }

    @Test(
        "misuse of office never reaches the unit complained about",
        arguments: [
            ("Pungli di puskesmas Kab. Bandung", nil, "32.04/INSP"), ("ada suap", "Dinkes Kab. Bandung", "32.04/INSP"),
            ("oknum pegawai meminta uang, Kota Bandung", nil, "32.73/INSP"),
            ("korupsi", "Bupati Bandung", "32.04/INSP"),
            ("korupsi", "Camat Baleendah", "32.04/INSP"), ("korupsi", "Dishub Jaksel", "31/INSP"),
            ("korupsi oleh pegawai inspektorat", "Inspektorat Kab. Bandung", "? 32"),
            ("suap di inspektorat", "Inspektorat Provinsi Jawa Barat", "? NASIONAL"),
            ("korupsi di kantor desa", "Inspektorat Kab. Bandung", "32.04/INSP"),
            ("Yth. Inspektorat Kab. Bandung, ada pungli di kantor camat", nil, "32.04/INSP"),
            ("gratifikasi", "PLN", "? NASIONAL"), ("gratifikasi", "Kementerian Perhubungan", "KEMENHUB/ITJEN"),
            ("pungli listrik PLN di Kab. Bandung", nil, "? NASIONAL"),
            ("pungli di puskesmas", nil, "? NASIONAL"), ("pungli di Bandung", nil, "? 32"),
            ("Yth. Dinkes Kota Bandung ada pungli", nil, "32.73/INSP"),
        ] as [(String, String?, String)])
    func misuse(text: String, agency: String?, expected: String) {
        let report = ReportFacts(text: text, agency: agency)
        #expect(target(report) == expected)
        #expect(decide(report).isMisconduct)
    }

    @Test(
        "what may be misuse is decided by a person",
        arguments: [
            ("sopir diminta 50 ribu oleh petugas di Kab. Bandung, puskesmas", nil, "? 32.04"),
            ("petugas puskesmas Kab. Bandung: saya disuruh bayar Rp 350.000 tanpa kuitansi", nil, "? 32.04"),
            ("nikah diminta 1,2 juta padahal katanya gratis. puskesmas Kab. Bandung", nil, "? 32.04"),
            ("tiap lewat kasih 100rb ke petugas, Kab. Bandung", "Dishub Kota Bandung", "? 32.73"),
            ("petugas minta 350rb ganti meteran", "PLN", "? NASIONAL"),
            ("mantri minta rb dua ratus", "Inspektorat Kab. Bandung", "32.04/INSP"),
        ] as [(String, String?, String)])
    func suspicion(text: String, agency: String?, expected: String) {
        let report = ReportFacts(text: text, agency: agency)
        #expect(target(report) == expected)
        #expect(decide(report).reason.contains(expected.hasPrefix("?") ? "ditelaah" : "Disampaikan"))
    }

    @Test(arguments: [
        "kami minta petugas puskesmas Kab. Bandung ditambah, anggaran 20 juta kan ada",
        "petugas puskesmas Kab. Bandung ramah, terima kasih, bayar 20 ribu saja dapat karcis",
        "puskesmas Kab. Bandung tutup, ongkos ojek 50 ribu",
    ]) func `money alone raises no suspicion`(_ text: String) {
        #expect(target(ReportFacts(text: text)) == "32.04/1.02")
    }

    @Test func onlyAccusationsAreMisconduct() {
        let question = ReportFacts(text: "Info puskesmas bebas korupsi, Kab. Bandung", kind: "permintaan_informasi")
        #expect(!decide(question).isMisconduct)
        #expect(target(question) == "32.04/1.02")
        let declared = ReportFacts(text: "di Kab. Bandung", kind: "Pengaduan Berkadar Pengawasan")
        #expect(target(declared) == "32.04/INSP")
        let plain = ReportFacts(text: "macet di Kab. Bandung", kind: "Pengaduan Tidak Berkadar Pengawasan")
        #expect(target(plain) == "32.04/2.15")
        #expect(
            !decide(ReportFacts(text: "pegawai ramah. " + String(repeating: "kata ", count: 20) + "minta uang"))
                .isMisconduct)
    }

    @Test func reasonExplainsWithoutTheCitizensWords() {
        let decision = decide(ReportFacts(title: "Rahasia", text: "Saya Ahmad, puskesmas Kab. Bandung tutup"))
        #expect(decision.reason.contains("Kesehatan menurut kata kunci"))
        #expect(decision.reason.contains("Kabupaten Bandung."))
        for word in ["puskesmas", "kab bandung", "tutup", "“"] { #expect(!decision.reason.contains(word)) }
        let accusing = decide(ReportFacts(text: "Pegawai minta uang di puskesmas Kab. Bandung"))
        #expect(accusing.isMisconduct && accusing.reason.contains("pengawasan"))
        #expect(!accusing.reason.contains("minta uang"))
        #expect(accusing.grounds.misuse.contains { $0.contains("minta uang") })
        #expect(!decision.reason.lowercased().contains("ahmad") && !decision.reason.contains("Rahasia"))
        let many = String(repeating: "puskesmas Kab. Bandung Kota Bandung kec. Coblong dokter ", count: 40)
        #expect(decide(ReportFacts(text: many)).reason.count <= 500)
    }

    @Test func thresholdsAreObeyed() {
        let strict = Router(
            gazetteer: SampleRegions.gazetteer, categories: SampleDirectory.categories,
            keywords: SampleDirectory.rules, bodies: SampleDirectory.directory,
            thresholds: RoutingThresholds(category: 0.9, place: 0.5))
        let decision = strict.decide(ReportFacts(text: "puskesmas Kab. Bandung"))
        #expect(decision.outcome == .unrouted(coordinatorBodyCode: "32.04", why: "Kategori belum cukup yakin."))
    }
}
