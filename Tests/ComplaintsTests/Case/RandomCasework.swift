import Testing

@testable import Complaints

/// Hundreds of cases in the hands of people who act at random, on what they saw some time ago, through a queue that
/// repeats and reorders. The same seed makes the same lives.
struct RandomCasework {
    /// What came of everything.
    struct Tally {
        var commands = 0
        var deliveries = 0
        var applied = 0
        var refusals: [CommandRefusal.Code: Int] = [:]
        var clockSteps = 0
        var moved = 0
        var events: [CaseEvent: Int] = [:]
    }

    private struct Life {
        var led: RoutedCaseBuilder
        /// The versions that three people have seen.
        var seen = [0, 0, 0]
        var calendar = 0
        /// What each clock has said, by the moment it was started at.
        var said: Set<String> = []
    }

    private(set) var tally = Tally()
    private(set) var violations: [String] = []
    /// Figures kept by the events alone.
    private(set) var figures: [CaseStatus: Int] = [:]
    private var random: SeededGenerator
    private var lives: [Life] = []
    private var outcomes: [String: String] = [:]
    private var queue: [(life: Int, command: CaseCommand)] = []
    private let calendars = [
        SampleCasework.legal(),
        SampleCasework.legal(holidays: ["2020-03-25", "2020-05-21", "2020-05-22", "2020-05-25", "2020-05-26"]),
        SampleCasework.legal(holidays: ["2020-03-25", "2020-07-31", "2020-08-17", "2020-08-21", "2020-12-09"]),
    ]

    init(seed: UInt64, cases: Int) throws {
        random = SeededGenerator(seed: seed)
        for number in 0..<cases { try begin(UInt64(number)) }
    }

    /// All cases with their journals.
    var cases: [(state: CaseState, journal: [JournalEntry])] { lives.map { ($0.led.state, $0.led.journal) } }

    private mutating func begin(_ number: UInt64) throws {
        let start = try #require(Instant(rfc3339: "2020-01-06T01:00:00Z"))
        let led = try RoutedCaseBuilder(
            number: number, at: start.advanced(bySeconds: .random(in: 0..<8_000_000, using: &random)),
            rules: SampleCasework.rules(calendars[0], dormant: chance(30) ? ["64/1.03", "64.72"] : []),
            channel: chance(50) ? "sms" : "web", kind: any(ReportKind.allCases), zone: any(IndonesianZone.allCases),
            body: chance(60) ? any(SampleCasework.bodies).code : nil)
        lives.append(Life(led: led))
        figures[.belumTerverifikasi, default: 0] += 1
        if led.state.status != .belumTerverifikasi { count(from: .belumTerverifikasi, to: led.state.status) }
    }

    /// One more command, delivered once or more, and whatever time and routing do meanwhile.
    mutating func turn() throws {
        tally.commands += 1
        let life = Int.random(in: 0..<lives.count, using: &random)
        try pass(life)
        let command = command(for: life)
        for _ in 0..<(chance(15) ? 2 : 1) {
            let place = Int.random(in: max(0, queue.count - 4)...queue.count, using: &random)
            queue.insert((life, command), at: place)
        }
        while queue.count > 6 { try deliver() }
    }

    /// Delivers what still waits.
    mutating func finish() throws {
        while !queue.isEmpty { try deliver() }
        for life in lives { violations += life.led.violations }
    }

    private mutating func deliver() throws {
        let (life, command) = queue.removeFirst()
        tally.deliveries += 1
        let before = lives[life].led.state
        // The same key is the same command: it has had its outcome.
        if outcomes[command.key] != nil { return }
        let other = command.into.flatMap { _ in chance(80) ? lives[.random(in: 0..<lives.count, using: &random)] : nil }
        do throws(CommandRefusal) {
            let step = try before.decide(
                command, at: lives[life].led.now, rules: lives[life].led.rules, other: other?.led.state,
                isFollowed: chance(5),
                question: chance(10) ? .nowhere : before.channel == "sms" ? .sms : .unlimited)
            if let expected = command.expectedVersion, expected != before.version {
                violations.append("carried out on version \(before.version) instead of \(expected)")
            }
            outcomes[command.key] = "applied"
            try take(step, life, actor: command.actor.id)
            tally.applied += 1
        } catch {
            outcomes[command.key] = error.code.rawValue
            tally.refusals[error.code, default: 0] += 1
            let isStale = command.expectedVersion.map { $0 != before.version } ?? false
            if (error.code == .versionConflict) != isStale { violations.append("\(error) for \(command)") }
            if error.reason.isEmpty { violations.append("refused without a reason") }
        }
    }

    /// Time passes: hours mostly, weeks now and then. Then clocks speak, sometimes by a new calendar, and routing works.
    private mutating func pass(_ life: Int) throws {
        let hours = chance(6) ? Int64.random(in: 100...1500, using: &random) : .random(in: 0...12, using: &random)
        lives[life].led.now = lives[life].led.now.advanced(bySeconds: hours * 3600)
        if chance(2) { try reschedule(life) }
        try letClocksSpeak(life)
        try route(life)
    }

