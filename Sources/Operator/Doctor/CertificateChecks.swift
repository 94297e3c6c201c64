import Complaints
import Shared

/// Certificates of servers that are spoken to by TLS, before they run out.
enum CertificateChecks {
    /// Days before the end from which on somebody must look.
    private static let days: Int64 = 21

    /// Those of the servers that the settings name, except the database's.
    ///
    /// - Parameter told: servers of which is said already that they do not answer, or are not trusted: nobody asks them again.
    static func findings(except told: Set<Transport>) -> [Finding] {
        ServerCertificate.all(Connections.environment, except: told).map { certificate in
            let name = Phrase(same: certificate.key.name)
            guard let end = certificate.end else { return missing(name, certificate.key.name) }
            return finding(name, ends: end, at: .now)
        }
    }

    /// Whether it is away for workers too cannot be told from here.
    static func missing(_ server: Phrase, _ setting: String) -> Finding {
        .bad(
            .warning, DoctorWords.certificate(server), DoctorWords.noCertificate, do: DoctorWords.checkServer(setting))
    }

    static func finding(_ server: Phrase, ends end: Instant, at now: Instant) -> Finding {
        let subject = DoctorWords.certificate(server)
        let day = IndonesianZone.wib.day(end)
        if end <= now { return .bad(.error, subject, DoctorWords.expired(day), do: DoctorWords.renew) }
        return end <= now.advanced(bySeconds: days * 86_400)
            ? .bad(.warning, subject, DoctorWords.until(day), do: DoctorWords.renew)
            : .good(subject, DoctorWords.until(day))
    }
}
