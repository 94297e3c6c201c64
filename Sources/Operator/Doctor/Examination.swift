package struct Examination: ListResult {
    package let rows: [Finding]

    /// The worst first; within a severity in the order of examination.
    package var text: String {
        let severities: [Finding.Severity] = [.error, .warning, .note, .good]
        return severities.flatMap { severity in
            rows.filter { $0.severity == severity }.map { finding in
                "\(Painted(DoctorWords.severity(severity), severity.colour).padded(to: 8)) \(finding.subject): \(finding.finding)"
                    + (finding.advice.map { "\n         -> \($0)" } ?? "")
            }
        }.joined(separator: "\n")
    }

    /// Why the command fails; nil when nothing endangers complaints or keeps them waiting.
    package var failure: Failure? {
        let errors = rows.count { $0.severity == .error }
        return errors > 0
            ? Failure(.unwell, DoctorWords.atOnce(errors, rows.count)) : nil
    }
}

extension Examination {
    /// Looks; nothing is changed.
    package init() { rows = BrokerChecks.findings() + DatabaseChecks.findings() }
}

package struct Finding: Encodable, Equatable {
    enum Severity: String, Encodable, Comparable {
        case good, note, warning, error

        static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        fileprivate var colour: Colour {
            switch self {
            case .good: .green
            case .note: .cyan
            case .warning: .yellow
            case .error: .red
            }
        }

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
