import Complaints
package import Store

/// The latest cases.
package struct CaseList: ListResult {
    package let rows: [CaseTable.Listed]

    /// - Parameter status: only those in this status.
    package init(limit: Int, status: String?) throws {
        var database = try Connections.database()
        rows = try CaseTable.latest(limit, status: status, &database).map {
            var row = $0
            row.code = TrackingCode.grouped(row.code)
            return row
        }
    }

    package var text: String {
        var table = TextTable([
            Heading.caseNumber, Heading.channel, Heading.status, Heading.category, Heading.body, Heading.due,
        ])
        for row in rows {
            table.add([row.code, row.channel, row.status, row.category ?? "-", row.body ?? "-", row.due ?? "-"])
        }
        return table.text
    }
}
