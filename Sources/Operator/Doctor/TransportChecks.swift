import Complaints
import Shared
import Store

/// Whether nobody listens or pretends on the ways between programs and servers, and whether secrets stay secret.
enum TransportChecks {
    /// - Parameter found: what is said already: a file that cannot be used is said once.
    static func findings(_ environment: Environment, besides found: [Finding] = []) -> [Finding] {
        Transport.allCases.flatMap { clear($0, environment) } + own(environment)
            + environment.openSecrets.map {
                .bad(.warning, DoctorWords.secrets, Phrase(said: $0.cause), do: Phrase(said: $0.cure))
            } + faults(environment)
            + environment.fileFaults.filter { fault in !found.contains { names(fault.key, $0) } }.map { fault in
                .bad(
                    .warning, Phrase(same: fault.key), Phrase(said: "\(fault.key) \(fault.reason)"),
                    do: DoctorWords.mendSetting(fault.key))
            }
    }

    private static func names(_ key: String, _ finding: Finding) -> Bool {
        finding.severity != .good && (finding.finding.en.contains(key) || finding.advice?.en.contains(key) == true)
    }

    /// Other machines that are spoken to without TLS: allowed by name, and yet everybody between can listen.
    private static func clear(_ transport: Transport, _ environment: Environment) -> [Finding] {
        guard let url = environment.text(transport.url), !url.isEmpty else { return [] }
        let hosts = environment.clearHosts(transport, database: DatabaseAddress.clearHosts)
        guard !hosts.isEmpty else { return [] }
        return [
            .bad(
                .warning, Phrase(same: transport.url.name), DoctorWords.inClear(hosts.joined(separator: ", ")),
                do: DoctorWords.useTLS)
        ]
    }

    /// Our own certificates, each once.
    private static func own(_ environment: Environment) -> [Finding] {
        environment.certificateEnds.map { CertificateChecks.finding(Phrase(same: $0.key.name), ends: $0.end, at: .now) }
    }

    private static func faults(_ environment: Environment) -> [Finding] {
        environment.faults.map { fault in
            .bad(.error, DoctorWords.secrets, Phrase(said: "\(fault)"), do: DoctorWords.mendSetting(fault.key))
        }
    }
}
