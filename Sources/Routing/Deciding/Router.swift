import Complaints

/// Decides the responsible body of a complaint. Pure: the same facts, tables, rules and models give the same decision.
///
/// Order: misuse of office goes to an Inspektorat, the suspicion of it to a coordinator; then the operator's rules; then
/// the agency named; then what models and keywords say, with the unit that performs the duty in the region. Whatever is
/// unsure goes to the coordinator who can best tell.
package final class Router: Sendable {
    /// The places it knows.
    package let gazetteer: Gazetteer
    /// The bodies it knows.
    package let bodies: BodyDirectory
    /// The rules in force.
    package let rules: RuleBook
    let categories: CategoryCatalog
    let keywords: CategoryKeywords
    let families: AgencyFamilies
    let reader: (any TextReader)?
    /// Regions that channels serve, by channel.
    let homeRegions: [String: String]
    let thresholds: RoutingThresholds
    let misconduct: MisconductRules
    let suspicion: SuspicionRules
    let urgency: UrgencyRules
    /// Least probability of an agency family, and of a category, for the precision that the rules ask for.
    let agencyThreshold: Double
    let categoryThreshold: Double

    /// Puts the parts together. Without a reader keywords decide alone.
    package init(
        gazetteer: Gazetteer, categories: CategoryCatalog, keywords: CategoryKeywords, bodies: BodyDirectory,
        families: AgencyFamilies = AgencyFamilies(), reader: (any TextReader)? = nil, rules: RuleBook = RuleBook(),
        homeRegions: [String: String] = [:],
        thresholds: RoutingThresholds = RoutingThresholds(), misconduct: MisconductRules = .standard,
        suspicion: SuspicionRules = .standard, urgency: UrgencyRules = .standard
    ) {
        self.gazetteer = gazetteer
        self.categories = categories
        self.keywords = keywords
        self.bodies = bodies
        self.families = families
        self.reader = reader
        self.rules = rules
        self.homeRegions = homeRegions
        self.thresholds = thresholds
        self.misconduct = misconduct
        self.suspicion = suspicion
        self.urgency = urgency
        agencyThreshold = reader?.agencyThreshold(precision: rules.precision.agency) ?? 1
        categoryThreshold = reader?.categoryThreshold(precision: rules.precision.category) ?? 1
    }

    /// The same with other rules.
    package func with(rules: RuleBook) -> Router {
        Router(
            gazetteer: gazetteer, categories: categories, keywords: keywords, bodies: bodies, families: families,
            reader: reader, rules: rules, homeRegions: homeRegions, thresholds: thresholds, misconduct: misconduct,
            suspicion: suspicion,
            urgency: urgency)
    }

    /// Decides where `report` goes.
    ///
    /// - Parameter refusals: bodies that refused it; it never goes back to one. After two the national desk decides.
    package func decide(_ report: ReportFacts, refusals: [Refusal] = []) -> RoutingDecision {
        decide(report, ComplaintText(title: report.title, ownWordsOf: report.text), refusals: refusals)
    }

    /// The same with the reporter's own words already folded, so that others can share the work.
    ///
    /// - Parameters:
    ///   - isCircling: whether desks have sent it back so often that the national desk must decide.
    ///   - isUnmatched: whether it was sent as words on a case, and nobody could tell on which: a person looks first.
    package func decide(
        _ report: ReportFacts, _ text: ComplaintText, refusals: [Refusal], isCircling: Bool = false,
        isUnmatched: Bool = false
    ) -> RoutingDecision {
        let findings = Findings(report, text, self)
        guard refusals.count < 2 else {
            return findings.decision(
                unrouted: nil, "Dua instansi menyatakan bukan wewenangnya: Admin Nasional memutus, dan mengikat.")
        }
        guard !isCircling else {
            return findings.decision(
                unrouted: nil, "Ditolak dan dikembalikan: Admin Nasional memutus, dan mengikat.")
        }
        guard !isUnmatched else {
            return findings.decision(
                unrouted: findings.coordinator,
                "Dikirim sebagai pesan tentang laporan lain, yang tidak dapat dikenali: periksa nomor dan isinya.")
        }
        let decision = decide(findings)
        guard let refusal = refusals.first else { return decision }
        if decision.bodyCode != refusal.bodyCode, decision.event == .assigned, refusal.suggestedBodyCode == nil {
            return decision
        }
        return again(findings, after: refusal)
    }

    private func decide(_ findings: Findings) -> RoutingDecision {
        if !findings.misuse.isEmpty || findings.isDeclaredMisuse { return examined(findings).by(.misconduct) }
        if findings.suspicion != nil { return suspected(findings).by(.misconduct) }
        if let rule = findings.rule { return byRule(rule, findings).by(.rule) }
        if let agency = findings.agency, !agency.kind.isGovernment, agency.kind != .national {
            return findings.decision(
                assigned: agency, 0.95, "Instansi tujuan disebut pelapor: \(agency.name)."
            ).by(.named)
        }
        if let saluted = findings.saluted, agrees(saluted, findings) {
            return findings.decision(assigned: saluted, 0.8, "Salam pembuka menyebut \(saluted.name).").by(.salutation)
        }
        return findings.reading == nil ? byCategory(findings).by(.keywords) : byModel(findings, without: nil)
    }

    /// Whether a body named in the salutation answers the category, or the category is too uncertain to object.
    private func agrees(_ body: Body, _ findings: Findings) -> Bool {
        guard !body.kind.isGovernment, body.kind != .national else { return false }
        guard let category = findings.category, category.isAnswered,
            findings.categoryConfidence >= thresholds.category
        else { return true }
        return category.nationalBodyCode == body.code
            || (category.nationalBodyCode == nil && category.dutyCode == body.dutyCode)
    }

    private func byCategory(_ findings: Findings) -> RoutingDecision {
        guard let category = findings.category, category.isAnswered else {
            return findings.decision(unrouted: findings.coordinator, "Kategori tidak dapat ditentukan.")
        }
        guard findings.categoryConfidence >= thresholds.category else {
            return findings.decision(unrouted: findings.coordinator, "Kategori belum cukup yakin.")
        }
        guard let target = category.target else {
            return findings.decision(unrouted: findings.coordinator, "Kategori tidak dapat ditentukan.")
        }
        return assign(target, findings, findings.categoryConfidence)
    }
}
