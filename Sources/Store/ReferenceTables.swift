package import Complaints
package import Postgres
package import Routing

/// Reads the reference tables into the values that decisions are made with.
package enum ReferenceTables {
    /// A number that grows with every load: who has an older one reads again.
    ///
    /// - Throws: `PostgresError`.
    package static func version(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        let rows = try connection.execute(
            "reference version", "SELECT value::bigint FROM deployment WHERE name = 'reference_version'")
        return rows.count == 1 ? Int(rows.integer(0, 0)) : 0
    }

    /// Lets those who read the tables know that they changed.
    ///
    /// - Throws: `PostgresError`.
    package static func announceChange(_ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.run(
            "UPDATE deployment SET value = (value::bigint + 1)::text WHERE name = 'reference_version'")
    }

    /// The router with all its tables, the rules in force and the live models.
    ///
    /// - Throws: `PostgresError`, also when rules or models that are in force cannot be read: never without them.
    package static func router(_ connection: inout PostgresConnection) throws(PostgresError) -> Router {
        try router(&connection, bodies: try bodies(&connection))
    }

    /// The same with bodies that were read before.
    ///
    /// - Parameter bodies: what `bodies` has read.
    /// - Throws: `PostgresError`, also when rules or models that are in force cannot be read: never without them.
    package static func router(
        _ connection: inout PostgresConnection, bodies: [Body]
    ) throws(PostgresError) -> Router {
        let gazetteer = Gazetteer(
            regions: try regions(&connection), aliases: try aliases(&connection), villages: try villages(&connection))
        let bodies = BodyDirectory(
            bodies: bodies, aliases: try bodyAliases(&connection), gazetteer: gazetteer)
        return Router(
            gazetteer: gazetteer, categories: CategoryCatalog(categories: try categories(&connection)),
            keywords: CategoryKeywords(keywords: try keywords(&connection)), bodies: bodies,
            families: AgencyFamilies(try families(&connection)), reader: try ModelTable.models(&connection),
            rules: try RuleTable.inForce(&connection), homeRegions: try homeRegions(&connection))
    }

    private static func villages(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(districtCode: String, name: String)] {
        let rows = try connection.execute("villages", "SELECT district_code, name FROM village")
        return (0..<rows.count).map { (rows.text($0, 0), rows.text($0, 1)) }
    }

    private static func homeRegions(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: String] {
        let rows = try connection.execute("home regions", "SELECT channel, region_code FROM channel_region")
        return Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), rows.text($0, 1)) })
    }

    private static func families(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(family: String, name: String, target: AgencyFamilies.Target, isStandard: Bool)] {
        let rows = try connection.execute(
            "families", "SELECT family, name, target, standard FROM agency_family ORDER BY 1, 3")
        return (0..<rows.count).compactMap { row in
            AgencyFamilies.Target(rows.text(row, 2)).map {
                (rows.text(row, 0), rows.text(row, 1), $0, rows.boolean(row, 3))
            }
        }
    }

    /// The legal clocks.
    ///
    /// - Throws: `PostgresError`.
    package static func clocks(_ connection: inout PostgresConnection) throws(PostgresError) -> LegalClocks {
        try clocks(&connection, holidays: try CalendarTable.inForce(&connection))
    }

    /// The legal clocks as they would be with other holidays.
    ///
    /// - Throws: `PostgresError`.
    package static func clocks(
        _ connection: inout PostgresConnection, holidays: [Holiday]
    ) throws(PostgresError) -> LegalClocks {
        let rules = DeadlineRules(try DeadlineRuleTable.all(&connection).map(\.rule))
        return LegalClocks(holidays: holidays, rules: rules)
    }

    /// What decisions about cases rest on.
    ///
    /// - Throws: `PostgresError`.
    package static func caseRules(_ connection: inout PostgresConnection) throws(PostgresError) -> CaseRules {
        try caseRules(&connection, bodies: try bodies(&connection))
    }

    /// The same with bodies that were read before.
    ///
    /// - Throws: `PostgresError`.
    package static func caseRules(
        _ connection: inout PostgresConnection, bodies: [Body]
    ) throws(PostgresError) -> CaseRules {
        CaseRules(
            clocks: try clocks(&connection), bodies: bodies, dormant: try dormant(&connection),
            categories: Set(try categories(&connection).map(\.code)))
    }

    /// Bodies that cannot act.
    ///
    /// - Throws: `PostgresError`.
    package static func dormant(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        let rows = try connection.execute("dormant", "SELECT body_code FROM body_standing WHERE dormant")
        return Set((0..<rows.count).map { rows.text($0, 0) })
    }

    /// The version of the calendar in force.
    ///
    /// - Throws: `PostgresError`.
    package static func calendarVersion(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        Int(try connection.execute("calendar version", "SELECT max(version) FROM calendar_version").integer(0, 0))
    }

    private static func regions(_ connection: inout PostgresConnection) throws(PostgresError) -> [Region] {
        let rows = try connection.execute(
            "regions", "SELECT code, parent_code, level, name, zone FROM region ORDER BY code")
        return (0..<rows.count).compactMap { row in
            RegionLevel(rawValue: rows.text(row, 2)).map {
                Region(
                    code: rows.text(row, 0), parentCode: rows.optionalText(row, 1), level: $0, name: rows.text(row, 3),
                    zone: rows.text(row, 4))
            }
        }
    }

    private static func aliases(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(code: String, alias: String)] {
        let rows = try connection.execute("aliases", "SELECT region_code, alias FROM alias ORDER BY 1, 2")
        return (0..<rows.count).map { (rows.text($0, 0), rows.text($0, 1)) }
    }

    /// All bodies by code.
    ///
    /// - Throws: `PostgresError`.
    package static func bodies(_ connection: inout PostgresConnection) throws(PostgresError) -> [Body] {
        let rows = try connection.execute(
            "bodies", "SELECT code, parent_code, kind, name, short_name, region_code, duty_code FROM body ORDER BY code"
        )
        return (0..<rows.count).compactMap { row in
            BodyKind(rawValue: rows.text(row, 2)).map {
                Body(
                    code: rows.text(row, 0), parentCode: rows.optionalText(row, 1), kind: $0, name: rows.text(row, 3),
                    shortName: rows.optionalText(row, 4), regionCode: rows.optionalText(row, 5),
                    dutyCode: rows.optionalText(row, 6))
            }
        }
    }

    private static func bodyAliases(_ connection: inout PostgresConnection) throws(PostgresError) -> [BodyAlias] {
        let rows = try connection.execute(
            "body aliases", "SELECT kind, target_code, alias FROM body_alias ORDER BY 1, 2, 3")
        return (0..<rows.count).compactMap { row in
            BodyAlias.Kind(rawValue: rows.text(row, 0)).map {
                BodyAlias(kind: $0, target: rows.text(row, 1), alias: rows.text(row, 2))
            }
        }
    }

    private static func categories(_ connection: inout PostgresConnection) throws(PostgresError) -> [Category] {
        let rows = try connection.execute(
            "categories", "SELECT code, name, duty_code, national_body_code FROM category ORDER BY code")
        return (0..<rows.count).map { row in
            Category(
                code: rows.text(row, 0), name: rows.text(row, 1), dutyCode: rows.optionalText(row, 2),
                nationalBodyCode: rows.optionalText(row, 3))
        }
    }

    private static func keywords(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(categoryCode: String, phrase: String, weight: Double)] {
        let rows = try connection.execute(
            "keywords", "SELECT category_code, phrase, weight FROM category_keyword ORDER BY 1, 2")
        return (0..<rows.count).map { (rows.text($0, 0), rows.text($0, 1), Double(rows.float($0, 2))) }
    }
}
