package import Postgres

/// Lists of what reports may name, as others are shown them. No person stands in them.
package enum ReferenceList: String, CaseIterable, Sendable {
    case bodies, categories, regions

    /// One of a list.
    package struct Row: Sendable, Equatable {
        /// Code of what it belongs to; nil at the top.
        package var parent: String?
        /// A JSON object.
        package var json: [UInt8]

        package init(parent: String?, json: [UInt8]) { (self.parent, self.json) = (parent, json) }
    }

    /// All of them, by their codes.
    package func rows(_ connection: inout PostgresConnection) throws(PostgresError) -> [Row] {
        try connection.execute("list of \(self)", sql).map {
            Row(parent: $0.optionalText("parent"), json: $0.utf8("json"))
        }
    }

    private var sql: String {
        switch self {
        case .bodies:
            """
            SELECT parent_code AS parent, json_build_object('code', code, 'parent', parent_code, 'kind', kind, 'name', name,
                'short_name', short_name, 'region', region_code)::text AS json FROM body ORDER BY code
            """
        case .categories:
            """
            SELECT NULL::text AS parent, json_build_object('code', code, 'name', name, 'temporary', temporary)::text AS json
            FROM category ORDER BY code
            """
        case .regions:
            """
            SELECT parent_code AS parent, json_build_object('code', code, 'parent', parent_code, 'level', level, 'name', name,
                'zone', zone)::text AS json FROM region ORDER BY code
            """
        }
    }
}
