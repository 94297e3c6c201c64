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
    /// Names of the places between which the words do not decide.
    private let contested: [String]
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

    init(_ report: ReportFacts, _ whole: ComplaintText, _ router: Router) {
        let subject = whole.title.flatMap(PassedOnSubject.init)
        let text = subject?.addresses == true ? ComplaintText(title: nil, text: whole.text) : whole
        let folded = text.folded
        let (place, told) = Findings.place(report, whole, subject, router)
        self.place = place
        contested = place.ambiguous.map { router.gazetteer.region(code: $0)?.title ?? $0 }
        let near = place.isDoubtful ? nil : place.region?.code
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
        // Of words that are about nothing a model tells how its texts usually are.
        let reading = OwnWords.saysNothing(folded) ? nil : router.reader?.read(text)
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

    /// Where it is, and the words that tell: an unmarked signature does not where the others name another place. Another
    /// message's subject addresses nobody, and tells no place beside another; of one that addresses somebody the place says
    /// no more than whose desk may know.
    private static func place(
        _ report: ReportFacts, _ whole: ComplaintText, _ subject: PassedOnSubject?, _ router: Router
    ) -> (PlaceAnswer, told: FoldedText) {
        let question = PlaceQuestion(
            regionCode: report.regionCode, locationText: report.locationText, agency: report.agency,
            homeRegion: router.homeRegions[report.channel])
        let all = router.gazetteer.resolve(question, folded: whole.folded)
        let body = OwnWords.unsigned(whole.text)
        guard body != nil || subject != nil else { return (all, whole.folded) }
        let told = ComplaintText(title: subject == nil ? whole.title : nil, text: body ?? whole.text).folded
        let place = router.gazetteer.resolve(question, folded: told)
        let isElsewhere = place.regency != nil || place.province.map { $0 != all.province } ?? false
        if isElsewhere { return (place, told) }
        guard let subject else { return (all, whole.folded) }
        let own = FoldedText(whole.text)
        guard subject.addresses else { return (all, own) }
        let written = router.gazetteer.resolve(question, folded: own)
        return (written.region == nil ? all.doubted() : written, own)
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
        grounds.misuse = misuse + (suspicion.map { [$0] } ?? [])
        return RoutingDecision(
            outcome: outcome, regionCode: region?.code, categoryCode: category?.code,
            categoryConfidence: categoryConfidence, categorySource: categorySource,
            reason: reason(why), placeEvidence: place.evidence, isMisconduct: !misuse.isEmpty || isDeclaredMisuse,
            grounds: grounds)
    }

    /// "Urusan ini dijalankan … Kategori Kesehatan menurut kata kunci. Lokasi Kabupaten Bandung." It is published, so it quotes no
    /// word of the report: these are kept beside the decision, for who may read them.
    private func reason(_ why: String) -> String {
        var reason = grounds.isUrgent ? "MENDESAK. " : ""
        // Each part is written once, where it stays.
        reason.reserveCapacity(320)
        reason += why
        if !misuse.isEmpty { reason += " Ada kata kunci pengawasan." }
        if suspicion != nil { reason += " Ada kata yang patut dicurigai." }
        if let category {
            reason += " Kategori "
            reason += category.name
            if categorySource == .given { reason += " dari pelapor" }
            if category == keyword?.category { reason += " menurut kata kunci" }
            reason += "."
        }
        if let region {
            reason += " Lokasi "
            reason += region.title
            reason += "."
        }
        if contested.count == 1 {
            reason.add(" Lokasi belum pasti, mungkin ", contested, ".")
        } else if !contested.isEmpty {
            reason.add(" Lokasi masih antara ", Array(contested.prefix(4)), ".", between: " dan ")
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
