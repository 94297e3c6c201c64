import Complaints
import Contract
import Postgres
import Store
import Synchronization

/// What the gateway must know of the store to take submissions: who may send.
struct Knowledge: Sendable, Equatable {
    /// The key of codes that is used first, and since when at the latest.
    struct Codes: Sendable, Equatable {
        /// What the key is called where it is not.
        var mark: String
        var at: Instant
    }

    /// By their ids.
    let keys: [String: KeptKey]
    /// Which accounts of the broker may send for which channels, as intake asks.
    let pairs: [ChannelAccounts.Pair]
    let accounts: ChannelAccounts
    /// What this gateway has seen; nil: nothing yet.
    var codes: Codes?

    init(_ keys: [KeptKey], _ pairs: [ChannelAccounts.Pair] = [], codes: Codes? = nil) {
        self.keys = Dictionary(keys.map { ($0.id, $0) }) { $1 }
        (self.pairs, accounts) = (pairs, ChannelAccounts(pairs))
        self.codes = codes
    }

    /// As the store has it.
    ///
    /// - Throws: `PostgresError`, a fault of a store for rehearsal.
    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> Knowledge {
        // Its codes are made of another key, and nobody's reports belong there.
        guard try StoreClock.scenarioTime(&connection) == nil else {
            throw PostgresError(.abandoned(.fault), in: "gateway", "a store for rehearsal takes no reports over HTTP")
        }
        return Knowledge(try ChannelKeyTable.kept(&connection), try ChannelAccountTable.pairs(&connection))
    }

    static func == (one: Knowledge, other: Knowledge) -> Bool {
        one.keys == other.keys && one.pairs == other.pairs && one.codes == other.codes
    }

    /// The same, having seen which key of codes is used first.
    func seeing(_ newest: SipHashKey, at now: Instant) -> Knowledge {
        guard codes?.mark != newest.mark else { return self }
        var knowledge = self
        knowledge.codes = Codes(mark: newest.mark, at: now)
        return knowledge
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
