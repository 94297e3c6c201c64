/// Decides the responsible body of a complaint. Pure: the same facts and tables give the same decision.
///
/// Order: misuse of office goes to an Inspektorat, the suspicion of it to a coordinator; then the agency named; then the category's national body; then the
/// unit that performs the category's duty in the region. Whatever is unsure goes to the coordinator who can best tell.
public struct Router: Sendable {
    /// The places it knows.
    public let gazetteer: Gazetteer
    let categories: CategoryCatalog
    let classifier: any CategoryClassifier
    let bodies: BodyDirectory
    let thresholds: RoutingThresholds
    let supervision: SupervisionRules
    let suspicion: SuspicionRules

    /// Puts the parts together.
    public init(
        gazetteer: Gazetteer, categories: CategoryCatalog, classifier: any CategoryClassifier, bodies: BodyDirectory,
        thresholds: RoutingThresholds = RoutingThresholds(), supervision: SupervisionRules = .standard,
        suspicion: SuspicionRules = .standard
    ) {
        self.gazetteer = gazetteer
        self.categories = categories
        self.classifier = classifier
        self.bodies = bodies
        self.thresholds = thresholds
        self.supervision = supervision
        self.suspicion = suspicion
    }

    /// Decides where `report` goes.
    public func decide(_ report: ReportFacts) -> RoutingDecision {
        let findings = Findings(report, self)
        if !findings.misuse.isEmpty || findings.isDeclaredMisuse { return supervised(findings) }
        if findings.suspicion != nil { return suspected(findings) }
        if let agency = findings.agency, !agency.kind.isGovernment, agency.kind != .national {
            return findings.decision(
                assigned: agency, 0.95, "Instansi tujuan disebut pelapor: \(agency.name).")
        }
        if let saluted = findings.saluted, agrees(saluted, findings) {
            return findings.decision(assigned: saluted, 0.8, "Salam pembuka menyebut \(saluted.name).")
        }
        return byCategory(findings)
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
        if let code = category.nationalBodyCode, let national = bodies.body(code: code) {
            return findings.decision(
                assigned: national, findings.categoryConfidence, "Urusan nasional: \(national.name).")
        }
        guard let duty = category.dutyCode else {
            return findings.decision(unrouted: findings.coordinator, "Instansi nasional kategori ini tidak terdaftar.")
        }
        return byDuty(duty, findings)
    }

    private func byDuty(_ duty: String, _ findings: Findings) -> RoutingDecision {
        guard let region = findings.region else {
            return findings.decision(unrouted: findings.coordinator, "Lokasi tidak dapat ditentukan.")
        }
        guard findings.placeConfidence >= thresholds.place else {
            return findings.decision(unrouted: findings.coordinator, "Lokasi belum cukup yakin.")
        }
        guard let unit = bodies.responsible(duty: duty, regionCode: region.code) else {
            return findings.decision(
                unrouted: findings.coordinator, "Tidak ada perangkat daerah untuk urusan ini di \(region.title).")
        }
        // A province read from words alone rarely is who answers: most duties lie with its regencies and cities.
        if region.level == .province, !findings.isRegionGiven, bodies.isPerformedBelow(region.code, duty: duty) {
            return findings.decision(
                unrouted: findings.coordinator, "Kabupaten/kota di \(region.title) tidak dapat ditentukan.")
        }
        return findings.decision(
            assigned: unit, min(findings.categoryConfidence, findings.placeConfidence),
            "Urusan ini dijalankan \(unit.name).")
    }

    /// The national body that performs what the complaint is about, in all regions: no Inspektorat of a region examines it.
    private func nationalBody(_ findings: Findings) -> Body? {
        guard findings.categoryConfidence >= thresholds.category else { return nil }
        return findings.category?.nationalBodyCode.flatMap(bodies.body(code:))
    }

    /// What may be misuse of office: a person decides, at a desk above the unit complained about.
    private func suspected(_ findings: Findings) -> RoutingDecision {
        let named = findings.agency ?? findings.saluted
        let why = "Mungkin berkadar pengawasan: perlu ditelaah sebelum diteruskan ke unit yang diadukan."
        if let named, named.kind == .inspectorate {
            return findings.decision(assigned: named, 0.8, "Disampaikan pelapor kepada \(named.name).")
        }
        let isNational = named?.kind.isNational ?? (nationalBody(findings) != nil)
        return findings.decision(unrouted: isNational ? nil : findings.coordinator, why)
    }

    /// Misuse of office: to the Inspektorat of the government concerned, never to the unit complained about.
    private func supervised(_ findings: Findings) -> RoutingDecision {
        let accused = findings.agency ?? findings.saluted ?? nationalBody(findings)
        if let accused, accused.kind == .inspectorate {
            guard findings.accusesInspectorate else {
                return findings.decision(
                    assigned: accused, 0.9, "Berkadar pengawasan: disampaikan kepada \(accused.name).")
            }
            return findings.decision(
                unrouted: bodies.coordinatorAbove(accused)?.code, "Yang diadukan adalah inspektorat sendiri.")
        }
        if let accused, accused.kind != .national {
            if let examiner = bodies.inspectorate(for: accused) {
                return findings.decision(assigned: examiner, 0.9, "Berkadar pengawasan: diperiksa \(examiner.name).")
            }
            let above = accused.kind.isNational ? nil : bodies.coordinatorAbove(accused)?.code
            return findings.decision(
                unrouted: above, "Berkadar pengawasan: inspektorat bagi \(accused.name) tidak terdaftar.")
        }
        guard let region = findings.region, findings.placeConfidence >= thresholds.place else {
            return findings.decision(
                unrouted: findings.coordinator, "Berkadar pengawasan: pemerintah daerah yang diadukan belum jelas.")
        }
        if region.level == .province, !findings.isRegionGiven, bodies.hasGovernments(below: region.code) {
            return findings.decision(
                unrouted: findings.coordinator, "Berkadar pengawasan: kabupaten/kota belum dapat ditentukan.")
        }
        guard let examiner = bodies.inspectorate(regionCode: region.code) else {
            return findings.decision(
                unrouted: findings.coordinator, "Berkadar pengawasan: inspektorat daerah tidak terdaftar.")
        }
        return findings.decision(
            assigned: examiner, findings.placeConfidence, "Berkadar pengawasan: diperiksa \(examiner.name).")
    }
}
