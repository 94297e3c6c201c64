import Complaints
package import Routing
import Store

/// Where a text would go, and why.
package struct Classification: CommandResult {
    var body: String
    var name: String?
    var assigned: Bool
    var confidence: Double
    var category: String?
    var region: String?
    var supervised: Bool
    var reason: String
    var why: Explanation

    /// Decides by the tables, rules and models in force; stores nothing.
    package init(of facts: ReportFacts) throws {
        var database = try Connections.database()
        let router = try ReferenceTables.router(&database)
        let decision = router.decide(facts)
        body = decision.bodyCode
        name = router.bodies.body(code: decision.bodyCode)?.name
        assigned = decision.event == .assigned
        confidence = (decision.confidence * 100).rounded() / 100
        category = decision.categoryCode
        region = decision.regionCode
        supervised = decision.isMisconduct
        reason = decision.reason
        why = Explanation(decision)
    }

    package var text: String {
        """
        \(RoutingWords.assigned(assigned, name ?? body, body))
        \(reason)

        \(why.text)
        """
    }
}
