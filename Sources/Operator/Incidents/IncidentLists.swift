import Complaints
package import Store

/// Incidents, the largest first.
package struct IncidentList: ListResult {
    package let rows: [IncidentTable.Listed]

    package init(limit: Int) throws {
        var database = try Connections.database()
        rows = try IncidentTable.list(limit, &database).map {
            var row = $0
            row.first = TrackingCode.grouped(row.first)
            return row
        }
    }

    package var text: String {
        var table = TextTable([
            Heading.firstCase, Heading.cases, Heading.region, Heading.body, Heading.latest,
        ])
        for row in rows {
            table.add([
                row.first, String(row.cases), row.region ?? "-", row.body ?? "-", IndonesianZone.wib.time(row.latest),
            ])
        }
        return table.text
    }
}

/// All cases of the incident that a case belongs to.
package struct IncidentReports: ListResult {
    package let rows: [IncidentTable.Report]

    /// - Parameter text: the tracking code of any of them, as it was typed.
    /// - Throws: `Failure`, and the errors of the database.
    package init(with text: String) throws {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        rows = try IncidentTable.reports(with: code, &database).map {
            var row = $0
            row.code = TrackingCode.grouped(row.code)
            return row
        }
        guard !rows.isEmpty else { throw Failure(.notFound, CommonWords.noCase(code.grouped)) }
    }

    package var text: String {
        var table = TextTable([
            Heading.caseNumber, Heading.received, Heading.status, Heading.body, Heading.similarity, Heading.undoneBy,
        ])
        for row in rows {
            table.add([
                row.code, IndonesianZone.wib.time(row.receivedAt), row.status, row.body ?? "-",
                "\(Int((row.similarity * 100).rounded())) %", row.undoneBy ?? "-",
            ])
        }
        return table.text
    }
}

/// A case that was taken out of its incident.
package struct UnlinkedCase: CommandResult {
    var code: String
    var unlinked = true

    /// Undoes the link; it stays on record who did.
    ///
    /// - Throws: `Failure`, and the errors of the database.
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
