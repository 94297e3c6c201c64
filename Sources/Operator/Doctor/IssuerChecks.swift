import Complaints
import Tokens

/// Who may vouch for those that give commands: without them nobody's commands are carried out.
enum IssuerChecks {
    /// Days before the end of an issuer's last key from which on somebody must look.
    private static let days: Int64 = 21
    /// Of so many issuers the name is said.
    private static let most = 3

    static func findings(_ issuers: [Issuer], at now: Instant) -> [Finding] {
        let validities = issuers.map { (name: $0.name, validity: $0.validity(at: now)) }
        let holding = validities.count { $0.validity.holds }
        guard !issuers.isEmpty else {
            return [.bad(.warning, IssuerWords.subject, IssuerWords.noneRegistered, do: IssuerWords.register)]
        }
        guard holding > 0 else {
            let cure = issuers.allSatisfy { $0.revokedAt != nil } ? IssuerWords.renew : IssuerWords.register
            return [.bad(.error, IssuerWords.subject, IssuerWords.noneHolds(issuers.count), do: cure)]
        }
        let ends = validities.compactMap { issuer in issuer.validity.end.map { (name: issuer.name, end: $0) } }
            .sorted { ($0.end, $0.name) < ($1.end, $1.name) }
        let late = now.advanced(bySeconds: days * 86_400)
        let found = [
            finding(.error, ends.filter { $0.end <= now }, IssuerWords.ended),
            finding(.warning, ends.filter { $0.end > now && $0.end <= late }, IssuerWords.ends),
        ].compactMap { $0 }
        return found.isEmpty ? [.good(IssuerWords.subject, IssuerWords.haveKeys(holding))] : found
    }

    private static func finding(
        _ severity: Finding.Severity, _ issuers: [(name: String, end: Instant)], _ said: Sentence<String, String>
    ) -> Finding? {
        guard !issuers.isEmpty else { return nil }
        let named = issuers.prefix(most).map { said($0.name, IndonesianZone.wib.day($0.end)) }.joined("; ")
        return .bad(
            severity, IssuerWords.subject,
            issuers.count > most ? DoctorWords.andMore(named, issuers.count - most) : named, do: IssuerWords.rotate)
    }
}
