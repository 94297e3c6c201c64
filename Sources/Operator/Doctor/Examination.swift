import Foundation
import Store

package struct Examination: ListResult {
    package let rows: [Finding]

    /// The worst first; within a severity in the order of examination.
    package var text: String {
        Finding.Severity.allCases.flatMap { severity in
            rows.filter { $0.severity == severity }.map { finding in
                let word = Painted(DoctorWords.severity(severity), severity.colour).padded(to: 8)
                let found = "\(word) \(finding.subject): \(finding.finding)".fitting(Screen.width, hanging: 9)
                return found
                    + (finding.advice.map { "\n" + "         -> \($0)".fitting(Screen.width, hanging: 12) } ?? "")
            }
        }.joined(separator: "\n")
    }

    /// Why the command fails; nil when nobody need look. Errors harm citizens, or will; warnings may.
    package var failure: Failure? {
        let (errors, warnings) = (count(.error), count(.warning))
        if errors > 0 { return Failure(.unwell, DoctorWords.atOnce(errors, rows.count)) }
        return warnings > 0 ? Failure(.lookAt, DoctorWords.lookAt(warnings, rows.count)) : nil
    }

    private func count(_ severity: Finding.Severity) -> Int { rows.count { $0.severity == severity } }
}

extension Examination {
    /// Seconds until a worker that takes nothing has told twice more what it did.
    private static let secondLook = 11.0

    /// Looks; nothing is changed.
    package init() {
        let broker = BrokerChecks.examine()
        let database = DatabaseChecks.examine()
        var work = WorkChecks(
            queues: broker.queues, isHeldBack: broker.isHeldBack, workers: database.workers,
            parkedGrowth: database.parkedGrowth, parkedTaken: database.parkedTaken, parkedGain: database.parkedGain,
            overflow: database.overflow, delays: database.delays)
        if work.seemsToStand {
            Thread.sleep(forTimeInterval: Self.secondLook)
            work.queues = BrokerChecks.examine().queues
            work.workers = DatabaseChecks.workers()
        }
        let found =
            broker.findings + database.findings + work.findings + CertificateChecks.findings(except: broker.silent)
        rows = found + TransportChecks.findings(Connections.environment, besides: found)
    }
}
