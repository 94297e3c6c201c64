package import Complaints
package import Postgres
package import Routing

/// All that a routing decision rests on besides the complaint itself.
package struct RoutingKnowledge: Sendable {
    package var router: Router
    package var rules: CaseRules
    /// Version of the calendar that deadlines are computed by.
    package var calendar: Int

    package init(router: Router, rules: CaseRules, calendar: Int) {
        self.router = router
        self.rules = rules
        self.calendar = calendar
    }

    package static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> RoutingKnowledge {
        // First: a calendar that comes into force meanwhile must not lend its number to deadlines of the one before.
        let calendar = try ReferenceTables.calendarVersion(&connection)
        let bodies = try BodyTable.all(&connection)
        return RoutingKnowledge(
            router: try ReferenceTables.router(&connection, bodies: bodies),
            rules: try ReferenceTables.caseRules(&connection, bodies: bodies), calendar: calendar)
    }
}
