import Contract
import Shared
import Store

/// The accounts that there must be: CSV with the columns account, role and channel.
struct AccountFile {
    struct Row {
        var account: String
        var role: AccountRole
    }

    private static let columns = ["account", "role", "channel"]
    private let all: [Row]

    /// Accounts of the broker.
    var rows: [Row] { all.filter { if case .databaseOnly = $0.role { false } else { true } } }

    /// Logins of the database.
    var logins: [LoginTable.Login] {
        all.compactMap { row in
            let program: DatabaseProgram? =
                switch row.role {
                case .worker(let stage), .databaseOnly(let stage): DatabaseProgram(rawValue: stage)
                case .operators: .operators
                case .channel, .monitor: nil
                }
            return program.map { LoginTable.Login(row.account, $0) }
        }
    }

    /// - Throws: `Failure` `badData` with line and reason.
    init(_ bytes: [UInt8]) throws(Failure) {
        var lines: [String: Int] = [:]
        var rows: [Row] = []
        for row in try CSVTable(bytes, columns: Self.columns, required: Self.columns).whole {
            let account = row["account"]
            guard Self.isName(account) else { throw row.failure(AccountWords.badName) }
            if let line = lines.updateValue(row.line, forKey: account) {
                throw row.failure(FileWords.inLineAlready(account, line))
            }
            rows.append(Row(account: account, role: try Self.role(row)))
        }
        all = rows
    }

    /// What the table of channels' accounts must have.
    var pairs: Set<ChannelAccounts.Pair> {
        Set(
            rows.compactMap { row in
                switch row.role {
                case .channel(let channel): ChannelAccounts.Pair(channel: channel, account: row.account)
                case .operators: ChannelAccounts.Pair(channel: ChannelAccounts.everyChannel, account: row.account)
                default: nil
                }
            })
    }

    private static func role(_ row: CSVTable.Row) throws(Failure) -> AccountRole {
        let (word, channel) = (row["role"], row["channel"])
        guard word == "channel" else {
            guard let role = AccountRole(word) else {
                throw row.failure(
                    FileWords.oneOf("role", (AccountRole.words + ["channel"]).joined(separator: ", ")))
            }
            guard channel.isEmpty else { throw row.failure(AccountWords.noChannel(word)) }
            return role
        }
        guard ChannelName.isValid(channel) else { throw row.failure(AccountWords.badChannel) }
        return .channel(channel)
    }

    /// It becomes a file's name, and is compared by its letters.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
        let isWord = { (byte: UInt8) in (0x30...0x39 ~= byte) || (0x41...0x5A ~= byte) || (0x61...0x7A ~= byte) }
        return isWord(first) && name.utf8.allSatisfy { isWord($0) || "._-".utf8.contains($0) }
    }
}
