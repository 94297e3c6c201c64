import Complaints
import Postgres

extension RoutingRows {
    /// Takes away why these cases were routed as they were: words of their reporters may stand there.
    static func forgetExplanations(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "forget explanations", "DELETE FROM explanation WHERE complaint_id = ANY ($1)", [.ids(ids)])
    }
}
