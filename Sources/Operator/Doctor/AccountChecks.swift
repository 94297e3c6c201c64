import Contract
import Shared

/// Whether channels are confined to themselves.
enum AccountChecks {
    /// Of so many channels the name is said.
    private static let most = 5

    /// - Parameter open: channels by which complaints came lately that have no account.
    static func findings(_ pairs: [ChannelAccounts.Pair], open: [String]) -> [Finding] {
        let channels = Set(pairs.map(\.channel)).subtracting([ChannelAccounts.everyChannel])
        guard !channels.isEmpty else {
            return [.bad(.note, AccountWords.subject, AccountWords.noneHas, do: AccountWords.apply)]
        }
        guard !open.isEmpty else { return [.good(AccountWords.subject, AccountWords.allHave(channels.count))] }
        let named = AccountWords.without(open.prefix(most).joined(separator: ", "))
        return [
            .bad(
                .warning, AccountWords.subject,
                open.count > most ? DoctorWords.andMore(named, open.count - most) : named, do: AccountWords.apply)
        ]
    }

    /// Accounts of the broker that the accounts file does not name.
    ///
    /// - Parameter known: whom it names; nil where no file has been applied, or nobody knows, which is said elsewhere.
    static func strangers(
        _ accounts: Result<BrokerAccounts, TopologyError>, besides known: Set<String>?
    ) -> [Finding] {
        guard let known else { return [] }
        guard !known.isEmpty else {
            return [.bad(.note, AccountWords.brokerSubject, AccountWords.noneKnown, do: AccountWords.applyAgain)]
        }
        switch accounts {
        case .success(let accounts):
            let found = BrokerStranger.among(accounts.accounts, besides: known).map {
                Finding.bad(
                    .warning, AccountWords.brokerSubject, AccountWords.stranger($0), do: AccountWords.expel($0.name))
            }
            let all = BrokerStranger.among(accounts.accounts, besides: []).count
            return found.isEmpty ? [.good(AccountWords.brokerSubject, AccountWords.noStrangers(all))] : found
        case .failure(.denied):
            return [
                .bad(.note, AccountWords.brokerSubject, AccountWords.unseen, do: AccountWords.lookAsAdministrator)
            ]
        case .failure(let error): return [BrokerChecks.management(AccountWords.brokerSubject, error)]
        }
    }

    /// What others have hung on lapor's exchanges.
    static func foreign(_ ways: [String]) -> [Finding] {
        guard !ways.isEmpty else { return [] }
        let named = ways.prefix(most).map { Phrase(said: $0) }.joined("; ")
        return [
            .bad(
                .warning, AccountWords.foreign,
                ways.count > most ? DoctorWords.andMore(named, ways.count - most) : named,
                do: AccountWords.foreignAdvice)
        ]
    }
}
