import Complaints
package import Store

package struct IncidentList: CutList {
    package let rows: [IncidentTable.Listed]
    package let more: Int

    package init(limit: Int) throws {
        var database = try Connections.database()
        let (listed, all) = try IncidentTable.list(limit, &database)
        more = all - listed.count
        rows = listed.map {
            var row = $0
            row.first = TrackingCode.grouped(row.first)
            return row
        }
    }

    package var text: String {
        return TextTable(
            [.firstCase, .cases, .region, .body, .latest],
            rows.map { [$0.first, $0.cases, $0.region, $0.body, IndonesianZone.wib.time($0.latest)] }
        ).text
    }
}

package struct IncidentReports: CutList {
    package let rows: [IncidentTable.Report]
    package let more: Int

    /// - Parameter text: the tracking code of any of them, as it was typed.
    package init(with text: String, limit: Int) throws {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        let found = try IncidentTable.reports(with: code, &database).cut(to: limit)
        more = found.more
        rows = found.rows.map {
            var row = $0
            row.code = TrackingCode.grouped(row.code)
            return row
        }
        guard !rows.isEmpty else { throw Failure(.notFound, CommonWords.noCase(code.grouped)) }
    }

    package var text: String {
        return TextTable(
            [.caseNumber, .received, .status, .body, .similarity, .undoneBy],
            rows.map {
                [
                    $0.code, IndonesianZone.wib.time($0.receivedAt), $0.status, $0.body,
                    "\(Int(($0.similarity * 100).rounded())) %", $0.undoneBy,
                ]
            }
        ).text
    }
}

package struct UnlinkedCase: CommandResult {
    var code: String
    var unlinked = true

    /// Undoes the link; it stays on record who did.
    package init(_ text: String, actor: String, reason: String) throws {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        guard try IncidentTable.undo(code, at: now, actor: actor, reason: reason, &database) else {
            throw Failure(.notFound, RoutingWords.notLinked(code.grouped))
        }
        self.code = code.grouped
    }

    package var text: String { RoutingWords.unlinked(code).text }
}
