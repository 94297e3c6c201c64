package struct Finding: Encodable, Equatable {
    enum Severity: String, Encodable, CaseIterable {
        /// The worst first.
        case error, warning, note, good

        var colour: Colour {
            switch self {
            case .good: .green
            case .note: .cyan
            case .warning: .yellow
            case .error: .red
            }
        }
    }

    var severity: Severity
    var subject: Phrase
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
