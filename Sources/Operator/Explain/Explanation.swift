import Complaints
import Foundation
import Routing

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

    /// Reads what RoutingWorker has stored.
    init(json: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Explanation.self, from: Data(json.utf8))
    }

    /// What a decision made here was found with.
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
    }

    /// For a terminal.
    var text: String {
        var table = TextTable([Heading.basis, Heading.content], widest: 100)
        func row(_ name: Phrase, _ texts: [String]?) {
            guard let texts, !texts.isEmpty else { return }
            table.add([name.text, texts.joined(separator: ", ")])
        }
        func row(_ name: Phrase, _ candidates: [Candidate]?) {
            row(name, candidates.map { $0.map { "\($0.label) \(Int(($0.probability * 100).rounded())) %" } })
        }
        row(RoutingWords.decidedBy, basis.map { [$0] })
        row(Heading.rule, rule.map { [RoutingWords.rule($0, set: rulesVersion).text] })
        row(RoutingWords.agency, agency)
        row(RoutingWords.words, words)
        row(RoutingWords.category, category)
        row(RoutingWords.keywords, keywords)
        row(RoutingWords.kind, kind)
        row(RoutingWords.place, places)
        row(RoutingWords.dangers, dangers)
        row(RoutingWords.threats, threats)
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
