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
        var table = TextTable(["Dasar", "Isi"], widest: 100)
        func row(_ name: String, _ texts: [String]?) {
            guard let texts, !texts.isEmpty else { return }
            table.add([name, texts.joined(separator: ", ")])
        }
        func row(_ name: String, _ candidates: [Candidate]?) {
            row(name, candidates.map { $0.map { "\($0.label) \(Int(($0.probability * 100).rounded())) %" } })
        }
        row("Diputus oleh", basis.map { [$0] })
        row("Aturan", rule.map { ["\($0) (set \(rulesVersion))"] })
        row("Instansi menurut model", agency)
        row("Kata yang menentukan", words)
        row("Kategori menurut model", category)
        row("Kata kunci kategori", keywords)
        row("Klasifikasi (saran)", kind)
        row("Lokasi", places)
        row("Bahaya", dangers)
        row("Takut pembalasan", threats)
        row("Model", models)
        return table.text
    }
}

extension Explanation.Candidate {
    init(_ candidate: ClassCandidate) {
        label = candidate.label
        probability = (candidate.probability * 10_000).rounded() / 10_000
    }
}
