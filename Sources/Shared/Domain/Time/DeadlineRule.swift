/// The clocks that run on a case; raw values are their names in tables and settings.
public enum DeadlineClock: String, Hashable, CaseIterable, Sendable {
    /// From submission to verification and disposition.
    case verify
    /// From disposition to the first reply of the body.
    case firstReply = "first_reply"
    /// From the last reply to the automatic close.
    case silence
    /// From disposition to the end of a permintaan informasi.
    case completeInformation = "complete_information"
    /// From disposition to the end of an aspirasi.
    case completeAspiration = "complete_aspiration"
    /// From disposition to the end of a pengaduan tidak berkadar pengawasan (no examination needed).
    case completeUnsupervised = "complete_unsupervised"
    /// From disposition to the end of a pengaduan berkadar pengawasan (misuse of office: the Inspektorat examines).
    case completeSupervised = "complete_supervised"
    /// From submission until the reporter may be referred to the Ombudsman.
    case ombudsman
}

/// How long a clock runs, from a day on: one row of the table of deadlines.
public struct DeadlineRule: Hashable, Sendable {
    /// The clock.
    public let clock: DeadlineClock
    /// Its length in working days.
    public let workingDays: Int
    /// The first day on which a clock that starts has this length.
    public let validFrom: CivilDate

    /// A rule from the columns of its row.
    public init(clock: DeadlineClock, workingDays: Int, validFrom: CivilDate) {
        self.clock = clock
        self.workingDays = workingDays
        self.validFrom = validFrom
    }
}

/// The table of deadlines: regulations change lengths, and cases keep the length of the day their clock started.
public struct DeadlineRules: Hashable, Sendable {
    private let rules: [DeadlineClock: [DeadlineRule]]  // newest first

    /// A table of the given rows, in any order; of two rows for the same clock and day the later one given counts.
    public init(_ rules: some Sequence<DeadlineRule>) {
        self.rules = Dictionary(grouping: rules, by: \.clock).mapValues { rows in
            rows.reversed().sorted { $0.validFrom > $1.validFrom }
        }
    }

    /// Working days of a clock that starts on `date`, by the newest rule valid then; nil when there is none yet.
    public func days(for clock: DeadlineClock, on date: CivilDate) -> Int? {
        rules[clock]?.first { $0.validFrom <= date }?.workingDays
    }
}
