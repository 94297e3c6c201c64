import Complaints
import Postgres
import Store

/// The legal clocks, and the version of the calendar that they are made from.
struct ClockKnowledge: Sendable {
    /// No newer than the clocks: deadlines that carry it are never too old unnoticed.
    var calendar: Int
    var legal: LegalClocks

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> ClockKnowledge {
        let calendar = try ReferenceTables.calendarVersion(&connection)
        return ClockKnowledge(calendar: calendar, legal: try ReferenceTables.clocks(&connection))
    }
}

/// What a transaction over cases of the agenda is for.
enum AgendaTask: Sendable {
    /// Clocks have something to say: one step each.
    case fire
    /// Deadlines were computed by an older calendar.
    case reschedule

    /// What is to be done now, if anything. While a new calendar is worked in, which may take a while, what is due takes
    /// turns with it.
    static func next(_ outlook: AgendaTable.Outlook, after last: AgendaTask?, at now: Instant) -> AgendaTask? {
        let isDue = outlook.next.map { $0 <= now } ?? false
        guard let oldest = outlook.oldestCalendar, oldest < outlook.calendar else { return isDue ? .fire : nil }
        return isDue && last == .reschedule ? .fire : .reschedule
    }

    /// What happens to a case; nil: only its row of the agenda was wrong.
    ///
    /// - Throws: `ReplayError` when its clocks can neither speak nor wait.
    func step(of state: CaseState, at now: Instant, _ legal: LegalClocks) throws(ReplayError) -> CaseStep? {
        switch self {
        case .reschedule: return state.rescheduled(legal)
        case .fire:
            if let step = state.clockStep(at: now, legal) { return step }
            guard let next = state.nextStepAt, next <= now else { return nil }
            throw ReplayError(complaint: state.id, version: state.version, reason: "a paused clock has a next step")
        }
    }
}

/// What becomes of the cases that a transaction has locked: each is taken one step further.
struct AgendaRound: Sendable {
    /// Cases that were looked at.
    private(set) var taken = 0
    /// The steps, in the order of the agenda.
    private(set) var changes: CaseChanges
    /// Cases of which only the row of the agenda was wrong.
    private(set) var unchanged: [CaseState] = []
    /// Cases whose journal cannot be continued.
    private(set) var misfits: [ReplayError] = []
    private let task: AgendaTask
    private let knowledge: ClockKnowledge
    /// When its steps are taken.
    let now: Instant

    init(_ task: AgendaTask, _ knowledge: ClockKnowledge, at now: Instant) {
        self.task = task
        self.knowledge = knowledge
        self.now = now
        changes = CaseChanges(calendar: knowledge.calendar, isRecomputed: task == .reschedule)
    }

    mutating func advance(_ found: Result<CaseState, ReplayError>) {
        taken += 1
        do throws(ReplayError) {
            let locked = try found.get()
            if let step = try task.step(of: locked, at: now, knowledge.legal) {
                _ = try changes.add(step, to: locked, at: now, actor: "ClockWorker")
            } else {
                unchanged.append(locked)
            }
        } catch {
            misfits.append(error)
        }
    }
}
