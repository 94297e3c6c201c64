import Shared

/// An account of the broker that the accounts file does not name, and by what it can do something here.
struct BrokerStranger: Equatable {
    let name: String
    /// Those of its tags by which it sees or does more than its own work.
    let tags: [String]
    /// Whether it has rights in lapor's virtual host.
    let hasRights: Bool

    private static let mightyTags: Set<String> = ["administrator", "policymaker", "monitoring", "impersonator"]

    /// By their names.
    ///
    /// - Parameter known: whom the file names.
    static func among(
        _ accounts: [String: BrokerAccounts.Account], besides known: Set<String>
    ) -> [BrokerStranger] {
        accounts.filter { !known.contains($0.key) }.map { name, account in
            BrokerStranger(
                name: name, tags: account.tags.filter(mightyTags.contains).sorted(),
                hasRights: account.rights?.permitsSomething ?? false)
        }.filter { $0.hasRights || !$0.tags.isEmpty }.sorted { $0.name < $1.name }
    }
}

extension AccountRights {
    /// Whether any name fits.
    fileprivate var permitsSomething: Bool { ![configure, write, read].allSatisfy { $0.isEmpty || $0 == "^$" } }
}
