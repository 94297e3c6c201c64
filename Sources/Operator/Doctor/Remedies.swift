import Rabbit
import Shared
import Store

/// What is known to help against an error of the broker or the database.
package enum Remedies {
    /// Nil when the server's own words are all that can be said.
    static func remedy(for error: any Error) -> Remedy? {
        switch error {
        case let remedy as Remedy: remedy
        case let error as RabbitError: error.remedy
        default: readOnly(error) ?? Remedy(database: error)
        }
    }

    /// Who keeps the database from writing is asked anew: the error does not tell.
    private static func readOnly(_ error: any Error) -> Remedy? {
        guard Remedy.isReadOnly(error), var database = try? Connections.database() else { return nil }
        return (try? DatabaseHealth.readOnly(&database)).flatMap { $0 }.map { Remedy($0) }
    }

    /// A server that cannot be worked with, with the advice that fits its cause.
    static func finding(_ subject: Phrase, _ error: any Error) -> Finding {
        let setting = (error as? SettingError).map { Remedy("\($0.key) \($0.reason)", "mend \($0.key)") }
        guard let remedy = setting ?? remedy(for: error) else {
            return .bad(.error, subject, Phrase(said: "\(error)"), do: DoctorWords.seeLog)
        }
        let cause = Phrase(said: remedy.cause)
        return .bad(
            .error, subject, isAway(error) ? DoctorWords.said(cause, "\(error)") : cause, do: Phrase(said: remedy.cure))
    }

    /// An error on one line, with what to do about it.
    package static func line(for error: any Error) -> Phrase {
        guard let remedy = remedy(for: error) else { return Phrase(error: error) }
        let line = DoctorWords.cured(Phrase(said: remedy.cause), Phrase(said: remedy.cure))
        return isAway(error) ? DoctorWords.said(line, "\(error)") : line
    }

    /// Which host did not answer stands in the server's words only.
    private static func isAway(_ error: any Error) -> Bool {
        if case .unavailable? = DatabaseFault(error) { return !"\(error)".contains("SQLSTATE") }
        return (error as? RabbitError)?.code == .cannotConnect
    }
}
