import Complaints
import Contract
import Foundation
import Shared
import Store
import TLS
import TestKit
import Testing
import Tokens
import Transfer

@testable import WebhookWorker

/// What receivers' answers mean, and what they are sent.
@Suite struct ReceiverTests {
    private static let now = Instant(microseconds: 1_780_000_000_000_000)
    private static let complaint = ComplaintID(high: 0x019c_21d5_7a20_7c41, low: 0x9b5e_3f0a_6d2c_8e11)

    private static func delivery(_ version: Int = 1, attempts: Int = 0, failedAt: Instant? = nil) -> DueDelivery {
        DueDelivery(
            complaint: complaint, version: version, attempts: attempts, failedAt: failedAt,
            messageID: "\(complaint):\(version)", json: Array("{}".utf8))
    }

    private static func answer(_ status: Int, _ headers: [(String, String)] = []) -> ReceiverAnswer {
        ReceiverAnswer(
            .http(status: status, body: [], headers: headers.map { HTTPHeader(name: $0.0, value: $0.1) }), at: now)
    }

    // MARK: Answers

    @Test func `2xx takes, 410 ends, all else is tried again, redirects too`() {
        for status in [200, 201, 202, 204, 299] { #expect(Self.answer(status) == .taken(status)) }
        #expect(Self.answer(410) == .gone)
        for status in [301, 302, 307, 308, 400, 401, 404, 409, 429, 500, 503] {
            #expect(Self.answer(status) == .refused("HTTP \(status)", after: nil))
        }
    }

    @Test(
        arguments: [
            ("120", 120), ("0", 0), ("-5", 0), ("999999999", 86_400), ("soon", nil),
            ("Thu, 28 May 2026 20:27:40 GMT", 60), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ] as [(String, Int64?)]) func `a receiver may ask to be spared`(text: String, seconds: Int64?)
    {
        // 1,780,000,000 is 28 May 2026, 20:26:40.
        #expect(Self.answer(503, [("Retry-After", text)]) == .refused("HTTP 503", after: seconds))
    }

    @Test func `nothing that a receiver wrote is kept`() {
        let failure = TransferFailure(
            reason: .tls, beforeRequestWasSent: true, message: "not trusted, issued by 'what anybody writes'")
        #expect(ReceiverAnswer(.failed(failure), at: Self.now).text == "no trustworthy TLS")
        #expect(Self.answer(500, [("X", "secret")]).text == "HTTP 500")
    }

    // MARK: Patience

    private static func judge(
        _ patience: inout ReceiverPatience, _ answers: [ReceiverAnswer], attempts: Int = 0, failedAt: Instant? = nil,
        failingSince: Instant? = nil
    ) -> (ends: [DeliveryEnd], receiver: ReceiverState) {
        let tried = answers.enumerated().map {
            (delivery($0.offset + 1, attempts: attempts, failedAt: failedAt), $0.element)
        }
        return patience.judge(tried, failingSince: failingSince, at: now) { $0.upperBound }
    }

    private static func seconds(_ end: DeliveryEnd) -> Int64? {
        if case .again(let at) = end.fate { (at.microseconds - now.microseconds) / 1_000_000 } else { nil }
    }

    @Test(arguments: [(0, 5), (1, 10), (2, 20), (9, 2_560), (10, 3_600), (500, 3_600)] as [(Int, Int64)])
    func `attempts become rarer`(before: Int, seconds: Int64) {
        var patience = ReceiverPatience()
        let (ends, receiver) = Self.judge(&patience, [Self.answer(500)], attempts: before)
        #expect(Self.seconds(ends[0]) == seconds && receiver.pausedUntil == nil && receiver.isFailing)
    }

    @Test func `who fails five times is spared longer and longer, until it takes something`() {
        var patience = ReceiverPatience()
        var (_, receiver) = Self.judge(&patience, [ReceiverAnswer](repeating: Self.answer(500), count: 4))
        #expect(!patience.isProbing && receiver.pausedUntil == nil)
        for seconds: Int64 in [30, 60, 120, 240, 480, 600, 600, 600] {
            (_, receiver) = Self.judge(&patience, [Self.answer(500)])
            #expect(patience.isProbing && receiver.pausedUntil == Self.now.advanced(bySeconds: seconds))
        }
        (_, receiver) = Self.judge(&patience, [Self.answer(200)])
        #expect(!patience.isProbing && receiver == ReceiverState())
    }

    @Test func `what it asks for counts, for the event and for the receiver`() {
        var patience = ReceiverPatience()
        let (ends, receiver) = Self.judge(&patience, [.refused("HTTP 429", after: 7_200), .taken(200)])
        #expect(Self.seconds(ends[0]) == 7_200 && ends[1].fate == .delivered)
        #expect(receiver.pausedUntil == Self.now.advanced(bySeconds: 7_200) && !receiver.isFailing)
    }

    @Test func `gone is gone; the event stays`() {
        var patience = ReceiverPatience()
        let (ends, receiver) = Self.judge(&patience, [.gone])
        #expect(receiver.disabled?.contains("410") == true && ends[0].fate == .again(at: Self.now))
    }

    @Test func `after 24 hours without success it is disabled, and not before`() {
        let (before, after) = (Self.now.advanced(bySeconds: -86_399), Self.now.advanced(bySeconds: -86_400))
        func disabled(_ answers: [ReceiverAnswer], _ failedAt: Instant?, _ failingSince: Instant?) -> Bool {
            var patience = ReceiverPatience()
            return Self.judge(&patience, answers, failedAt: failedAt, failingSince: failingSince).receiver.disabled
                != nil
        }
        #expect(!disabled([Self.answer(500)], before, before) && !disabled([Self.answer(500)], nil, nil))
        #expect(disabled([Self.answer(500)], nil, after) && disabled([Self.answer(400)], after, nil))
        // One event that is never taken ends it too, though others are.
        #expect(disabled([Self.answer(400), Self.answer(200)], after, nil))
        var patience = ReceiverPatience()
        let why = Self.judge(
            &patience, [Self.answer(400), Self.answer(200)], failedAt: after, failingSince: nil
        ).receiver.disabled
        #expect(why?.hasPrefix("it refused event ") == true, "\(why ?? "")")
        #expect(!disabled([Self.answer(400), Self.answer(200)], nil, after))
    }

    // MARK: Requests

    /// The example that the contract tests verify by others' libraries.
    @Test func `what is sent is what the documentation shows`() throws {
        let folder = TestStack.root.appending(path: "docs/examples/webhooks")
        let body = Array(try Data(contentsOf: folder.appending(path: "replied.json")))
        let facts = try JSONSerialization.jsonObject(
            with: Data(contentsOf: folder.appending(path: "replied.headers.json")))
        let example = try #require(facts as? [String: Any])
        let secrets = try #require(example["secrets"] as? [String]).compactMap { WebhookSecret($0) }
        let headers = try #require(example["headers"] as? [String: String])
        let at = try #require(Int64(headers["webhook-timestamp"] ?? ""))
        let made = CaseEventMessage.outbound(
            complaint: Self.complaint, version: 2, event: .replied,
            time: try #require(Instant(rfc3339: "2026-02-05T03:00:00Z")),
            data: Array(#"{"code":"KVNTRWQHSMPH","channel":"web","role":"officer","clocks":{},"version":2}"#.utf8),
            externalID: "A-\"17\"")
        #expect(made.json == body)
        let request = WebhookRequest.make(
            to: Self.hook([]), id: made.messageID, json: made.json, signedBy: secrets,
            at: Instant(microseconds: at * 1_000_000 + 999_999), tls: TLSFiles())
        guard case .http(let http) = request else {
            Issue.record("no HTTP")
            return
        }
        #expect(Dictionary(http.headers.map { ($0.name, $0.value) }) { $1 } == headers)
        #expect(http.method == "POST" && http.body == body && http.bodyLimit == 4_096)
    }

    private static func hook(_ allowed: Set<Webhook.Allowance>) -> Webhook {
        Webhook(
            id: 1, name: "a", url: "https://hook.example/x", channel: nil, events: [], allowed: allowed, since: now,
            state: .enabled, why: nil, pausedUntil: nil, failingSince: nil, deliveredAt: nil, formerUntil: nil,
            isTestWanted: false)
    }

    @Test func `it goes where the world is, unless networks inside are named`() {
        let rules: [(Set<Webhook.Allowance>, PeerRule)] = [
            ([], .public), ([.http, .port], .public), ([.private], .alsoPrivate),
        ]
        for (allowed, rule) in rules {
            let request = WebhookRequest.make(
                to: Self.hook(allowed), id: "x:1", json: [], signedBy: [], at: Self.now, tls: TLSFiles())
            if case .http(let http) = request { #expect(http.peers == rule) } else { Issue.record("no HTTP") }
        }
    }
}
