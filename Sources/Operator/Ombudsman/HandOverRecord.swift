import Complaints
import Store

/// What a hand-over needs besides the journal: the citizen's words, and names.
struct HandOverRecord {
    var isAnonymous = true
    var isConfidential = false
    var reporter: HandOverTables.Reporter?
    var report = HandOver.Report(text: "")
    var region: String?
    var letters: [HandOverTables.Letter] = []
    let bodyNames: [String: String]

    /// Reads what belongs to a complaint. Who an anonymous reporter is is not even read.
    init(of id: ComplaintID, bodyNames: [String: String], _ database: inout Database) throws {
        self.bodyNames = bodyNames
        guard let found = try HandOverTables.report(id, &database) else { return }
        (isAnonymous, isConfidential, region) = (found.isAnonymous, found.isConfidential, found.region)
        report = HandOver.Report(
            title: found.title, text: found.text, location: found.location, incidentDate: found.incidentDate)
        if !isAnonymous { reporter = try HandOverTables.reporter(id, &database) }
        letters = try HandOverTables.letters(id, &database).map {
            var letter = $0
            letter.body = letter.body.map { bodyNames[$0] ?? $0 }
            return letter
        }
    }
}
