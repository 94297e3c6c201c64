package import Store

/// Bodies, and whether they can act.
package struct BodyListing: ListResult {
    package let rows: [BodyTable.Listed]

    /// Lists at most `limit` of them.
    package init(region: String?, kind: String?, parent: String?, dormant: Bool, limit: Int) throws {
        var register = try BodyRegister()
        let filter = BodyTable.Filter(region: region, kind: kind, parent: parent, isDormant: dormant, limit: limit)
        rows = try BodyTable.list(filter, &register.database)
        if rows.count == limit { Terminal.complain(CommonWords.mayBeMore(limit)) }
    }

    package var text: String {
        guard !rows.isEmpty else { return BodyWords.noneMeant.text }
        var table = TextTable(
            [Heading.code, Heading.above, Heading.kind, Heading.name, Heading.officers, Heading.standing], widest: 60)
        for row in rows {
            table.add([
                row.code, row.parent ?? "-", row.kind, row.name, String(row.officers),
                BodyWords.standing(dormant: row.dormant, row.reasons).text,
            ])
        }
        return table.text
    }
}
