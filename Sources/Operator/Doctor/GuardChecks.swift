import Shared
import Store

/// Whether what guards the tables stands: triggers against changes, an owner who cannot log in, no open door.
enum GuardChecks {
    static func findings(_ faults: [SchemaFault]) -> [Finding] {
        guard !faults.isEmpty else { return [.good(LoginWords.guards, LoginWords.guarded)] }
        return faults.map { fault in
            let remedy = Remedy(fault)
            return .bad(.error, LoginWords.guards, Phrase(said: remedy.cause), do: Phrase(said: remedy.cure))
        }
    }
}
