import Contract
import Rabbit
import Shared
import Store

/// Accounts as they must be: what was made and changed, or would be.
package struct AccountChange: CommandResult {
    private var changes: [Phrase] = []
    /// Whether nothing was done.
    private var isCheck: Bool

    private enum CodingKeys: String, CodingKey { case changes, isCheck }

    package var text: String {
        changes.isEmpty ? AccountWords.asTheyMustBe.text : changes.map(\.text).joined(separator: "\n")
    }

    package var failure: Failure? {
        isCheck && !changes.isEmpty ? Failure(.configuration, AccountWords.differ(changes.count)) : nil
    }

    /// Makes the accounts that `file` names, gives them their rights, and says who may send for which channel.
    ///
    /// - Parameters:
    ///   - passwords: folder of the passwords of new accounts, a file each.
    ///   - isCheck: only say what differs.
    /// - Throws: `Failure`, `TopologyError`; what was done until then stays, and is known by the next call.
    package static func apply(
        _ file: String, passwords: String?, isCheck: Bool, by actor: String
    ) throws -> AccountChange {
        let wanted = try AccountFile(try InputFile.read(file))
        let host = try Connections.broker().virtualHost
        _ = try Connections.environment.required(.managementURL)
        guard let api = try ManagementAPI.of(Connections.environment, virtualHost: host) else {
            throw TopologyError.address
        }
        let present = try api.accounts().accounts
        var change = AccountChange(isCheck: isCheck)
        for row in wanted.rows where present[row.account]?.tags.contains("administrator") == true {
            throw Failure(.badData, AccountWords.administrator(row.account))
        }
        for row in wanted.rows {
            try change.mend(row, present[row.account], api, passwords)
        }
        try change.setChannels(wanted.pairs, by: actor)
        try change.setBudgets(wanted.budgets)
        try change.setListeners(wanted.listeners)
        let named = Set(wanted.rows.map(\.account)).union(wanted.known)
        try change.setKnown(named)
        if isCheck { change.changes += BrokerStranger.among(present, besides: named).map(AccountWords.stranger) }
        return change
    }

    private mutating func mend(
        _ row: AccountFile.Row, _ present: BrokerAccounts.Account?, _ api: ManagementAPI, _ passwords: String?
    ) throws {
        let rights = AccountRights(row.role, listens: row.listens)
        if let present {
            if present.tags != rights.tags {
                changes.append(AccountWords.tags(row.account))
                if !isCheck { try api.setTags(rights.tags, of: row.account, present) }
            }
            guard present.rights.map({ Self.differ($0, rights) }) ?? true else { return }
            changes.append(AccountWords.rights(row.account))
        } else {
            changes.append(AccountWords.made(row.account))
            if !isCheck {
                guard let passwords else { throw Failure(.badData, AccountWords.needsFolder) }
                // Written down first: an account whose password nobody knows is of no use.
                let password = try PasswordFile.read(row.account, in: passwords)
                try api.makeAccount(row.account, password: password, tags: rights.tags)
            }
        }
        if !isCheck { try api.setRights(rights, of: row.account) }
    }

    private static func differ(_ present: AccountRights, _ wanted: AccountRights) -> Bool {
        (present.configure, present.write, present.read) != (wanted.configure, wanted.write, wanted.read)
            || present.intakeKey != wanted.intakeKey
    }

    private mutating func setChannels(_ pairs: Set<ChannelAccounts.Pair>, by actor: String) throws {
        var database = try Connections.database()
        let present = Set(try ChannelAccountTable.pairs(&database))
        changes += pairs.subtracting(present).sorted().map { AccountWords.given($0.account, $0.channel) }
        changes += present.subtracting(pairs).sorted().map { AccountWords.taken($0.account, $0.channel) }
        guard !isCheck, pairs != present else { return }
        _ = try ChannelAccountTable.set(pairs, by: actor, at: try StoreClock.now(&database), &database)
    }

    /// A queue of events stays when nobody takes them any more; the oldest go when it is full.
    private mutating func setListeners(_ wanted: Set<String>) throws {
        let control = try Connections.topology()
        let new = wanted.subtracting(try control.listeners()).sorted()
        changes += new.map { AccountWords.listens($0, Topology.eventQueue(ofChannel: $0)) }
        guard !isCheck, !new.isEmpty else { return }
        try control.apply(listeners: new)
    }

    /// A channel keeps its queue, and so its budget, when no account sends for it any more.
    private mutating func setBudgets(_ wanted: Set<ChannelBudget>) throws {
        var database = try Connections.database()
        let present = Set(try ChannelBudgetTable.uses(&database).map(\.budget))
        let control = try Connections.topology()
        let queued = Set(try control.channels())
        let new = wanted.filter { !present.contains($0) || !queued.contains($0.channel) }
        changes += new.sorted { $0.channel < $1.channel }.map {
            BudgetWords.given($0.channel, $0.perMinute, $0.parkedLimit >> 20)
        }
        guard !isCheck, !new.isEmpty else { return }
        try ChannelBudgetTable.set(new, &database)
        try control.apply(channels: new.map(\.channel))
    }

    /// By this the doctor tells who stands in no file.
    private mutating func setKnown(_ names: Set<String>) throws {
        var database = try Connections.database()
        guard try KnownAccounts.names(at: .broker, &database) != names else { return }
        changes.append(AccountWords.noted)
        guard !isCheck else { return }
        try KnownAccounts.set(names, at: .broker, on: try StoreClock.now(&database), &database)
    }
}
