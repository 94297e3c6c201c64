import Complaints
import Contract
import Faces
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Rabbit
import Shared
import Store
import Synchronization
import TestKit
import Tokens

@testable import Gateway

/// The gateway without a port and without a broker: what it publishes is kept here, and confirmed as the test says.
struct Door: Sendable {
    static let key: ChannelKey = {
        var random = SeededGenerator(seed: 1)
        return ChannelKey(by: &random)
    }()
    static let codeKey = SipHashKey(k0: 1, k1: 2)
    static let issuer: ReporterIssuer = {
        let key = SigningKey()
        return ReporterIssuer("gateway", key, kid: key.verificationKey?.thumbprint ?? "")
    }()
    static let now = Instant(microseconds: 1_770_000_000_000_000)

    /// Stands for the broker.
    final class Queue: Sending, Asking {
        private let taken = Mutex<[Publication]>([])
        private let outcome = Mutex<Publisher.Outcome>(.success(()))
        private let gate = Mutex<(isShut: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

        /// What it has taken, in order.
        var messages: [Publication] { taken.withLock { $0 } }

        /// What becomes of messages from now on.
        func answer(_ outcome: Publisher.Outcome) { self.outcome.withLock { $0 = outcome } }

        private let reply = Mutex<Result<[UInt8]?, Publisher.Refusal>>(.success(nil))

        /// What is answered to who asks.
        func reply(_ reply: Result<[UInt8]?, Publisher.Refusal>) { self.reply.withLock { $0 = reply } }

        func ask(_ message: Publication) async -> Result<[UInt8]?, Publisher.Refusal> {
            taken.withLock { $0.append(message) }
            return reply.withLock { $0 }
        }

        /// Confirms nothing until it is opened.
        func shut() { gate.withLock { $0.isShut = true } }

        func open() {
            let waiting = gate.withLock { gate in
                defer { gate = (false, []) }
                return gate.waiting
            }
            waiting.forEach { $0.resume() }
        }

        /// How many requests wait for it to open.
        var waiting: Int { gate.withLock { $0.waiting.count } }

        func publish(_ messages: [Publication]) async -> [Publisher.Outcome] {
            await withCheckedContinuation { continuation in
                let isOpen = gate.withLock { gate in
                    if gate.isShut { gate.waiting.append(continuation) }
                    return !gate.isShut
                }
                if isOpen { continuation.resume() }
            }
            let outcome = outcome.withLock { $0 }
            if case .success = outcome { taken.withLock { $0 += messages } }
            return messages.map { _ in outcome }
        }
    }

    /// Stands for the store.
    final class Shelf: Sendable {
        typealias Cases = [TrackingCode: (shown: PublicCase, proof: Int64?)]
        private let cases = Mutex<Result<Cases, ReadPool.Refusal>>(.success([:]))

        private let filed = Mutex<Result<[SubmissionKey: FiledSubmission], ReadPool.Refusal>>(.success([:]))
        private let states = Mutex<Result<[SubmissionKey: SubmissionState], ReadPool.Refusal>>(.success([:]))
        private let commands = Mutex<Result<[String: CommandOutcome], ReadPool.Refusal>>(.success([:]))
        private let looks = Mutex(0)
        private let pages = Mutex<Result<EventPage?, ReadPool.Refusal>>(.success(nil))
        private let questions = Mutex<[Events.Question]>([])

        func set(events: Result<EventPage?, ReadPool.Refusal>) { pages.withLock { $0 = events } }

        /// What was asked of events, in order.
        var asks: [Events.Question] { questions.withLock { $0 } }

        fileprivate func events(_ question: Events.Question) throws(ReadPool.Refusal) -> EventPage? {
            questions.withLock { $0.append(question) }
            return try pages.withLock { $0 }.get()
        }

        func set(commands: Result<[String: CommandOutcome], ReadPool.Refusal>) {
            self.commands.withLock { $0 = commands }
        }

        fileprivate func command(_ key: String) throws(ReadPool.Refusal) -> CommandOutcome? {
            try commands.withLock { $0 }.get()[key]
        }

        func set(_ cases: Result<Cases, ReadPool.Refusal>) { self.cases.withLock { $0 = cases } }
        func set(filed: Result<[SubmissionKey: FiledSubmission], ReadPool.Refusal>) {
            self.filed.withLock { $0 = filed }
        }
        func set(states: Result<[SubmissionKey: SubmissionState], ReadPool.Refusal>) {
            self.states.withLock { $0 = states }
        }

        /// How often it was asked what is filed.
        var asked: Int { looks.withLock { $0 } }

