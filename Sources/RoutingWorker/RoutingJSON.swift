import Complaints
import Contract
import Routing

extension JSONText {
    mutating func append(_ decision: RoutingDecision, hop: Int) {
        if decision.event == .assigned {
            raw(#","hop":"#)
            number(hop)
            raw(#","body":"#)
        } else {
            raw(#","coordinator":"#)
        }
        string(decision.bodyCode)
        if let region = decision.regionCode {
            raw(#","region":"#)
            string(region)
        }
        if let category = decision.categoryCode {
            raw(#","category":"#)
            string(category)
        }
        raw(#","confidence":"#)
        number(hundredths: decision.confidence)
        raw(decision.isMisconduct ? #","supervised":true,"reason":"# : #","supervised":false,"reason":"#)
        string(decision.reason)
        raw(#","urgent":"#)
        raw(decision.grounds.isUrgent ? "true" : "false")
        appendWhy(decision.grounds)
    }

    /// Why in short: rule, model and candidates; none of the citizen's words.
    private mutating func appendWhy(_ grounds: RoutingGrounds) {
        raw(#","why":{"#)
        if let basis = grounds.basis {
            raw(#""basis":"#)
            string(basis.rawValue)
            raw(",")
        }
        if let rule = grounds.rule {
            raw(#""rule":"#)
            string("\(rule)@\(grounds.rulesVersion)")
            raw(",")
        }
        if let model = grounds.models.first {
            raw(#""model":"#)
            string(model)
            raw(",")
        }
        raw(#""candidates":"#)
        append(grounds.reading.agency)
        raw("}")
    }

    /// `[{"label":"SOSIAL","probability":0.81},…]`
    mutating func append(_ candidates: [ClassCandidate]) {
        raw("[")
        for (index, candidate) in candidates.enumerated() {
            raw(index == 0 ? #"{"label":"# : #",{"label":"#)
            string(candidate.label)
            raw(#","probability":"#)
            number(hundredths: candidate.probability)
            raw("}")
        }
        raw("]")
    }

    mutating func append(_ texts: [String]) {
        raw("[")
        for (index, text) in texts.enumerated() {
            if index > 0 { raw(",") }
            string(text)
        }
        raw("]")
    }

    mutating func append(_ key: String, _ instant: Instant?) {
        guard let instant else { return }
        raw(key)
        quoted { instant.appendRFC3339(to: &$0) }
    }
}

extension RoutingDecision {
    /// Everything it was found with, as a JSON object.
    var explanation: [UInt8] {
        var json = JSONText(capacity: 640)
        json.raw(#"{"rules_version":"#)
        json.number(grounds.rulesVersion)
        if let basis = grounds.basis {
            json.raw(#","basis":"#)
            json.string(basis.rawValue)
        }
        if let rule = grounds.rule {
            json.raw(#","rule":"#)
            json.string(rule)
        }
        for (key, texts) in [
            ("models", grounds.models), ("words", grounds.reading.words), ("keywords", grounds.keywords),
            ("places", placeEvidence), ("dangers", grounds.dangers), ("threats", grounds.threats),
        ] where !texts.isEmpty {
            json.raw(",\"\(key)\":")
            json.append(texts)
        }
        for (key, candidates) in [
            ("agency", grounds.reading.agency), ("category", grounds.reading.category), ("kind", grounds.reading.kind),
        ] where !candidates.isEmpty {
            json.raw(",\"\(key)\":")
            json.append(candidates)
        }
        json.raw("}")
        return json.bytes
    }
}
