package import Complaints
import Foundation
package import Routing
import Store

/// What a decision was found with, as stored beside it.
struct Explanation: Codable {
    struct Candidate: Codable {
        var label: String
        var probability: Double
    }

    var rulesVersion: Int
    var basis: String?
    var rule: String?
    var models: [String]?
    var agency: [Candidate]?
    var category: [Candidate]?
    var kind: [Candidate]?
    var words: [String]?
    var keywords: [String]?
    var places: [String]?
    var dangers: [String]?
    var threats: [String]?
    var misuse: [String]?

    init(json: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Explanation.self, from: Data(json.utf8))
    }

    init(_ decision: RoutingDecision) {
        let grounds = decision.grounds
        rulesVersion = grounds.rulesVersion
        basis = grounds.basis?.rawValue
        rule = grounds.rule
        models = grounds.models
        agency = grounds.reading.agency.map(Candidate.init)
        category = grounds.reading.category.map(Candidate.init)
        kind = grounds.reading.kind.map(Candidate.init)
        words = grounds.reading.words
        keywords = grounds.keywords
        places = decision.placeEvidence
        dangers = grounds.dangers
        threats = grounds.threats
        misuse = grounds.misuse
    }

    /// Without the citizen's own words.
    var withoutWords: Explanation {
        var rest = self
        (rest.words, rest.keywords, rest.places) = (nil, nil, nil)
        (rest.dangers, rest.threats, rest.misuse) = (nil, nil, nil)
        return rest
    }

    var text: String {
        var table = TextTable([Phrase.basis, Phrase.content], widest: 100)
        func row(_ name: Phrase, _ texts: [String]?) {
            guard let texts, !texts.isEmpty else { return }
            table.add([name.text, texts.joined(separator: ", ")])
        }
        func row(_ name: Phrase, _ candidates: [Candidate]?) {
            row(name, candidates.map { $0.map { "\($0.label) \(Int(($0.probability * 100).rounded())) %" } })
        }
        row(RoutingWords.decidedBy, basis.map { [$0] })
        row(Phrase.rule, rule.map { [RoutingWords.rule($0, rulesVersion).text] })
        row(RoutingWords.agency, agency)
        row(RoutingWords.words, words)
        row(RoutingWords.category, category)
        row(RoutingWords.keywords, keywords)
        row(RoutingWords.kind, kind)
        row(RoutingWords.place, places)
        row(RoutingWords.dangers, dangers)
        row(RoutingWords.threats, threats)
        row(RoutingWords.misuse, misuse)
        row(RoutingWords.model, models)
        return table.text
    }
}

extension Explanation.Candidate {
    init(_ candidate: ClassCandidate) {
        label = candidate.label
        probability = (candidate.probability * 10_000).rounded() / 10_000
    }
}

package struct Classification: CommandResult {
    var body: String
    var name: String?
    var assigned: Bool
    var confidence: Double
    var category: String?
    var region: String?
    var supervised: Bool
    var reason: String
    var why: Explanation

    /// Decides by the tables, rules and models in force; stores nothing.
    package init(of facts: ReportFacts) throws {
        var database = try Connections.database()
        let router = try ReferenceTables.router(&database)
        let decision = router.decide(facts)
        body = decision.bodyCode
        name = router.bodies.body(code: decision.bodyCode)?.name
        assigned = decision.event == .assigned
        confidence = (decision.confidence * 100).rounded() / 100
        category = decision.categoryCode
        region = decision.regionCode
        supervised = decision.isMisconduct
        reason = decision.reason
        why = Explanation(decision)
    }

    package var text: String {
        """
        \(RoutingWords.assigned(assigned ? RoutingWords.disposition : RoutingWords.desk, name ?? body, body))
        \(reason)

        \(why.text)
        """
    }
}

/// Why a case went where it went: each decision, and who refused it.
package struct RoutingHistory: CommandResult {
    struct Decision: Encodable {
        var version: Int
        var at: Instant
        var event: String
        var actor: String
        var body: String?
        var reason: String?
        var why: Explanation?
    }

    var code: String
    var decisions: [Decision]
    /// Code of the first report of the incident that this case reports as well.
    var incident: String?

    /// Whether the words that decided are left out.
    private let hidesWords: Bool

    private enum CodingKeys: String, CodingKey {
        case code, decisions, incident
    }

    /// - Parameters:
    ///   - text: the tracking code as it was typed.
    ///   - reader: who may see the words that decided, which is written down before they do; nil: nobody.
    package init(of text: String, for reader: Reader?) throws {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        if let reader {
            let (_, id) = try TrackedCase.find(text, &database)
            try ReadingTable.note(.words, of: [id], by: reader, at: try StoreClock.now(&database), &database)
        }
        hidesWords = reader == nil
        decisions = try JournalTable.decisions(about: code, &database).map { decision in
            Decision(
                version: decision.step.version, at: decision.step.at, event: decision.step.event,
                actor: decision.step.actor,
                body: decision.body.map { code in decision.bodyName.map { "\($0) (\(code))" } ?? code },
                reason: decision.step.reason,
                why: try decision.explanation.map(Explanation.init(json:)).map { reader == nil ? $0.withoutWords : $0 })
        }
        guard !decisions.isEmpty else { throw Failure(.notFound, RoutingWords.noDecision(code.grouped)) }
        self.code = code.grouped
        incident = try IncidentTable.first(of: code, &database).map(TrackingCode.grouped)
    }

    package var text: String {
        var parts = [incident.map { RoutingWords.sameAs(code, $0).text } ?? code]
        for decision in decisions {
            let time = IndonesianZone.wib.time(decision.at)
            let head = "\(decision.version)  \(time)  \(decision.event)  \(decision.actor)"
            let body = [decision.body, decision.reason].compactMap { $0 }.joined(separator: "\n")
            parts.append([head, body, decision.why?.text].compactMap { $0 }.joined(separator: "\n"))
        }
        if hidesWords { parts.append(ReadingWords.hidden.text) }
        return parts.joined(separator: "\n\n")
    }
}
