import Complaints
import Contract
import Postgres
import Store
import Synchronization

/// What the gateway must know to take submissions: who may send, and what codes are made of.
struct Knowledge: Sendable, Equatable {
    /// Hexadecimal, as it is stored.
    let codeKeyText: String
    /// The installation's key for tracking codes.
    let codeKey: SipHashKey
    /// By their ids.
    let keys: [String: KeptKey]
    /// Which accounts of the broker may send for which channels, as intake asks.
    let pairs: [ChannelAccounts.Pair]
    let accounts: ChannelAccounts

    /// Nil when the key for codes is none.
    init?(codeKey text: String, _ keys: [KeptKey], _ pairs: [ChannelAccounts.Pair] = []) {
        guard let codeKey = SipHashKey(hex: text) else { return nil }
        (codeKeyText, self.codeKey) = (text, codeKey)
        (self.pairs, accounts) = (pairs, ChannelAccounts(pairs))
        self.keys = Dictionary(keys.map { ($0.id, $0) }) { $1 }
    }

    /// As the store has it.
    ///
    /// - Throws: `PostgresError`, a fault when the database was not migrated.
    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> Knowledge {
        let text = try DeploymentTable.value(of: .codeKey, &connection) ?? ""
        let (keys, pairs) = (try ChannelKeyTable.kept(&connection), try ChannelAccountTable.pairs(&connection))
        guard let knowledge = Knowledge(codeKey: text, keys, pairs) else {
            throw PostgresError(.abandoned(.fault), in: "gateway", "no code_key of 32 hexadecimal digits")
        }
        return knowledge
    }

    static func == (one: Knowledge, other: Knowledge) -> Bool {
        one.codeKeyText == other.codeKeyText && one.keys == other.keys && one.pairs == other.pairs
    }
}

/// What was read last, shared by all requests.
final class Latest<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>

    init(_ value: Value? = nil) { self.value = Mutex(value) }

    /// Nil until it was read once.
    var current: Value? { value.withLock { $0 } }

    func note(_ value: Value) { self.value.withLock { $0 = value } }
}