        fileprivate func find(
            _ keys: [SubmissionKey]
        ) throws(ReadPool.Refusal) -> [SubmissionKey: FiledSubmission] {
            looks.withLock { $0 += 1 }
            return try filed.withLock { $0 }.get().filter { keys.contains($0.key) }
        }

        fileprivate func state(_ key: SubmissionKey) throws(ReadPool.Refusal) -> SubmissionState? {
            try states.withLock { $0 }.get()[key]
        }

        fileprivate func find(_ code: TrackingCode, _ proofs: [Int64]?) throws(ReadPool.Refusal) -> PublicCase? {
            guard let found = try cases.withLock({ $0 }).get()[code] else { return nil }
            guard let proofs else { return found.shown }
            return found.proof.map(proofs.contains) == true ? found.shown : nil
        }
    }

    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }
        var code: String? { object["code"] as? String }
        var field: String? { object["field"] as? String }
    }

    let queue = Queue()
    let shelf = Shelf()
    let known: Latest<Knowledge>
    let lists = Latest<ReferenceLists>()
    /// Those of codes.
    let keys = Latest(CodeKeys(codeKey))
    let endpoints: [Endpoint]
    private let responder: any HTTPResponder<FaceContext>

    /// - Parameters:
    ///   - keys: those that hold; nil: nothing is known yet.
    ///   - pairs: who may send for which channel; the gateway is `gw`.
    init(
        _ keys: [KeptKey]? = [kept()], pairs: [ChannelAccounts.Pair] = [], keyRate: Int = 10_000_000,
        addressRate: Int = 10_000_000, hasIssuer: Bool = true
    ) {
        known = Latest(keys.map { Knowledge($0, pairs) })
        let (world, shelf, codes) = (ManualWorld().world, shelf, self.keys)
        let held: @Sendable () -> CodeKeys = { codes.current ?? CodeKeys(Self.codeKey) }
        let authority = Authority(
            account: "gw", known: known, proxies: TrustedProxies(""), addresses: RateLimit(perMinute: addressRate),
            keys: RateLimit(perMinute: keyRate), now: { Self.now }, milliseconds: world.milliseconds)
        let told = ToldCodes(keys: held, known: known, now: { Self.now }) { keys throws(ReadPool.Refusal) in
            try shelf.find(keys)
        }
        let tracking = Tracking(authority: authority, codes: held) {
            code, proofs throws(ReadPool.Refusal) in try shelf.find(code, proofs)
        }
        let sent = Sent(authority: authority) { key throws(ReadPool.Refusal) in try shelf.state(key) }
        let commands = Commands(authority: authority, issuer: hasIssuer ? Self.issuer : nil, sender: queue) {
            key throws(ReadPool.Refusal) in try shelf.command(key)
        }
        let events = Events(authority: authority) { question throws(ReadPool.Refusal) in try shelf.events(question) }
        endpoints = Gateway.endpoints(
            Filing(authority, queue, told), sent, tracking, commands, events,
            Catalogue(authority: authority, lists: lists))
        responder = FaceServer.router(endpoints, MetricRegistry(), world).buildResponder()
    }

    static func kept(
        _ key: ChannelKey = key, channel: String = "web", scopes: Set<ChannelScope> = Set(ChannelScope.allCases),
        endsAt: Instant? = nil
    ) -> KeptKey {
        KeptKey(id: key.id, channel: channel, scopes: scopes, digest: key.digest, endsAt: endsAt)
    }

    func ask(
        _ method: String, _ path: String, _ body: [UInt8] = [], _ headers: [String: String] = [:],
        key: String? = key.text, from peer: String = "203.0.113.9"
    ) async throws -> Answer {
        var head = HTTPRequest(method: .init(method)!, scheme: nil, authority: nil, path: path)
        var headers = headers
        headers["authorization"] = key.map { "Bearer \($0)" }
        for (name, value) in headers { head.headerFields[.init(name)!] = value }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        return try await ask(request, from: peer)
    }

    func ask(_ request: Request, from peer: String = "203.0.113.9") async throws -> Answer {
        let response = try await responder.respond(to: request, context: FaceContext(peer: peer))
        let collected = Collected()
        try await response.body.write(collected)
        var headers: [String: String] = [:]
        for field in response.headers { headers[field.name.canonicalName] = field.value }
        return Answer(status: response.status.code, headers: headers, body: collected.bytes.withLock { $0 })
    }

    /// Submits one report as JSON.
    func submit(_ json: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await ask(
            "POST", "/v1/complaints", Array(json.utf8), ["content-type": "application/json"].merging(headers) { $1 })
    }
}

/// What is written of an answer.
private final class Collected: ResponseBodyWriter {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += Array(buffer: buffer) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
