import Complaints

extension Router {
    /// The national body that performs what the complaint is about, in all regions: no Inspektorat of a region examines it.
    private func nationalBody(_ findings: Findings) -> Body? {
        guard findings.categoryConfidence >= thresholds.category else { return nil }
        return findings.category?.nationalBodyCode.flatMap(bodies.body(code:))
    }

    /// What may be misuse of office: a person decides, at a desk above the unit complained about.
    func suspected(_ findings: Findings) -> RoutingDecision {
        let named = findings.agency ?? findings.saluted
        let why = "Mungkin berkadar pengawasan: perlu ditelaah sebelum diteruskan ke unit yang diadukan."
        if let named, named.kind == .inspectorate {
            return findings.decision(assigned: named, 0.8, "Disampaikan pelapor kepada \(named.name).")
        }
        let isNational = named?.kind.isNational ?? (nationalBody(findings) != nil)
        return findings.decision(unrouted: isNational ? nil : findings.coordinator, why)
    }

    /// Misuse of office: to the Inspektorat of the government concerned, never to the unit complained about.
    func examined(_ findings: Findings) -> RoutingDecision {
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
