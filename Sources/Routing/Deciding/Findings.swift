import Complaints

/// Everything read from one complaint before anything is decided. An object, because it is passed on often and has many
/// fields.
final class Findings {
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
    let place: PlaceAnswer
    private let categorySource: CategorySource
    /// What keywords alone say, with its confidence.
    let keyword: (category: Category, confidence: Double)?
    /// The citizen's or channel's own category, if anybody answers it.
    let givenCategory: Category?
    /// What the models say; nil without models.
    let reading: TextReading?
    /// The rule of the operator's rule set that holds, if one does.
    let rule: RoutingRule?
    private var grounds = RoutingGrounds()
    private let notes: [String]

    init(_ report: ReportFacts, _ text: ComplaintText, _ router: Router) {
        let folded = text.folded
        let (place, told) = Findings.place(report, text, router)
        self.place = place
        let near = place.region?.code
        let agency = report.agency.flatMap { $0.isEmpty ? nil : router.bodies.named($0, near: near) }
        saluted = agency == nil ? router.bodies.saluted(in: told, near: near) : nil
        self.agency = agency
        let isAgencyUnknown = agency == nil && report.agency?.isEmpty == false
        notes = isAgencyUnknown ? ["Instansi tujuan yang ditulis tidak dikenal."] : []

        let kindWords = Findings.words(ofKind: report.kind)
        isDeclaredMisuse = kindWords.hasSuffix("berkadar pengawasan") && !kindWords.contains("tidak")
        let isHarmless = Findings.harmlessKinds.contains(kindWords)
        misuse = isHarmless ? [] : router.misconduct.evidence(in: folded)
        suspicion = isHarmless || !misuse.isEmpty ? nil : router.suspicion.evidence(in: folded)
        accusesInspectorate = !isHarmless && router.misconduct.accusesInspectorate(in: folded)

        let words = Findings.categoryWords(report, folded, router)
        (keyword, givenCategory) = (words.keyword, words.given)
        let reading = router.reader?.read(text)
        self.reading = reading
        (category, categoryConfidence, categorySource) = Findings.category(words, reading, router)

        // A government named as the agency tells where, when the words did not.
        let seat = agency.flatMap { $0.kind.isGovernment ? $0.regionCode : nil }
        isRegionGiven = place.evidence.first?.hasPrefix("kode ") == true && place.confidence == 1 || seat != nil
        region = place.region ?? seat.flatMap(router.gazetteer.region(code:))
        placeConfidence = place.region == nil && seat != nil ? 0.9 : place.confidence
        coordinator = router.bodies.coordinator(regionCode: region?.code)?.code

        rule = router.rules.first(
            for: RoutingRule.Case(report, folded, category: category?.code, kind: kindWords, region: region))
        grounds.rulesVersion = router.rules.version
        grounds.models = router.reader?.versions ?? []
        grounds.reading = reading ?? TextReading()
        grounds.keywords = words.evidence
        grounds.dangers = isHarmless ? [] : router.urgency.dangers(in: folded)
        grounds.threats = router.urgency.threats(in: folded)
    }

