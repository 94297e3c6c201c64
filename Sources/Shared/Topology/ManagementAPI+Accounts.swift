import Foundation

/// Accounts of the broker, with what they may do in one virtual host.
package struct BrokerAccounts: Sendable {
    /// One of them.
    package struct Account: Sendable {
        package var tags: [String]
        /// Its password as the broker keeps it, with how that was made.
        fileprivate var secret: (hash: String, algorithm: String)
        /// Nil: none in this virtual host.
        package var rights: AccountRights?

        /// An account without rights here, and without a password.
        package init(tags: [String]) { (self.tags, secret) = (tags, ("", "")) }

        fileprivate init(tags: [String], secret: (hash: String, algorithm: String)) {
            (self.tags, self.secret) = (tags, secret)
        }
    }

    package fileprivate(set) var accounts: [String: Account]

    package init(_ accounts: [String: Account] = [:]) { self.accounts = accounts }
}

extension ManagementAPI {
    /// - Throws: `TopologyError`, of an account without the tag administrator too.
    package func accounts() throws(TopologyError) -> BrokerAccounts {
        var found = BrokerAccounts()
        for user in try get([UserRow].self, "users") {
            found.accounts[user.name] = BrokerAccounts.Account(
                tags: user.tags.words.sorted(),
                secret: (user.password_hash ?? "", user.hashing_algorithm ?? "rabbit_password_hashing_sha256"))
        }
        for row in try get([PermissionRow].self, "vhosts/\(virtualHost)/permissions") {
            var rights = AccountRights(.monitor)
            (rights.configure, rights.write, rights.read) = (row.configure, row.write, row.read)
            if let user = row.user { found.accounts[user]?.rights = rights }
        }
        for row in try get([TopicRow].self, "vhosts/\(virtualHost)/topic-permissions")
        where row.exchange == Topology.intakeExchange {
            if let user = row.user { found.accounts[user]?.rights?.intakeKey = row.write }
        }
        return found
    }

    /// Makes an account.
    package func makeAccount(_ name: String, password: String, tags: [String]) throws(TopologyError) {
        try put(NewUser(password: password, tags: tags.joined(separator: ",")), "users/\(Self.escape(name))")
    }

    /// Gives an account other tags; its password stays.
    package func setTags(
        _ tags: [String], of name: String, _ account: BrokerAccounts.Account
    ) throws(TopologyError) {
        let user = NewUser(
            password_hash: account.secret.hash, hashing_algorithm: account.secret.algorithm,
            tags: tags.joined(separator: ","))
        try put(user, "users/\(Self.escape(name))")
    }

    /// What an account may do in this virtual host: this, and nothing besides.
    package func setRights(_ rights: AccountRights, of name: String) throws(TopologyError) {
        let account = Self.escape(name)
        // First the narrower of the two: at no moment may it do more.
        let topics = "topic-permissions/\(virtualHost)/\(account)"
        if let key = rights.intakeKey {
            try put(TopicRow(user: nil, exchange: Topology.intakeExchange, write: key, read: "^$"), topics)
        }
        let permissions = PermissionRow(user: nil, configure: rights.configure, write: rights.write, read: rights.read)
        try put(permissions, "permissions/\(virtualHost)/\(account)")
        if rights.intakeKey == nil { _ = try? send("DELETE", topics, []) }
    }
}

private struct UserRow: Decodable {
    var name: String
    var password_hash: String?
    var hashing_algorithm: String?
    var tags: Tags

    /// A list, or in older releases one text.
    struct Tags: Decodable {
        var words: [String]

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let list = try? value.decode([String].self) {
                words = list
            } else {
                words = try value.decode(String.self).split(separator: ",").map(String.init)
            }
        }
    }
}

private struct NewUser: Encodable {
    var password: String?
    var password_hash: String?
    var hashing_algorithm: String?
    var tags: String
}

private struct PermissionRow: Codable {
    var user: String?
    var configure: String
    var write: String
    var read: String
}

private struct TopicRow: Codable {
    var user: String?
    var exchange: String
    var write: String
    var read: String
}
