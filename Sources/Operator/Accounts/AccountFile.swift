import Contract
import Shared
import Store

/// The accounts that there must be: CSV with the columns account, role and channel, and, of channels, per_minute, parked_mib and
/// events.
struct AccountFile {
    struct Row {
        var account: String
        var role: AccountRole
        /// Whether it takes the events of its channel's cases.
        var listens = false
        /// The channels that it sends for.
        var channels: [String] {
            switch role {
            case .channel(let channel): [channel]
            case .gateway(let channels): channels
            default: []
            }
        }
        /// What the line says of its channel's budget.
        fileprivate var said: SaidBudget?
    }

    private static let columns = ["account", "role", "channel"]
    private static let budgetColumns = (perMinute: "per_minute", parked: "parked_mib")
    private static let eventsColumn = "events"
    private static let mostMebibytes = 1 << 20
    /// What the channels may have.
    let budgets: Set<ChannelBudget>
    private let all: [Row]

    /// Accounts of the broker.
    var rows: [Row] {
        all.filter { row in
            switch row.role {
            case .databaseOnly, .known: false
            default: true
            }
        }
    }

    /// Who is others' business, at the broker or the database.
    var known: Set<String> { Set(all.filter { $0.role == .known }.map(\.account)) }

    /// Logins of the database.
    var logins: [LoginTable.Login] {
        all.compactMap { row in
            let program: DatabaseProgram? =
                switch row.role {
                case .worker(let stage), .databaseOnly(let stage): DatabaseProgram(rawValue: stage)
                case .operators: .operators
                case .gateway: .gateway
                case .channel, .monitor, .known: nil
                }
            return program.map { LoginTable.Login(row.account, $0) }
        }
    }

    /// - Throws: `Failure` `badData` with line and reason.
    init(_ bytes: [UInt8]) throws(Failure) {
        var lines: [String: Int] = [:]
        var rows: [Row] = []
        var budgets: [String: SaidBudget] = [:]
        for row in try CSVTable(
            bytes,
            columns: Self.columns + [Self.budgetColumns.perMinute, Self.budgetColumns.parked, Self.eventsColumn],
            required: Self.columns
        ).whole {
            let account = row["account"]
            guard Self.isName(account) else { throw row.failure(AccountWords.badName) }
            if let line = lines.updateValue(row.line, forKey: account) {
                throw row.failure(FileWords.inLineAlready(account, line))
            }
            let role = try Self.role(row)
            let said = try Self.budget(row, role)
            let read = Row(account: account, role: role, listens: try Self.listens(row, role), said: said)
            for channel in read.channels {
                guard let merged = (said ?? SaidBudget()).merged(with: budgets[channel]) else {
                    throw row.failure(BudgetWords.differs(channel))
                }
                budgets[channel] = merged
            }
            rows.append(read)
        }
        all = rows
        self.budgets = Set(
            budgets.map { channel, said in
                ChannelBudget(
                    channel: channel, perMinute: said.perMinute ?? ChannelBudget.usual.perMinute,
                    parkedLimit: said.mebibytes.map { $0 << 20 } ?? ChannelBudget.usual.parkedLimit)
            })
    }

    /// What the table of channels' accounts must have.
    var pairs: Set<ChannelAccounts.Pair> {
        Set(
            rows.flatMap { row in
                (row.role == .operators ? [ChannelAccounts.everyChannel] : row.channels).map {
                    ChannelAccounts.Pair(channel: $0, account: row.account)
                }
            })
    }

    /// The channels that take the events of their cases.
    var listeners: Set<String> {
        Set(
            rows.compactMap { row in
                if case .channel(let channel) = row.role, row.listens { channel } else { nil }
            })
    }

    private static func listens(_ row: CSVTable.Row, _ role: AccountRole) throws(Failure) -> Bool {
        guard let text = row.text(eventsColumn)?.lowercased(), text != "no" else { return false }
        guard text == "yes" else { throw row.failure(FileWords.oneOf(eventsColumn, "yes, no")) }
        guard case .channel = role else { throw row.failure(BudgetWords.needsChannel(eventsColumn)) }
        return true
    }

    /// - Returns: nil where there is no channel.
    private static func budget(_ row: CSVTable.Row, _ role: AccountRole) throws(Failure) -> SaidBudget? {
        let columns = budgetColumns
        let said = SaidBudget(
            perMinute: try number(columns.perMinute, upTo: ChannelBudget.mostPerMinute, row),
            mebibytes: try number(columns.parked, upTo: mostMebibytes, row))
        if case .channel = role { return said }
        guard said.perMinute == nil, said.mebibytes == nil else {
            throw row.failure(BudgetWords.needsChannel(said.perMinute == nil ? columns.parked : columns.perMinute))
        }
        return nil
    }

    /// - Returns: nil where the file says nothing.
    private static func number(_ column: String, upTo most: Int, _ row: CSVTable.Row) throws(Failure) -> Int? {
        guard let text = row.text(column) else { return nil }
        guard let number = Int(text), 1...most ~= number else { throw row.failure(BudgetWords.range(column, most)) }
        return number
    }

    private static func role(_ row: CSVTable.Row) throws(Failure) -> AccountRole {
        let (word, channel) = (row["role"], row["channel"])
        let channels = channel.split(separator: " ").map(String.init)
        switch word {
        case "channel":
            guard ChannelName.isValid(channel) else { throw row.failure(AccountWords.badChannel) }
            return .channel(channel)
        case "gateway":
            guard channels.allSatisfy(ChannelName.isValid) else { throw row.failure(AccountWords.badChannels) }
            return .gateway(channels)
        default:
            guard let role = AccountRole(word) else {
                let words = AccountRole.words + ["gateway", "channel"]
                throw row.failure(FileWords.oneOf("role", words.joined(separator: ", ")))
            }
            guard channel.isEmpty else { throw row.failure(AccountWords.noChannel(word)) }
            return role
        }
    }

    /// It becomes a file's name, and is compared by its letters.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
        let isWord = { (byte: UInt8) in (0x30...0x39 ~= byte) || (0x41...0x5A ~= byte) || (0x61...0x7A ~= byte) }
        return isWord(first) && name.utf8.allSatisfy { isWord($0) || "._-".utf8.contains($0) }
    }
}

/// What the lines of one channel say of its budget: nil where none of them does.
private struct SaidBudget {
    var perMinute: Int?
    var mebibytes: Int?

    /// Nil when two lines say different things.
    func merged(with other: SaidBudget?) -> SaidBudget? {
        guard let other else { return self }
        if let perMinute, let before = other.perMinute, perMinute != before { return nil }
        if let mebibytes, let before = other.mebibytes, mebibytes != before { return nil }
        return SaidBudget(perMinute: perMinute ?? other.perMinute, mebibytes: mebibytes ?? other.mebibytes)
    }
}
