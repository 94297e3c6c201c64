import Complaints
import Store

/// Who was shown something of what citizens sent: of one case, or by one person; the newest first.
package struct ReadingTrace: ListResult {
    package struct Row: Encodable {
        var at: String
        var what: String
        var actor: String
        var reason: String
        /// How many cases were read at once.
        var cases: Int
        /// Tracking codes of the first of them.
        var codes: [String]
        /// Id of the parked message that was read.
        var parked: String?
    }

    package let rows: [Row]
    private let isCut: Bool
    private let isOfCase: Bool

    /// - Parameter text: the tracking code as it was typed.
    /// - Throws: `Failure` when there is no such case.
    package init(ofCase text: String, limit: Int) throws {
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let (_, id) = try TrackedCase.find(text, &database)
        self.init(try ReadingTable.readings(of: id, limit: limit + 1, &database), limit: limit, isOfCase: true)
    }

    /// - Parameter days: how far back.
    package init(by actor: String, days: Int, limit: Int) throws {
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let since = try StoreClock.now(&database).advanced(bySeconds: -Int64(days) * 86_400)
        self.init(
            try ReadingTable.readings(by: actor, since: since, limit: limit + 1, &database), limit: limit,
            isOfCase: false)
    }

    private init(_ entries: [ReadingTable.Entry], limit: Int, isOfCase: Bool) {
        rows = entries.prefix(limit).map(Row.init)
        isCut = entries.count > limit
        self.isOfCase = isOfCase
    }

    package var hint: Phrase? { isCut ? ReadingWords.more(rows.count) : nil }

    package var text: String {
        guard !rows.isEmpty else { return (isOfCase ? ReadingWords.nobody : ReadingWords.nothing).text }
        return TextTable(
            [.time, .actor, ReadingWords.what, .cases, .reason], widest: 60,
            rows.map { row in
                let cases = row.parked ?? row.codes.joined(separator: " ") + (row.cases > row.codes.count ? " …" : "")
                return [
                    IndonesianZone.wib.time(rfc3339: row.at), row.actor, ReadingWords.what(row.what),
                    row.cases > 1 ? "\(row.cases): \(cases)" : cases, row.reason,
                ]
            }
        ).text
    }
}

extension ReadingTrace.Row {
    fileprivate init(_ entry: ReadingTable.Entry) {
        self.init(
            at: entry.at.rfc3339, what: entry.what, actor: entry.actor, reason: entry.reason, cases: entry.count,
            codes: entry.codes.map(TrackingCode.grouped), parked: entry.parked)
    }
}
