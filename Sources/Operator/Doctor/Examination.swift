/// What the doctor found in broker, database and the work in hand.
package struct Examination: ListResult {
    package let rows: [Finding]

    /// Looks; nothing is changed.
    package init() { rows = BrokerChecks.findings() + DatabaseChecks.findings() }

    /// The worst first; within a severity in the order of examination.
    package var text: String {
        let severities: [Finding.Severity] = [.error, .warning, .note, .good]
        return severities.flatMap { severity in
            rows.filter { $0.severity == severity }.map { finding in
                "\(DoctorWords.severity(severity).padded(to: 8)) \(finding.subject): \(finding.finding)"
                    + (finding.advice.map { "\n         -> \($0)" } ?? "")
            }
        }.joined(separator: "\n")
    }

    /// Why the command fails; nil when nothing endangers complaints or keeps them waiting.
    package var failure: Failure? {
        let errors = rows.count { $0.severity == .error }
        return errors > 0
            ? Failure(.unwell, DoctorWords.atOnce(errors, of: rows.count)) : nil
    }
}
