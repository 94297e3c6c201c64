package import Store

/// Bodies, and whether they can act.
package struct BodyListing: ListResult {
    package let rows: [BodyTable.Listed]

    /// Lists at most `limit` of them.
    package init(region: String?, kind: String?, parent: String?, dormant: Bool, limit: Int) throws {
        var register = try BodyRegister()
        let filter = BodyTable.Filter(region: region, kind: kind, parent: parent, isDormant: dormant, limit: limit)
        rows = try BodyTable.list(filter, &register.database)
        if rows.count == limit { Terminal.complain("there may be more: --limit is \(limit)") }
    }

    package var text: String {
        guard !rows.isEmpty else { return "No body is meant by that." }
        var table = TextTable(["Code", "Above", "Kind", "Name", "Officers", "Standing"], widest: 60)
        for row in rows {
            let standing = row.dormant ? "dormant: " : row.reasons.isEmpty ? "-" : "lags: "
            table.add([
                row.code, row.parent ?? "-", row.kind, row.name, String(row.officers),
                standing + row.reasons.joined(separator: ", "),
            ])
        }
        return table.text
    }
}
