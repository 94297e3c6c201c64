import Complaints

extension Router {
    /// How much likelier a family is when keywords or the citizen's category point at it, and how much less when they
    /// point elsewhere: ratios of odds, measured on cross-validated decisions (docs/routing.md).
    private static let agreement = 1.5
    private static let contradiction = 0.6
    /// Keywords of a national matter this sure go before a model that is not sure enough.
    private static let nationalConfidence = 0.6

    /// The agency model's word, strengthened or weakened by the citizen's category and by keywords.
    func byModel(_ findings: Findings, without refused: Body?) -> RoutingDecision {
        let candidates = candidates(findings, without: refused)
        if let top = candidates.first, strengthened(top, findings) >= agencyThreshold {
            if let target = target(of: top.label, findings) {
                return assign(target, findings, strengthened(top, findings)).by(.model)
            }
            return findings.decision(
                unrouted: findings.coordinator,
                "\(families.name(of: top.label)) \(Self.percent(top)): instansinya belum dapat ditentukan."
            ).by(.model)
        }
        if let national = nationalMatter(findings), national.code != refused?.code {
            return findings.decision(
                assigned: national, findings.keyword?.confidence ?? 0, "Urusan nasional: \(national.name)."
            ).by(.keywords)
        }
        let list = candidates.prefix(3).map { "\(families.name(of: $0.label)) \(Self.percent($0))" }
        return findings.decision(
            unrouted: findings.coordinator, "Instansi belum cukup yakin: \(list.joined(separator: ", "))."
        ).by(.model)
    }

    /// The families without that of the body that refused; the others share its probability.
    private func candidates(_ findings: Findings, without refused: Body?) -> [ClassCandidate] {
        let all = findings.reading?.agency ?? []
        guard let refused, let family = families.family(of: refused) else { return all }
        let lost = all.first { $0.label == family }?.probability ?? 0
        return all.filter { $0.label != family }.map {
            ClassCandidate(label: $0.label, probability: lost < 1 ? $0.probability / (1 - lost) : 0)
        }
    }

    private func strengthened(_ candidate: ClassCandidate, _ findings: Findings) -> Double {
        let signs = [findings.givenCategory, sureKeyword(findings)].compactMap { category in
            category?.target.flatMap(families.family(of:))
        }
        guard !signs.isEmpty, candidate.probability < 1 else { return candidate.probability }
        let factor = signs.contains(candidate.label) ? Self.agreement : Self.contradiction
        let odds = candidate.probability / (1 - candidate.probability) * factor
        return odds / (1 + odds)
    }

    /// Who of a family is meant: the one that keywords or the citizen's category name, else its standard.
    private func target(of family: String, _ findings: Findings) -> AgencyFamilies.Target? {
        for category in [sureKeyword(findings), findings.givenCategory] {
            if let target = category?.target, families.family(of: target) == family { return target }
        }
        return families.standard(family)
    }

    private func sureKeyword(_ findings: Findings) -> Category? {
        guard let keyword = findings.keyword, keyword.confidence >= thresholds.category else { return nil }
        return keyword.category
    }

    private func nationalMatter(_ findings: Findings) -> Body? {
        guard let keyword = findings.keyword, keyword.confidence >= Self.nationalConfidence else { return nil }
        return keyword.category.nationalBodyCode.flatMap(bodies.body(code:))
    }

    /// By a rule of the operator's rule set.
    func byRule(_ rule: RoutingRule, _ findings: Findings) -> RoutingDecision {
        switch rule.action {
        case .body(let code): return assign(.body(code), findings, 1, rule: rule.name)
        case .duty(let duty): return assign(.duty(duty), findings, 1, rule: rule.name)
        case .desk(let code):
            return findings.decision(
                unrouted: code, "Aturan \(rule.name): \(rule.why ?? "perlu ditelaah").", rule: rule.name)
        }
    }

    /// After one refusal: the body that was suggested, if the models find that likely; else the next likeliest; never
    /// the one that refused.
    func again(_ findings: Findings, after refusal: Refusal) -> RoutingDecision {
        let refused = bodies.body(code: refusal.bodyCode)
        let name = refused?.name ?? refusal.bodyCode
        if !findings.misuse.isEmpty || findings.isDeclaredMisuse || findings.suspicion != nil {
            let above = refused.flatMap(bodies.coordinatorAbove)?.code
            return findings.decision(unrouted: above, "\(name) menyatakan bukan wewenangnya.")
        }
        if let code = refusal.suggestedBodyCode, code != refusal.bodyCode, let suggested = bodies.body(code: code) {
            guard isLikely(suggested, findings) else {
                return findings.decision(
                    unrouted: findings.coordinator, "\(name) menyarankan \(suggested.name): perlu ditelaah.")
            }
            return findings.decision(assigned: suggested, 0.7, "Disarankan \(name), yang menyatakan bukan wewenangnya.")
                .by(.suggestion)
        }
        let next = byModel(findings, without: refused)
        guard next.event == .assigned, next.bodyCode == refusal.bodyCode else { return next }
        return findings.decision(unrouted: findings.coordinator, "\(name) menyatakan bukan wewenangnya.")
    }

    private func isLikely(_ body: Body, _ findings: Findings) -> Bool {
        guard let family = families.family(of: body) else { return false }
        return findings.reading?.agency.contains { $0.label == family } == true
            || sureKeyword(findings)?.target.flatMap(families.family(of:)) == family
    }

    private static func percent(_ candidate: ClassCandidate) -> String {
        "\(Int((candidate.probability * 100).rounded())) %"
    }
}
