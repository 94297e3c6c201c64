import Complaints
import Contract
import Testing

/// A case that lives through random commands, with clocks that are looked at now and then, sometimes long after they were
/// due. It keeps its journal as a store would: as JSON.
struct WanderingCase {
    static let rules = CaseRules(
        clocks: LegalClocksTests.legal,
        bodies: [
            Body(code: "64", parentCode: nil, kind: .province, name: "Provinsi", regionCode: "64"),
            Body(code: "64/INSP", parentCode: "64", kind: .inspectorate, name: "Inspektorat", regionCode: "64"),
            Body(code: "64/1.03", parentCode: "64", kind: .opd, name: "Dinas", regionCode: "64"),
        ])
    private(set) var state: CaseState
    private(set) var journal: [JournalEntry] = []
    private(set) var now: Instant
    private var numbers: SeededGenerator

    init(seed: UInt64) throws {
        numbers = SeededGenerator(seed: seed)
        now = Instant(microseconds: .random(in: 1_514_764_800_000_000...1_750_000_000_000_000, using: &numbers))
        let id = ComplaintID(high: seed, low: seed)
        state = CaseState(id: id)
        var details = EventDetails()
        details.code = "KASUS"
        details.channel = "web"
        details.kind = ReportKind.allCases.randomElement(using: &numbers)
        try append(.registered, details, by: "IntakeWorker")
        try route()
    }

    private mutating func route() throws {
        var details = EventDetails()
        let isAssigned = Bool.random(using: &numbers)
        details.zone = IndonesianZone.allCases.randomElement(using: &numbers)
        details.region = ["64", "51.71", "91.05", "32"].randomElement(using: &numbers)
        details.isMisconduct = Bool.random(using: &numbers)
        details.body = isAssigned ? "64/INSP" : nil
        details.coordinator = isAssigned ? nil : "64"
        details.hop = state.hop + 1
        let event: CaseEvent = isAssigned ? .assigned : .unrouted
        let place = ClockPlace(
            zone: details.zone ?? .wib, region: details.region,
            caseClass: CaseClass(state.kind, isMisconduct: details.isMisconduct ?? false))
        details.clocks =
            state.version == 1
            ? CaseState.firstClocks(
                submittedAt: state.submittedAt, assigned: isAssigned, at: now, in: place, Self.rules.clocks)
            : state.clocks(after: event, details, at: now, Self.rules.clocks)
        try append(event, details, by: "RoutingWorker")
    }

    private mutating func append(_ event: CaseEvent, _ details: EventDetails, by actor: String) throws {
        let version = state.version + 1
        // As the store reads it: what JSON does not keep is lost here.
        let kept = try EventDetails(json: details.json(version: version, at: now), at: now)
        let entry = JournalEntry(
            complaint: state.id, version: version, event: event, at: now, actor: actor, details: kept)
        try state.apply(entry)
        journal.append(entry)
    }

    /// Time goes on: minutes mostly, weeks at times.
    mutating func wait() {
        let longest: Int64 = [3_600, 86_400, 4 * 86_400, 30 * 86_400].randomElement(using: &numbers) ?? 0
        now = now.advanced(bySeconds: .random(in: 0...longest, using: &numbers))
    }

    /// Time goes on to the next step of the clocks, if they have one.
    mutating func waitForClocks() { now = max(now, state.nextStepAt ?? now) }

    /// One step of the clocks; nil when they have nothing to say.
    mutating func tick() throws -> JournalEntry? {
        guard let step = state.clockStep(at: now, Self.rules.clocks) else { return nil }
        try append(step.event, step.details, by: "ClockWorker")
        return journal.last
    }

    /// A random command that the state machine may or may not allow; routing follows where it must.
    mutating func act() throws {
        guard Bool.random(using: &numbers) else { return }
        let moves = CaseMove.table.filter { $0.from.contains(state.status) }
        guard let move = moves.randomElement(using: &numbers), let role = move.roles.randomElement(using: &numbers)
        else { return }
        var command = CaseCommand(
            move.command, key: "k", target: .id(state.id), actor: CaseActor(role, id: role.rawValue))
        command.reason = "sebab"
        command.text = "kata orang kantor"
        (command.decision, command.action, command.further) = ("laporan ini benar", "sudah selesai", "ajukan keberatan")
        command.body = ["64", "64/INSP", "64/1.03"].randomElement(using: &numbers)
        command.stars = 5
        command.kind = Bool.random(using: &numbers) ? .aspirasi : nil
        do {
            let other = CaseState(id: ComplaintID(high: 1, low: 0))
            let step = try state.decide(command, at: now, rules: Self.rules, other: other)
            try append(step.event, step.details, by: "x")
        } catch is CommandRefusal {
            return
        }
        if state.body == nil, state.status == .belumTerverifikasi, journal.last?.event.asksForRouting == true {
            try route()
        }
    }
}
