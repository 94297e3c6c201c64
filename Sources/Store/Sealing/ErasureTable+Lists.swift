package import Complaints
package import Postgres

extension ErasureTable {
    /// What was erased of a case, when, by whom and why.
    package struct Listed: Sendable, Equatable, Encodable {
        package var at: Instant
        package var actor: String
        package var parts: [CasePart]
        /// Of retention; nil: the person asked for it.
        package var rule: String?
        package var ruleSet: Int?
        package var reason: String?
    }

    /// Oldest first.
    package static func erasures(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "erasures of a case",
            """
            SELECT at, actor, identity, words, rule, rule_set, reason FROM erasure WHERE complaint_id = $1 ORDER BY id
            """, [.id(id)]
        ).map { row in
            Listed(
                at: row.instant("at"), actor: row.text("actor"), parts: CasePart.allCases.filter(row.parts.contains),
                rule: row.optionalText("rule"), ruleSet: row.optionalInteger("rule_set"),
                reason: row.optionalText("reason"))
        }
    }

    /// When parts of these cases were erased last.
    package static func newest(
        of ids: some Sequence<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [CasePart: Instant]] {
        let rows = try connection.execute(
            "newest erasures",
            """
            SELECT complaint_id, max(at) FILTER (WHERE identity) AS identity, max(at) FILTER (WHERE words) AS words
            FROM erasure WHERE complaint_id = ANY ($1) GROUP BY 1
            """, [.ids(ids)])
        return rows.reduce(into: [:]) { found, row in
            let id = row.complaintID("complaint_id")
            found[id, default: [:]][.identity] = row.optionalInstant("identity")
            found[id, default: [:]][.words] = row.optionalInstant("words")
        }
    }
}
