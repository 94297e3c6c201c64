import Shared
import Store

/// Whether personal data is sealed, can be opened, and stays erased where it was erased.
enum KeyChecks {
    struct Facts {
        /// Rows in clear.
        var clear: Int
        /// Sealed cases whose keys are gone.
        var orphans: Int
        /// Erased cases of which something is there again.
        var restored: Int
        /// Whether the key of codes lies in the database.
        var hasOwnCodes = false
        /// Master keys that are not in the files, under which something of lately is sealed.
        var missing: [MissingKey] = []
        /// What is wrong with the files that whoever looks has.
        var fault: KeyFault?
    }

    static func facts(_ database: inout Database) throws -> Facts {
        Facts(
            clear: try ClearRows.allCases.reduce(0) { $0 + (try $1.count(&database)) },
            orphans: try ErasureTable.orphans(&database),
            restored: try ErasureTable.restored(newest: ErasureTable.lately, &database).count,
            hasOwnCodes: try hasOwnCodes(&database),
            missing: try MasterKeyUse.missing(newest: MasterKeyUse.lately, &database),
            fault: try KeyRegister.fault(of: database.keys, &database))
    }

    private static func hasOwnCodes(_ database: inout Database) throws -> Bool {
        let own = try DeploymentTable.ownCodes(&database)
        return own.key != nil && !own.isRehearsal
    }

    static func findings(_ facts: Facts) -> [Finding] {
        var found: [Finding] = []
        if let remedy = facts.fault.map(Remedy.init) {
            found.append(
                .bad(.error, SealingWords.subject, Phrase(said: remedy.cause), do: Phrase(said: remedy.cure)))
        }
        if !facts.missing.isEmpty {
            found.append(
                .bad(
                    .error, SealingWords.subject, SealingWords.underMissing(facts.missing), do: SealingWords.bringKey))
        }
        if facts.orphans > 0 {
            found.append(
                .bad(.error, SealingWords.subject, SealingWords.orphans(facts.orphans), do: SealingWords.bringKeys))
        }
        if facts.restored > 0 {
            found.append(
                .bad(.error, SealingWords.subject, SealingWords.cameBack(facts.restored), do: SealingWords.eraseAgain))
        }
        if facts.clear > 0 {
            found.append(
                .bad(.warning, SealingWords.subject, SealingWords.inClear(facts.clear), do: SealingWords.sealThem))
        }
        if facts.hasOwnCodes {
            found.append(.bad(.warning, SealingWords.subject, SealingWords.codesInside, do: SealingWords.adoptCodes))
        }
        return found.isEmpty ? [.good(SealingWords.subject, SealingWords.allSealed)] : found
    }
}
