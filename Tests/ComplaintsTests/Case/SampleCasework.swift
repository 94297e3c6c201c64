import Contract
import Testing

@testable import Complaints

/// Rules and people for the tests of casework.
enum SampleCasework {
    /// A province with its offices and inspectorate, a city in it, a ministry.
    static let bodies = [
        Body(code: "NASIONAL", parentCode: nil, kind: .national, name: "Admin Nasional"),
        Body(code: "KEMENKES", parentCode: "NASIONAL", kind: .ministry, name: "Kementerian Kesehatan"),
        Body(code: "64", parentCode: "NASIONAL", kind: .province, name: "Provinsi Kalimantan Timur"),
        Body(code: "64/1.03", parentCode: "64", kind: .opd, name: "Dinas PUPR", dutyCode: "1.03"),
        Body(code: "64/1.02", parentCode: "64", kind: .opd, name: "Dinas Kesehatan", dutyCode: "1.02"),
        Body(code: "64/INSP", parentCode: "64", kind: .inspectorate, name: "Inspektorat"),
        Body(code: "64.72", parentCode: "64", kind: .city, name: "Kota Samarinda"),
        Body(code: "64.72/1.03", parentCode: "64.72", kind: .opd, name: "Dinas PUPR Kota", dutyCode: "1.03"),
    ]

    /// The lengths that the product ships.
    static let lengths: [(DeadlineClock, Int)] = [
        (.verify, 3), (.firstReply, 5), (.reply, 5), (.silence, 10), (.objection, 60), (.answer, 10),
        (.completeInformation, 5),
        (.completeAspiration, 5), (.completeOrdinary, 14), (.completeMisconduct, 60), (.ombudsman, 60),
        (.reminder, 2), (.escalateHead, 2), (.escalateCoordinator, 2), (.escalateNational, 3),
    ]

    /// Clocks of these lengths, and of others that an installation has added.
    static func legal(holidays: [String] = [], further: [(DeadlineClock, Int)] = []) -> LegalClocks {
        let days = holidays.compactMap { CivilDate(iso: $0) }
        let start = CivilDate(daysSinceEpoch: 0)
        return LegalClocks(
            calendar: WorkingCalendar(holidays: days),
            rules: DeadlineRules((lengths + further).map { DeadlineRule(clock: $0, workingDays: $1, validFrom: start) })
        )
    }

    static func rules(_ legal: LegalClocks = legal(), dormant: Set<String> = []) -> CaseRules {
        CaseRules(clocks: legal, bodies: bodies, dormant: dormant, categories: ["infrastruktur"])
    }

    /// A command with everything that one may need, so that a test can take away what it is about.
    static func command(_ name: CommandName, by role: CaseRole? = nil, key: String = "k") -> CaseCommand {
        var command = CaseCommand(
            name, key: key, target: .code("KVNTRWQHSMPH"),
            actor: CaseActor(role ?? name.usualRole, id: "uji.\((role ?? name.usualRole).rawValue)"))
        command.reason = "alasan"
        if name == .archive { command.cause = "spam" }
        command.text = "Mohon sebutkan nomor rumah."
        command.decision = "laporan ini benar"
        command.action = "sudah diperbaiki"
        command.further = "ajukan keberatan"
        command.stars = 4
        if name == .disposition || name == .transfer { command.body = "64/1.02" }
        if name == .merge { command.into = "KVNTRWQHSMPH" }
        return command
    }
}

/// A case that a test leads through its life, with its journal. What is added is read again from the journal's JSON, so
/// each test also is one of that.
struct RoutedCaseBuilder {
    private(set) var state: CaseState
    private(set) var journal: [JournalEntry] = []
    private(set) var violations: [String] = []
    var now: Instant
    var rules: CaseRules

    /// A case that routing gave to `body`, or to the desk of `coordinator` when there is none, if it has looked at all.
    init(
        number: UInt64 = 1, at now: Instant, rules: CaseRules = SampleCasework.rules(), channel: String = "web",
        kind: ReportKind = .pengaduan, zone: IndonesianZone = .wita, body: String? = "64/1.03", isRouted: Bool = true
    ) throws {
        state = CaseState(id: ComplaintID(high: number, low: 1))
        self.now = now
        self.rules = rules
        var report = EventDetails()
        report.code = "KVNTRWQHSMPH"
        report.channel = channel
        report.kind = kind
        report.zone = .wib
        try add(CaseStep(.registered, report), actor: "IntakeWorker")
        if isRouted { try route(to: body, zone: zone) }
    }

    /// What RoutingWorker stores.
    ///
    /// - Parameter desk: who must verify when there is no body.
    mutating func route(
        to body: String?, desk: String = "64", supervised: Bool = false, zone: IndonesianZone = .wita
    ) throws {
        var details = EventDetails()
        details.region = "64.72"
        details.zone = zone
        details.isMisconduct = supervised
        details.reason = "dinas"
        if let body {
            details.body = body
            details.hop = state.hop + 1
            details.heldAt = rules.holder(for: body)
        } else {
            details.coordinator = desk
        }
        let event: CaseEvent = body == nil ? .unrouted : .assigned
        let place = ClockPlace(zone: zone, region: "64.72", caseClass: CaseClass(state.kind, isMisconduct: supervised))
        details.clocks =
            state.version == 1
            ? CaseState.firstClocks(
                submittedAt: state.submittedAt, assigned: body != nil, at: now, in: place, rules.clocks)
            : state.clocks(after: event, details, at: now, rules.clocks) ?? state.clocks
        details.verifyDue =
            state.due(of: .verify) ?? rules.clocks.start(.verify, at: state.submittedAt, in: place)?.due
        try add(CaseStep(event, details), actor: "RoutingWorker")
    }

    /// Carries out a command as CaseWorker does.
    @discardableResult mutating func carryOut(
        _ command: CaseCommand, other: CaseState? = nil
    ) throws -> JournalEntry {
        try add(try state.decide(command, at: now, rules: rules, other: other), actor: command.actor.id)
    }

    /// Lets the clocks say all that is due, as ClockWorker does; the events.
    @discardableResult mutating func letClocksSpeak() throws -> [JournalEntry] {
        var said: [JournalEntry] = []
        while let step = state.clockStep(at: now, rules.clocks) {
            said.append(try add(step, actor: "ClockWorker"))
            // A case has a handful of clocks with six steps each: more is a clock that never comes to rest.
            guard said.count < 60 else {
                violations.append("clocks do not come to rest")
                break
            }
        }
        return said
    }

    /// Adds a step to the journal and takes the case there, by what the journal says.
    @discardableResult mutating func add(_ step: CaseStep, actor: String) throws -> JournalEntry {
        let (after, written) = try state.taking(step, at: now, actor: actor)
        let json = written.details.json(version: written.version, at: written.at)
        let read = JournalEntry(
            complaint: written.complaint, version: written.version, event: written.event, at: written.at,
            actor: written.actor, details: try EventDetails(json: json, at: written.at))
        if read != written { violations.append("\(written.event) is not read as it was written: \(written) \(read)") }
        violations += CaseInvariants.violations(of: read, from: state, to: after, rules)
        journal.append(read)
        try state.apply(read)
        if state != after { violations.append("\(written.event) replays to another state") }
        return read
    }

    /// The same, later.
    mutating func wait(days: Int) { now = now.advanced(bySeconds: Int64(days) * 86_400) }
}
