import Complaints
import Postgres
import Store

/// All that decisions about cases rest on besides the cases.
struct CaseKnowledge: Sendable {
    var rules: CaseRules
    var calendar: Int
    /// Whether the store is for rehearsal: there nobody has been told a secret.
    var isRehearsal = false

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> CaseKnowledge {
        // Before the clocks: what changes in between makes deadlines that are computed once too often, never once too few.
        let calendar = try ReferenceTables.calendarVersion(&connection)
        return CaseKnowledge(
            rules: try ReferenceTables.caseRules(&connection), calendar: calendar,
            isRehearsal: try StoreClock.scenarioTime(&connection) != nil)
    }
}
