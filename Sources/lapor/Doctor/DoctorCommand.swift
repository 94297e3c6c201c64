import ArgumentParser
import Operator

/// `lapor doctor`
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Examines broker, database and the work in hand, and says what to do.",
        discussion: """
            Nothing is changed. Exit code 2 when something endangers complaints or keeps them waiting. Without \
            LAPOR_MANAGEMENT_URL version, alarms and policies of the broker are not examined.
            """)

    @OptionGroup var output: OutputOptions

    func run() throws {
        let findings = BrokerChecks.findings() + DatabaseExam.findings()
        try output.print(findings, Self.text(of: findings))
        let errors = findings.count { $0.severity == .error }
        if errors > 0 { throw Failure(.unwell, "\(errors) of \(findings.count) findings need somebody at once") }
    }

    /// The worst first; within a severity in the order of examination.
    private static func text(of findings: [Finding]) -> String {
        let severities: [Finding.Severity] = [.error, .warning, .note, .good]
        return severities.flatMap { severity in
            findings.filter { $0.severity == severity }.map { finding in
                "\(severity.rawValue.padded(to: 8)) \(finding.subject): \(finding.finding)"
                    + (finding.advice.map { "\n         -> \($0)" } ?? "")
            }
        }.joined(separator: "\n")
    }
}
