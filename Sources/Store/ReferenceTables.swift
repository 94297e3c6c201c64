package import Complaints
package import Postgres
package import Routing

/// Reads the reference tables into the values that decisions are made with.
package enum ReferenceTables {
    /// A number that grows with every load: who has an older one reads again.
    package static func version(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try DeploymentTable.value(of: .referenceVersion, &connection).flatMap(Int.init) ?? 0
    }

    /// Lets those who read the tables know that they changed.
    package static func announceChange(_ connection: inout PostgresConnection) throws(PostgresError) {
        try DeploymentTable.count(.referenceVersion, &connection)
    }

    /// The router with all its tables, the rules in force and the live models.
    ///
    /// - Throws: `PostgresError`, also when rules or models that are in force cannot be read: never without them.
    package static func router(_ connection: inout PostgresConnection) throws(PostgresError) -> Router {
        try router(&connection, bodies: try BodyTable.all(&connection))
    }

    /// The same with bodies that were read before.
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
        try connection.execute("villages", "SELECT district_code, name FROM village")
            .map { ($0.text("district_code"), $0.text("name")) }
    }

    private static func homeRegions(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: String] {
        try connection.execute("home regions", "SELECT channel, region_code FROM channel_region")
            .reduce(into: [:]) { $0[$1.text("channel")] = $1.text("region_code") }
    }

    private static func families(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(family: String, name: String, target: AgencyFamilies.Target, isStandard: Bool)] {
        try connection.execute(
            "families", "SELECT family, name, target, standard FROM agency_family ORDER BY 1, 3"
        ).compactMap { row in
            AgencyFamilies.Target(row.text("target")).map {
                (row.text("family"), row.text("name"), $0, row.boolean("standard"))
            }
        }
    }

    package static func clocks(_ connection: inout PostgresConnection) throws(PostgresError) -> LegalClocks {
        try clocks(&connection, holidays: try CalendarTable.inForce(&connection))
    }

    /// The legal clocks as they would be with other holidays.
    package static func clocks(
        _ connection: inout PostgresConnection, holidays: [Holiday]
    ) throws(PostgresError) -> LegalClocks {
        let rules = DeadlineRules(try DeadlineRuleTable.all(&connection).map(\.rule))
        return LegalClocks(holidays: holidays, rules: rules)
    }

    package static func caseRules(_ connection: inout PostgresConnection) throws(PostgresError) -> CaseRules {
        try caseRules(&connection, bodies: try BodyTable.all(&connection))
    }

    /// The same with bodies that were read before.
    package static func caseRules(
        _ connection: inout PostgresConnection, bodies: [Body]
    ) throws(PostgresError) -> CaseRules {
        CaseRules(
            clocks: try clocks(&connection), bodies: bodies, dormant: try dormant(&connection),
            categories: Set(try categories(&connection).map(\.code)))
    }

    package static func dormant(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        let rows = try connection.execute("dormant", "SELECT body_code FROM body_standing WHERE dormant")
        return Set(rows.map { $0.text("body_code") })
    }

    package static func calendarVersion(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute("calendar version", "SELECT max(version) AS version FROM calendar_version")[0]
            .integer("version")
    }

    private static func regions(_ connection: inout PostgresConnection) throws(PostgresError) -> [Region] {
        try connection.execute(
            "regions", "SELECT code, parent_code, level, name, zone FROM region ORDER BY code"
        ).compactMap { row in
            RegionLevel(rawValue: row.text("level")).map {
                Region(
                    code: row.text("code"), parentCode: row.optionalText("parent_code"), level: $0,
                    name: row.text("name"), zone: row.text("zone"))
            }
        }
    }

    private static func aliases(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(code: String, alias: String)] {
        try connection.execute("aliases", "SELECT region_code, alias FROM alias ORDER BY 1, 2")
            .map { ($0.text("region_code"), $0.text("alias")) }
    }

    private static func bodyAliases(_ connection: inout PostgresConnection) throws(PostgresError) -> [BodyAlias] {
        try connection.execute(
            "body aliases", "SELECT kind, target_code, alias FROM body_alias ORDER BY 1, 2, 3"
        ).compactMap { row in
            BodyAlias.Kind(rawValue: row.text("kind")).map {
                BodyAlias(kind: $0, target: row.text("target_code"), alias: row.text("alias"))
            }
        }
    }

    private static func categories(_ connection: inout PostgresConnection) throws(PostgresError) -> [Category] {
        try connection.execute(
            "categories", "SELECT code, name, duty_code, national_body_code FROM category ORDER BY code"
        ).map { row in
            Category(
                code: row.text("code"), name: row.text("name"), dutyCode: row.optionalText("duty_code"),
                nationalBodyCode: row.optionalText("national_body_code"))
        }
    }

    private static func keywords(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(categoryCode: String, phrase: String, weight: Double)] {
        try connection.execute(
            "keywords", "SELECT category_code, phrase, weight FROM category_keyword ORDER BY 1, 2"
        ).map { ($0.text("category_code"), $0.text("phrase"), Double($0.float("weight"))) }
    }
}
