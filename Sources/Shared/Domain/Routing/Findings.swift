/// Everything read from one complaint before anything is decided.
struct Findings {
    /// Kinds that ask or wish and accuse nobody.
    private static let harmlessKinds = ["permintaan informasi", "aspirasi"]
    private static let longestReason = 500

    let agency: Body?
    let saluted: Body?
    let category: Category?
    let categoryConfidence: Double
    let misuse: [String]
    /// Words that may speak of misuse; nil when none do.
    let suspicion: String?
    /// Whether the Inspektorat itself is accused, rather than written to.
    let accusesInspectorate: Bool
    let isDeclaredMisuse: Bool
    let region: Region?
    let placeConfidence: Double
    let isRegionGiven: Bool
    let coordinator: String?
    private let place: PlaceAnswer
    private let categorySource: CategorySource
    private let categoryEvidence: [String]
    private let notes: [String]

    init(_ report: ReportFacts, _ router: Router) {
        let text = report.title.map { $0 + "\n" + report.text } ?? report.text
        let folded = FoldedText(text)
        place = router.gazetteer.resolve(
            PlaceQuestion(
                regionCode: report.regionCode, locationText: report.locationText, text: text, agency: report.agency),
            folded: folded)
        let near = place.region?.code
        let agency = report.agency.flatMap { $0.isEmpty ? nil : router.bodies.named($0, near: near) }
        saluted = agency == nil ? router.bodies.saluted(in: folded, near: near) : nil
        self.agency = agency
        let isAgencyUnknown = agency == nil && report.agency?.isEmpty == false
        notes = isAgencyUnknown ? ["Instansi tujuan yang ditulis tidak dikenal."] : []

        let kindWords = Findings.words(ofKind: report.kind)
        isDeclaredMisuse = kindWords.hasSuffix("berkadar pengawasan") && !kindWords.contains("tidak")
        let isHarmless = Findings.harmlessKinds.contains(kindWords)
        misuse = isHarmless ? [] : router.supervision.evidence(in: folded)
        suspicion = isHarmless || !misuse.isEmpty ? nil : router.suspicion.evidence(in: folded)
        accusesInspectorate = !isHarmless && router.supervision.accusesInspectorate(in: folded)

        let read = Findings.category(of: report, folded, router)
        (category, categoryConfidence, categorySource, categoryEvidence) = read

        // A government named as the agency tells where, when the words did not.
        let seat = agency.flatMap { $0.kind.isGovernment ? $0.regionCode : nil }
        isRegionGiven = place.evidence.first?.hasPrefix("kode ") == true && place.confidence == 1 || seat != nil
        region = place.region ?? seat.flatMap(router.gazetteer.region(code:))
        placeConfidence = place.region == nil && seat != nil ? 0.9 : place.confidence
        coordinator = router.bodies.coordinator(regionCode: region?.code)?.code
    }

    /// The kind as plain words; nearly always it is one of three spellings.
    private static func words(ofKind kind: String) -> String {
        switch kind {
        case "pengaduan", "aspirasi": return kind
        case "permintaan_informasi": return "permintaan informasi"
        default:
            let folded = FoldedText(kind)
            return folded.words(folded.tokens.indices)
        }
    }

    /// The category given, made finer by the classifier where it agrees; else the classifier's.
    private static func category(
        of report: ReportFacts, _ text: FoldedText, _ router: Router
    ) -> (Category?, Double, CategorySource, [String]) {
        let guess = router.classifier.classify(text)
        let guessed = guess.flatMap { router.categories.category(code: $0.code) }
        guard let given = report.category.flatMap(router.categories.named), given.isAnswered else {
            return (guessed, guessed == nil ? 0 : guess?.confidence ?? 0, .rules, guess?.evidence ?? [])
        }
        if let guess, let guessed, guessed.code.hasPrefix(given.code + "."),
            guess.confidence >= router.thresholds.category
        {
            return (guessed, guess.confidence, .given, guess.evidence)
        }
        return (given, 1, .given, [])
    }

    func decision(assigned body: Body, _ confidence: Double, _ why: String) -> RoutingDecision {
        decision(.assigned(bodyCode: body.code, confidence: confidence), why)
    }

    /// Leaves the complaint to `coordinator`; without one to the national desk.
    func decision(unrouted coordinator: String?, _ why: String) -> RoutingDecision {
        decision(.unrouted(coordinatorBodyCode: coordinator ?? BodyDirectory.nationalDesk, why: why), why)
    }

    private func decision(_ outcome: RoutingDecision.Outcome, _ why: String) -> RoutingDecision {
        RoutingDecision(
            outcome: outcome, regionCode: region?.code, categoryCode: category?.code,
            categoryConfidence: categoryConfidence, categorySource: categorySource,
            reason: reason(why), placeEvidence: place.evidence, supervised: !misuse.isEmpty || isDeclaredMisuse)
    }

    /// "Kategori Kesehatan (puskesmas). Lokasi Kabupaten Bandung: “kab bandung” (teks). Urusan ini dijalankan …"
    private func reason(_ why: String) -> String {
        var parts = [why]
        if !misuse.isEmpty { parts.append("Kata kunci pengawasan: \(misuse.joined(separator: ", ")).") }
        if let suspicion { parts.append("Kata kunci: \(suspicion).") }
        if let category {
            let basis = categoryEvidence.isEmpty ? "" : " (\(categoryEvidence.joined(separator: ", ")))"
            parts.append("Kategori \(category.name)\(categorySource == .given ? " dari pelapor" : "")\(basis).")
        }
        if let region {
            let basis = place.evidence.isEmpty ? "" : ": " + place.evidence.joined(separator: ", ")
            parts.append("Lokasi \(region.title)\(basis).")
        }
        if !place.ambiguous.isEmpty {
            parts.append("Lokasi masih antara kode \(place.ambiguous.prefix(4).joined(separator: " dan ")).")
        }
        let reason = (parts + notes).joined(separator: " ")
        return reason.utf8.count <= Findings.longestReason ? reason : String(reason.prefix(Findings.longestReason))
    }
}
