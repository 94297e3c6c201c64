/// One thing that the doctor looked at.
package struct Finding: Encodable, Equatable {
    enum Severity: String, Encodable, Comparable {
        case good, note, warning, error

        static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .good: 0
            case .note: 1
            case .warning: 2
            case .error: 3
            }
        }
    }

    var severity: Severity
    /// What was looked at.
    var subject: Phrase
    /// What was found.
    var finding: Phrase
    /// What to do about it; nil when nothing need be done.
    var advice: Phrase?

    static func good(_ subject: Phrase, _ finding: Phrase) -> Finding {
        Finding(severity: .good, subject: subject, finding: finding)
    }

    static func bad(_ severity: Severity, _ subject: Phrase, _ finding: Phrase, do advice: Phrase) -> Finding {
        Finding(severity: severity, subject: subject, finding: finding, advice: advice)
    }
}
