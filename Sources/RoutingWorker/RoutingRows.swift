import Complaints
import Postgres
import Routing
import Store

/// What a batch of decisions writes: columns for one UPDATE, rows for two COPYs.
struct RoutingRows {
    static let assignmentColumns =
        "assignment (complaint_id, hop, body_code, category_code, confidence, reason, at, basis, rule, model)"
    static let explanationColumns = "explanation (complaint_id, version, data)"
    static let linkColumns = "incident_link (complaint_id, incident_id, similarity, at)"

    private(set) var assignments = CopyRows(columns: 10)
    private(set) var explanations = CopyRows(columns: 3)
    private(set) var links = CopyRows(columns: 4)
    private(set) var journal = JournalRows()
    private(set) var agenda: AgendaRows
    private var ids = BinaryArray(.uuid)
    private var versions = BinaryArray(.integer)
    private var statuses = BinaryArray(.text)
    private var verifyDue = BinaryArray(.timestamptz)
    private var firstReplyDue = BinaryArray(.timestamptz)
    private var hops = BinaryArray(.smallint)
    private var supervised = BinaryArray(.boolean)
    private var urgent = BinaryArray(.boolean)
    private var regions = BinaryArray(.text)
    private var categories = BinaryArray(.text)
    private var bodies = BinaryArray(.text)
    private var first: ComplaintID
    private var last: ComplaintID

    /// Rows for `routed`, which must not be empty.
    init(_ routed: [RoutedComplaint], calendar: Int) {
        agenda = AgendaRows([], calendar: calendar)
        first = routed.map(\.complaint.id).min() ?? ComplaintID(high: 0, low: 0)
        last = routed.map(\.complaint.id).max() ?? ComplaintID(high: 0, low: 0)
        for step in routed { add(step) }
    }

    /// The parameters of the UPDATE, in the order of its placeholders.
    var parameters: [Parameter] {
        [
            .array(ids), .array(versions), .array(statuses), .array(verifyDue), .array(firstReplyDue), .array(hops),
            .array(supervised), .array(urgent), .array(regions), .array(categories), .array(bodies),
            .id(first), .id(last),
        ]
    }

    private mutating func add(_ step: RoutedComplaint) {
        ids.append(step.complaint.id)
        versions.append(Int32(step.version))
        statuses.append(step.status.rawValue)
        Self.append(step.verifyDue, to: &verifyDue)
        Self.append(step.firstReplyDue, to: &firstReplyDue)
        hops.append(Int16(step.hop))
        supervised.append(step.decision.isMisconduct)
        urgent.append(step.decision.grounds.isUrgent)
        regions.append(step.decision.regionCode)
        categories.append(step.decision.categoryCode)
        bodies.append(step.decision.bodyCode)
        agenda.add(step.complaint.id, next: step.nextStepAt)
        if step.event == .assigned { addAssignment(step) }
        explanations.beginRow()
        explanations.append(step.complaint.id)
        explanations.append(Int32(step.version))
        explanations.append(utf8: step.explanation)
        if let incident = step.incident, step.complaint.version == 1 { addLink(step, incident) }
        journal.add(
            step.complaint.id, version: step.version, event: step.event, at: step.at, actor: "RoutingWorker",
            data: step.eventData)
    }

    private mutating func addAssignment(_ step: RoutedComplaint) {
        assignments.beginRow()
        assignments.append(step.complaint.id)
        assignments.append(Int16(step.hop))
        assignments.append(step.decision.bodyCode)
        assignments.append(step.decision.categoryCode)
        assignments.append(Float(step.decision.confidence))
        assignments.append(step.decision.reason)
        assignments.append(step.at)
        let basis = step.decision.grounds.basis
        assignments.append(basis?.rawValue)
        assignments.append(step.decision.grounds.rule.map { "\($0)@\(step.decision.grounds.rulesVersion)" })
        assignments.append(basis == .model ? step.decision.grounds.models.first : nil)
    }

    private mutating func addLink(_ step: RoutedComplaint, _ incident: IncidentMatch) {
        links.beginRow()
        links.append(step.complaint.id)
        links.append(incident.id)
        links.append(Float(incident.similarity))
        links.append(step.at)
    }

    private static func append(_ instant: Instant?, to column: inout BinaryArray) {
        if let instant { column.append(instant) } else { column.appendNull() }
    }
}