    /// Where it is, and the words that tell: neither an unmarked signature nor another message's subject does where the others
    /// name another place, and such a subject addresses nobody.
    private static func place(
        _ report: ReportFacts, _ text: ComplaintText, _ router: Router
    ) -> (PlaceAnswer, told: FoldedText) {
        let question = PlaceQuestion(
            regionCode: report.regionCode, locationText: report.locationText, agency: report.agency,
            homeRegion: router.homeRegions[report.channel])
        let whole = router.gazetteer.resolve(question, folded: text.folded)
        let body = OwnWords.unsigned(text.text)
        let isTitleOwn = text.title.map { !OwnWords.isOfAnother(title: $0, beside: text.text) } ?? true
        guard body != nil || !isTitleOwn else { return (whole, text.folded) }
        let title = isTitleOwn ? text.title : nil
        let told = ComplaintText(title: title, text: body ?? text.text).folded
        let place = router.gazetteer.resolve(question, folded: told)
        let isElsewhere = place.regency != nil || place.province.map { $0 != whole.province } ?? false
        if isElsewhere { return (place, told) }
        return (whole, isTitleOwn ? text.folded : ComplaintText(title: nil, text: text.text).folded)
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

    private struct CategoryWords {
        var given: Category?
        var keyword: (category: Category, confidence: Double)?
        var evidence: [String]
    }

    private static func categoryWords(_ report: ReportFacts, _ text: FoldedText, _ router: Router) -> CategoryWords {
        let guess = router.keywords.classify(text)
        let category = guess.flatMap { router.categories.category(code: $0.code) }
        let given = report.category.flatMap(router.categories.named)
        return CategoryWords(
            given: given?.isAnswered == true ? given : nil, keyword: category.map { ($0, guess?.confidence ?? 0) },
            evidence: guess?.evidence ?? [])
    }

    /// The category given, else the model's, else that of the keywords; made finer by keywords that agree.
    private static func category(
        _ words: CategoryWords, _ reading: TextReading?, _ router: Router
    ) -> (Category?, Double, CategorySource) {
        let sure = words.keyword.flatMap { $0.confidence >= router.thresholds.category ? $0 : nil }
        func finer(than category: Category) -> Category {
            guard let sure, sure.category.code.hasPrefix(category.code + ".") else { return category }
            return sure.category
        }
        if let given = words.given {
            let own = finer(than: given)
            return (own, own == given ? 1 : sure?.confidence ?? 1, .given)
        }
        if let top = reading?.category.first, top.probability >= router.categoryThreshold,
            let named = router.categories.named(top.label), named.isAnswered
        {
            return (finer(than: named), top.probability, .model)
        }
        return (words.keyword?.category, words.keyword?.confidence ?? 0, .keywords)
    }

    func decision(
        assigned body: Body, _ confidence: Double, _ why: String, rule: String? = nil
    ) -> RoutingDecision {
        decision(.assigned(bodyCode: body.code, confidence: confidence), why, rule: rule)
    }

    /// Leaves the complaint to `coordinator`; without one to the national desk.
    func decision(unrouted coordinator: String?, _ why: String, rule: String? = nil) -> RoutingDecision {
        decision(.unrouted(coordinatorBodyCode: coordinator ?? Body.nationalDesk, why: why), why, rule: rule)
    }

    private func decision(_ outcome: RoutingDecision.Outcome, _ why: String, rule: String?) -> RoutingDecision {
        var grounds = grounds
        grounds.rule = rule
        return RoutingDecision(
            outcome: outcome, regionCode: region?.code, categoryCode: category?.code,
            categoryConfidence: categoryConfidence, categorySource: categorySource,
            reason: reason(why), placeEvidence: place.evidence, isMisconduct: !misuse.isEmpty || isDeclaredMisuse,
            grounds: grounds)
    }

    /// "Kategori Kesehatan (puskesmas). Lokasi Kabupaten Bandung: “kab bandung” (teks). Urusan ini dijalankan …"
    private func reason(_ why: String) -> String {
        var reason = grounds.isUrgent ? "MENDESAK. " : ""
        // Each part is written once, where it stays.
        reason.reserveCapacity(320)
        reason += why
        if !misuse.isEmpty { reason.add(" Kata kunci pengawasan: ", misuse, ".") }
        if let suspicion { reason.add(" Kata kunci: ", [suspicion], ".") }
        if let category {
            reason += " Kategori "
            reason += category.name
            if categorySource == .given { reason += " dari pelapor" }
            if category == keyword?.category { reason.add(" (", grounds.keywords, ")") }
            reason += "."
        }
        if let region {
            reason += " Lokasi "
            reason += region.title
            if place.evidence.isEmpty { reason += "." } else { reason.add(": ", place.evidence, ".") }
        }
        if place.ambiguous.count == 1 {
            reason.add(" Lokasi belum pasti, mungkin kode ", place.ambiguous, ".")
        } else if !place.ambiguous.isEmpty {
            reason.add(" Lokasi masih antara kode ", Array(place.ambiguous.prefix(4)), ".", between: " dan ")
        }
        if !grounds.threats.isEmpty { reason += " Pelapor takut akan pembalasan: lindungi identitasnya." }
        for note in notes { reason.add(" ", [note], "") }
        return reason.utf8.count <= Findings.longestReason ? reason : String(reason.prefix(Findings.longestReason))
    }
}

extension String {
    /// Appends `list` between `before` and `after`.
    fileprivate mutating func add(_ before: String, _ list: [String], _ after: String, between: String = ", ") {
        self += before
        for (position, part) in list.enumerated() {
            if position > 0 { self += between }
            self += part
        }
        self += after
    }
}