    private mutating func reschedule(_ life: Int) throws {
        lives[life].calendar = (lives[life].calendar + 1) % calendars.count
        let calendar = calendars[lives[life].calendar]
        lives[life].led.rules.clocks = calendar
        guard let step = lives[life].led.state.rescheduled(calendar) else { return }
        tally.moved += 1
        note(try change(life) { led in [try led.add(step, actor: "ClockWorker")] }, life)
        if lives[life].led.state.rescheduled(calendar) != nil { violations.append("moved twice by one calendar") }
    }

    private mutating func letClocksSpeak(_ life: Int) throws {
        let clocks = lives[life].led.state.clocks
        let said = try change(life) { led in try led.letClocksSpeak() }
        note(said, life)
        tally.clockSteps += said.count
        for entry in said {
            guard let clock = entry.details.clock, let step = entry.details.step else { continue }
            let start = clocks.first { $0.clock == clock }?.from.rfc3339 ?? "-"
            if !lives[life].said.insert("\(clock) \(step) \(start)").inserted {
                let way = lives[life].led.journal.map { entry in
                    let running = entry.details.clocks?.first { $0.clock == clock }
                    let what = [
                        entry.details.clock?.rawValue, entry.details.step?.rawValue, running?.from.rfc3339,
                        running.map { "\($0.step)" },
                    ]
                    return "\(entry.event) " + what.map { $0 ?? "-" }.joined(separator: " ")
                }
                violations.append("\(clock) says \(step) again: \(way.joined(separator: "; "))")
            }
        }
    }

    private mutating func route(_ life: Int) throws {
        guard lives[life].led.journal.last?.event.asksForRouting == true, chance(80) else { return }
        let body = chance(60) ? any(SampleCasework.bodies).code : nil
        let supervised = chance(10)
        note(
            try change(life) { led in
                try led.route(to: body, supervised: supervised)
                return [led.journal[led.journal.count - 1]]
            }, life)
    }

    private mutating func take(_ step: CaseStep, _ life: Int, actor: String) throws(CommandRefusal) {
        do {
            note(try change(life) { led in [try led.add(step, actor: actor)] }, life)
        } catch {
            throw CommandRefusal(.illegalMove, "what was decided does not replay: \(error)")
        }
    }

    private mutating func change(
        _ life: Int, _ body: (inout RoutedCaseBuilder) throws -> [JournalEntry]
    ) rethrows -> [JournalEntry] {
        let before = lives[life].led.state.status
        let entries = try body(&lives[life].led)
        count(from: before, to: lives[life].led.state.status)
        return entries
    }

    private mutating func note(_ entries: [JournalEntry], _ life: Int) {
        for entry in entries { tally.events[entry.event, default: 0] += 1 }
    }

    private mutating func count(from: CaseStatus, to: CaseStatus) {
        figures[from, default: 0] -= 1
        figures[to, default: 0] += 1
    }

    private mutating func command(for life: Int) -> CaseCommand {
        let name = any(CommandName.allCases)
        var command = SampleCasework.command(
            name, by: chance(60) ? nil : any(CaseRole.allCases.filter { $0 != .system }), key: "\(tally.commands)")
        let person = Int.random(in: 0..<3, using: &random)
        if chance(70) { lives[life].seen[person] = lives[life].led.state.version }
        if chance(60) { command.expectedVersion = lives[life].seen[person] }
        if chance(20) { command.actor.body = any(SampleCasework.bodies).code }
        if chance(3) { command.actor.id = "uji.officer" }
        if chance(15) { command.decision = "x" }
        if chance(5) { command.reason = nil }
        if chance(5) { command.text = chance(50) ? nil : String(repeating: "panjang ", count: 20) }
        if chance(5) { command.further = nil }
        if name == .ask, chance(50) { command.actor = CaseActor(.officer, id: "uji.officer") }
        if name == .ask, chance(10) { command.text = "Где это?" }
        if name == .archive, chance(10) { command.cause = any(["spam", "no_answer"]) }
        command.stars = .random(in: 0...6, using: &random)
        if command.body != nil || chance(20) { command.body = chance(95) ? any(SampleCasework.bodies).code : "NASA" }
        if chance(30) { command.correspondence = ComplaintID(high: UInt64(tally.commands), low: 7) }
        if name == .verify { command.isMisconduct = chance(30) }
        if name == .verify, chance(30) { command.kind = any(ReportKind.allCases) }
        if name == .verify, chance(30) { command.category = any(["infrastruktur", "infrastruktur", "lenyap"]) }
        if chance(20) { command.level = any([.head, .coordinator, .national, .ombudsman]) }
        if chance(20) { command.consent = chance(70) }
        return command
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func any<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
}
