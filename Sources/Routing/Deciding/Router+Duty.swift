import Complaints

extension Router {
    /// Gives a complaint to who performs `target` where it belongs, or leaves it to a desk when that is unsure.
    func assign(
        _ target: AgencyFamilies.Target, _ findings: Findings, _ confidence: Double, rule: String? = nil
    ) -> RoutingDecision {
        switch target {
        case .duty(let duty): return byDuty(duty, findings, confidence, rule)
        case .body(let code):
            guard let body = bodies.body(code: code) else {
                return findings.decision(
                    unrouted: findings.coordinator, "Instansi \(code) tidak terdaftar.", rule: rule)
            }
            let why = body.kind.isNational ? "Urusan nasional" : "Instansi"
            return findings.decision(assigned: body, confidence, "\(why): \(body.name).", rule: rule)
        }
    }

    private func byDuty(
        _ duty: String, _ findings: Findings, _ confidence: Double, _ rule: String?
    ) -> RoutingDecision {
        guard let region = findings.region else {
            return findings.decision(unrouted: findings.coordinator, "Lokasi tidak dapat ditentukan.")
        }
        guard findings.placeConfidence >= thresholds.place else {
            return findings.decision(unrouted: findings.coordinator, "Lokasi belum cukup yakin.")
        }
        guard let unit = bodies.responsible(duty: duty, regionCode: region.code) else {
            let isOffice = duty == BodyDirectory.districtDuty && region.level != .district
            let why =
                isOffice
                ? "Kecamatan di \(region.title) belum dapat ditentukan."
                : "Tidak ada perangkat daerah untuk urusan ini di \(region.title)."
            return findings.decision(unrouted: findings.coordinator, why)
        }
        // A province read from words alone rarely is who answers: most duties lie with its regencies and cities.
        if region.level == .province, !findings.isRegionGiven, bodies.isPerformedBelow(region.code, duty: duty) {
            return findings.decision(
                unrouted: findings.coordinator, "Kabupaten/kota di \(region.title) tidak dapat ditentukan.")
        }
        return findings.decision(
            assigned: unit, min(confidence, findings.placeConfidence),
            "Urusan ini dijalankan \(unit.name).", rule: rule)
    }
}
