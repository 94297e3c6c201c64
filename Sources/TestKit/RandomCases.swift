package import Complaints

/// Lives of cases that follow the state machine and are otherwise left to chance: the same for the same seed.
package struct RandomCases {
    private var random: SeededGenerator
    /// What its cases are led by.
    package let rules: CaseRules
    private var number = 0
    /// The day on which the first case may be submitted.
    private let start = Instant(microseconds: 1_735_660_800_000_000)  // 2024-12-31 16:00 UTC

    package init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        let days: [DeadlineClock: Int] = [
            .verify: 3, .firstReply: 5, .reply: 5, .silence: 10, .answer: 10, .completeInformation: 5,
            .completeAspiration: 5,
            .completeOrdinary: 14, .completeMisconduct: 60, .ombudsman: 60, .reminder: 2, .escalateHead: 1,
            .escalateCoordinator: 3, .escalateNational: 5,
        ]
        let valid = CivilDate(daysSinceEpoch: 0)
        rules = CaseRules(
            clocks: LegalClocks(
                calendar: WorkingCalendar(holidays: [CivilDate(daysSinceEpoch: 20_089)]),
                rules: DeadlineRules(days.map { DeadlineRule(clock: $0.key, workingDays: $0.value, validFrom: valid) })),
            bodies: Self.bodies, dormant: ["64.72/1.03"])
    }

    /// Bodies that have the cases: governments with two offices each.
    package static let bodies: [Body] =
        [Body(code: "NASIONAL", parentCode: nil, kind: .national, name: "Admin Nasional")]
        + regions.flatMap { region, _ in
            [
                Body(code: region, parentCode: "NASIONAL", kind: .city, name: region, regionCode: region),
                Body(code: "\(region)/1.03", parentCode: region, kind: .opd, name: "\(region)/1.03"),
                Body(code: "\(region)/INSP", parentCode: region, kind: .inspectorate, name: "\(region)/INSP"),
            ]
        }
    private static let regions: KeyValuePairs<String, IndonesianZone> = [
        "64.71": .wita, "64.72": .wita, "32.04": .wib, "32.73": .wib, "94.71": .wit,
    ]

    /// The journal of one more case.
    ///
    /// - Throws: `ReplayError` when the state machine contradicts itself.
    package mutating func journal(steps: Int = 12) throws(ReplayError) -> [JournalEntry] {
        number += 1
        let at = start.advanced(bySeconds: Int64.random(in: 0..<40_000_000, using: &random))
        let id = ComplaintID.v7(milliseconds: at.milliseconds, random: (UInt64(number), random.next()))
        var life = Life(state: CaseState(id: id), now: at)
        try life.add(CaseStep(.registered, registration()))
        life.now = at.advanced(bySeconds: Int64.random(in: 1..<600, using: &random))
        if Bool.random(using: &random) || number.isMultiple(of: 7) { try life.add(routing(life)) }
        for _ in 0..<Int.random(in: 0...steps, using: &random) {
            life.now = life.now.advanced(bySeconds: Int64.random(in: 60..<400_000, using: &random))
            if let step = step(life) { try life.add(step) }
        }
        return life.entries
    }

    private mutating func registration() -> EventDetails {
        var details = EventDetails()
        details.code = "CASE\(number)"
        details.channel = ["web", "sms", "whatsapp"].randomElement(using: &random)
        details.kind = ReportKind.allCases.randomElement(using: &random)
        return details
    }

    private mutating func routing(_ life: Life) -> CaseStep {
        guard let (region, zone) = Self.regions.randomElement(using: &random) else {
            return CaseStep(.unrouted, .init())
        }
        var details = EventDetails()
        details.region = Bool.random(using: &random) ? region : region + ".01"
        details.zone = zone
        details.isMisconduct = Int.random(in: 0..<6, using: &random) == 0
        details.category = ["jalan", "air"].randomElement(using: &random)
        let isAssigned = Int.random(in: 0..<4, using: &random) > 0
        if isAssigned {
            details.hop = 1
            details.body = region + (details.isMisconduct == true ? "/INSP" : "/1.03")
            details.heldAt = details.body.flatMap(rules.holder)
        } else {
            details.coordinator = region
        }
        let caseClass = CaseClass(life.state.kind, isMisconduct: details.isMisconduct == true)
        details.clocks = CaseState.firstClocks(
            submittedAt: life.state.submittedAt, assigned: isAssigned, at: life.now,
            in: ClockPlace(zone: zone, region: details.region, caseClass: caseClass), rules.clocks)
        return CaseStep(isAssigned ? .assigned : .unrouted, details)
    }

    private mutating func step(_ life: Life) -> CaseStep? {
        if Int.random(in: 0..<3, using: &random) == 0 { return life.state.clockStep(at: life.now, rules.clocks) }
        guard let name = CommandName.allCases.randomElement(using: &random) else { return nil }
        let role = Int.random(in: 0..<8, using: &random) == 0 ? CaseRole.national : name.usualRole
        var command = CaseCommand(
            name, key: "", target: .id(life.state.id), actor: CaseActor(role, id: role.rawValue))
        command.reason = "alasan"
        command.text = "kata orang kantor"
        (command.decision, command.action, command.further) = (
            "laporan ini benar", "sudah diperbaiki", "ajukan keberatan"
        )
        command.body = Self.bodies.randomElement(using: &random)?.code
        command.cause = ["spam", "duplicate", nil].randomElement(using: &random) ?? nil
        command.stars = Int.random(in: 1...5, using: &random)
        command.into = "CASE0"
        let other = CaseState(id: ComplaintID(high: 1, low: 1))
        var step = try? life.state.decide(command, at: life.now, rules: rules, other: other)
        if step?.event == .replied, Int.random(in: 0..<10, using: &random) == 0 { step?.details.pasted = 3 }
        return step
    }
}

/// A case on its way, and what was written about it.
private struct Life {
    var state: CaseState
    var now: Instant
    var entries: [JournalEntry] = []

    mutating func add(_ step: CaseStep) throws(ReplayError) {
        var details = step.details
        details.body = details.body ?? state.body ?? state.desk
        let entry = JournalEntry(
            complaint: state.id, version: state.version + 1, event: step.event, at: now, actor: "chance",
            details: details)
        try state.apply(entry)
        entries.append(entry)
    }
}
