import Complaints

extension Router {
    /// The agency family of a body, if it belongs to one.
    package func family(ofBody code: String) -> String? { bodies.body(code: code).flatMap(families.family(of:)) }

    /// What a rule names that does not exist, in words; nil when all does.
    package func unknown(in rule: RoutingRule) -> String? {
        for code in rule.conditions.categories where categories.category(code: code) == nil {
            return "there is no category \(code)"
        }
        for code in rule.conditions.regions where gazetteer.region(code: code)?.code != code {
            return "there is no region \(code)"
        }
        switch rule.action {
        case .body(let code): return bodies.body(code: code) == nil ? "there is no body \(code)" : nil
        case .duty(let code): return bodies.isPerformed(duty: code) ? nil : "nobody performs a duty \(code)"
        case .desk(let code):
            guard let desk = bodies.body(code: code) else { return "there is no body \(code)" }
            return desk.kind.isGovernment || desk.kind == .national ? nil : "\(code) is no coordinator's desk"
        }
    }
}
