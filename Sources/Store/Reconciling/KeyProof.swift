import Postgres
import Sealing

/// Whether what is sealed can be opened: no master key is gone from the files as long as keys of cases are sealed under it. Rows that
/// carry their own are the doctor's matter: not every ClockWorker may look at them.
enum KeyProof {
    static func check(_ connection: inout PostgresConnection) throws(PostgresError) -> ReconciliationCheck {
        let used = try CaseKeyTable.used(newest: nil, &connection)
        let missing = try MasterKeyUse.missing(among: used, &connection)
        let (all, gone) = (used.values.reduce(0, +), missing.reduce(0) { $0 + $1.rows })
        return ReconciliationCheck(
            "keys", .init("keys of cases", all), .init("whose master key is at hand", all - gone), wrong: gone,
            examples: missing.prefix(ReconciliationCheck.examplesKept).map {
                "\($0.kind.rawValue) key \($0.kid): \($0.rows)"
            })
    }
}
