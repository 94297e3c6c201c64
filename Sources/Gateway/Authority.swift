import Complaints
import Contract
import Faces
import Hummingbird
import Store
import Tokens

/// Who sends: by the key that a request shows.
struct Authority: Sendable {
    /// The gateway's own account of the broker.
    let account: String
    let known: Latest<Knowledge>
    let proxies: TrustedProxies
    /// Of those without a key that holds.
    let addresses: RateLimit
    /// Of those with one.
    let keys: RateLimit
    let now: @Sendable () -> Instant
    /// Milliseconds of a clock that only goes forward.
    let milliseconds: @Sendable () -> Int
    /// Of this process alone: who has the store's tables cannot try addresses.
    private let sourceKey = SipHashKey(k0: .random(in: .min ... .max), k1: .random(in: .min ... .max))

    /// The key that a request shows, when it is good for `scope`.
    ///
    /// - Throws: `Problem` 401, 403, 429; 503 while nothing is known.
    func key(_ request: Request, _ context: FaceContext, for scope: ChannelScope) throws(Problem) -> KeptKey {
        guard let knowledge = known.current else { throw .notReady }
        guard let key = holding(request, knowledge) else {
            try limit(request, context)
            throw request.headers[.authorization] == nil ? Problem.keyMissing : Problem.keyUnknown
        }
        guard key.scopes.contains(scope) else { throw .keyScope(scope) }
        // What intake would park is not taken; and the broker ends a connection by which somebody sends what they may not.
        guard knowledge.accounts.refusal(of: account, for: key.channel) == nil else { throw .notServed }
        return key
    }

    /// Counts what is done with a key.
    ///
    /// - Throws: `Problem` 429.
    func count(_ amount: Int, by key: KeptKey) throws(Problem) {
        if let seconds = keys.take(amount, of: key.id, at: milliseconds()) { throw .tooMany(seconds: seconds) }
    }

    /// Counts what somebody does without a key.
    ///
    /// - Throws: `Problem` 429.
    func limit(_ request: Request, _ context: FaceContext) throws(Problem) {
        let client = client(request, context)
        if let seconds = addresses.take(of: client, at: milliseconds()) { throw .tooMany(seconds: seconds) }
    }

    /// A name for where a request comes from, by which nobody finds the address.
    func source(_ request: Request, _ context: FaceContext) -> String {
        var hash = SipHash(key: sourceKey)
        hash.append(client(request, context).utf8.span)
        return String(hash.finalized(), radix: 16)
    }

    private func client(_ request: Request, _ context: FaceContext) -> String {
        proxies.client(peer: context.peer, forwarded: request.header("x-forwarded-for"))
    }

    private func holding(_ request: Request, _ knowledge: Knowledge) -> KeptKey? {
        let words = request.headers[.authorization]?.split(separator: " ") ?? []
        guard words.count == 2, words[0].lowercased() == "bearer", let shown = ChannelKey(words[1]),
            let kept = knowledge.keys[shown.id], shown.isKept(as: kept.digest), kept.holds(at: now())
        else { return nil }
        return kept
    }
}

extension Problem {
    fileprivate static let keyMissing = Problem(
        .unauthorized, "key_missing", "Send your channel's key: Authorization: Bearer lapor_…")
    fileprivate static let keyUnknown = Problem(
        .unauthorized, "key_unknown", "This key does not hold, or no more: ask who runs lapor for another.")
    fileprivate static let notServed = Problem(
        .forbidden, "channel_not_served", "This gateway may not send for your channel: ask who runs lapor to let it.")
    static let notReady = Problem(
        .serviceUnavailable, "not_ready", "The gateway does not know yet who may send: try again.", retryAfter: 5)

    fileprivate static func keyScope(_ scope: ChannelScope) -> Problem {
        Problem(
            .forbidden, "key_scope", "This key is not good for \(scope.rawValue): ask who runs lapor for one that is.")
    }
}
