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
    var subject: String
    /// What was found.
    var finding: String
    /// What to do about it; nil when nothing need be done.
    var advice: String?

    static func good(_ subject: String, _ finding: String) -> Finding {
        Finding(severity: .good, subject: subject, finding: finding)
    }

    static func bad(_ severity: Severity, _ subject: String, _ finding: String, do advice: String) -> Finding {
        Finding(severity: severity, subject: subject, finding: finding, advice: advice)
    }
}
