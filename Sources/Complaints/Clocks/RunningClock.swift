/// How far the warnings of a clock have come, from the first step to the last; raw values are the contract's words.
package enum ClockStep: String, Hashable, CaseIterable, Sendable, Comparable {
    case quiet
    /// Whoever must act was reminded, or the reporter warned.
    case reminded
    case overdue
    case head
    case coordinator
    case national

    /// The step after this one; nil at the top.
    package var next: ClockStep? { Self.allCases.first { self < $0 } }

    package static func < (left: ClockStep, right: ClockStep) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

package struct RunningClock: Hashable, Sendable {
    package var clock: DeadlineClock
    /// When it was started, or resumed.
    package var from: Instant
    /// Working days that it runs from there; when it is paused, those that are left.
    package var days: Int
    /// When it runs out; nil while it is paused.
    package var due: Instant?
    package var step: ClockStep
    /// When its next step is due; nil when there is none, or it is paused.
    package var next: Instant?

    package init(
        _ clock: DeadlineClock, from: Instant, days: Int, due: Instant?, step: ClockStep = .quiet, next: Instant? = nil
    ) {
        self.clock = clock
        self.from = from
        self.days = days
        self.due = due
        self.step = step
        self.next = next
    }

    /// Days of a clock of which only the deadline is known: it cannot be computed again.
    package static let unknownDays = -1

    package var isPaused: Bool { due == nil }
}

/// Where a case is and what it is about, as far as deadlines depend on it.
package struct ClockPlace: Hashable, Sendable {
    package var zone: IndonesianZone
    /// Kemendagri code of its region, if known.
    package var region: String?
    package var caseClass: CaseClass

    package init(zone: IndonesianZone, region: String?, caseClass: CaseClass) {
        self.zone = zone
        self.region = region
        self.caseClass = caseClass
    }
}

/// The classes that deadlines tell apart; raw values stand in the table of deadlines.
package enum CaseClass: String, Hashable, CaseIterable, Sendable {
    /// Pengaduan berkadar pengawasan: misuse of office, needs an examination.
    case misconduct = "pengaduan_berkadar_pengawasan"
    case ordinary = "pengaduan_tidak_berkadar_pengawasan"
    /// Aspirasi, kritik and saran with it.
    case aspiration = "aspirasi"
    case information = "permintaan_informasi"

    package var completion: DeadlineClock {
        switch self {
        case .misconduct: .completeMisconduct
        case .ordinary: .completeOrdinary
        case .aspiration: .completeAspiration
        case .information: .completeInformation
        }
    }
}
