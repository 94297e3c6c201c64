import Complaints
import Contract
import Rabbit
import Shared
import Store

/// A parked message: what was given up, by whom, and why.
package struct DeadLetter: Encodable {
    /// Twelve hexadecimal digits made from its bytes: the same wherever and whenever it is looked at.
    var id: String
    var stage: String
    /// Stable code of the reason; `delivery_limit` when the broker parked it.
    var code: String
    var field: String?
    var reason: String
    var parkedAt: String?
    var exchange: String
    var routingKey: String
    /// The channel that it came by, when it is a submission.
    var channel: String?
    /// The case that it is about, when it is an event or a command: its id or its tracking code.
    var about: String?
    var contentType: String?
    /// Size of the body as it was sent.
    var bytes: Int
    /// Whether only the beginning of its body is kept.
    var isCut: Bool
    /// How many of the same are there: a crash between parking and acknowledging parks a message again.
    var copies = 1
    /// How often it was put back and parked again.
    var replays: Int
    /// The message that it is a corrected copy of.
    var corrects: String?
    /// The account that published it; nil: its sender did not say.
    var account: String?
    /// In the place of an account that its sender did not say.
    static let nobody = "-"
    /// Whether it was parked because of who sent it, or of the way by which it came: put back by an operator it would pass as its
    /// channel's own.
    var isStrangers: Bool { Self.codesOfStrangers.contains(code) }
    private static let codesOfStrangers = [Rejection.senderNotAllowed.code, Rejection.foreignRoute.code]
    /// Whether the broker parked it after too many deliveries: it may end the worker that takes it.
    var isSuspect: Bool { code == "delivery_limit" }

    /// Reads the headers of a message in the parking queue of `stage`.
    init(_ delivery: Delivery, stage: String) {
        let headers = delivery.properties.headers
        // What the broker parked nobody of ours wrote headers into: they may be anything that its sender chose.
        let death = BrokerDeath(headers)
        func text(_ name: String) -> String? { death == nil ? headers["x-lapor-\(name)"]?.text : nil }
        self.stage = text("stage") ?? stage
        code = death?.reason ?? text("code") ?? "unknown"
        field = text("field")
        account = text("account")
        reason = text("reason") ?? "the broker gave up: the message ended workers or was delivered too often"
        parkedAt = text("at") ?? death?.at
        exchange = text("exchange") ?? death?.exchange ?? delivery.exchange
        routingKey = text("routing-key") ?? death?.routingKey ?? delivery.routingKey
        contentType = delivery.properties.contentType
        bytes = headers[ParkedHead.sizeHeader]?.integer.map { Int($0) } ?? delivery.body.count
        isCut = ParkedHead.isCut(delivery)
        replays = Int(headers[ParkedReplay.header]?.integer ?? 0)
        corrects = headers[ParkedReplay.correctionHeader]?.text
        // Large bodies may begin alike.
        let whole = headers[ParkedHead.hashHeader]?.text ?? ""
        id = Self.fingerprint(delivery.body, stage, key: (headers["x-lapor-routing-key"]?.text ?? "") + whole)
        if stage == "intake" {
            channel = Self.channel(routingKey, delivery.body)
        } else {
            about = Self.subject(delivery.body)
        }
    }

    /// What of it the record of actions names.
    func named(_ keys: [SubmissionKey] = []) -> ParkedActionTable.Letter {
        ParkedActionTable.Letter(id: id, stage: stage, code: code, parkedAt: parkedAt, keys: keys)
    }

    private static func channel(_ key: String, _ body: [UInt8]) -> String? {
        if key.hasPrefix("intake."), key.count > "intake.".count { return String(key.dropFirst("intake.".count)) }
        let head = MessageHead(of: body)
        return head.channel ?? head.keys.first?.channel
    }

    /// The complaint's id of an event, or what a command names its case by.
    private static func subject(_ body: [UInt8]) -> String? {
        guard let fields = JSONFields(body, in: body.indices) else { return nil }
        let data = (try? fields.optionalObject("data")) ?? nil
        for object in [fields, data].compactMap(\.self) {
            for key in ["subject", "case"] {
                guard let text = (try? object.optionalString(key)) ?? nil else { continue }
                if let id = ComplaintID(text) { return id.description }
                if let code = try? TrackingCode(parsing: text) { return code.description }
            }
        }
        return nil
    }

    /// - Parameter key: the routing key in our header, with which it was parked.
    static func fingerprint(_ body: [UInt8], _ stage: String, key: String) -> String {
        // Not a secret, only a name.
        var hash = SipHash(key: SipHashKey(k0: 0, k1: 0))
        hash.append(stage.utf8.span)
        hash.append(0)
        hash.append(key.utf8.span)
        hash.append(0)
        hash.append(body.span)
        let digits = String(hash.finalized() & 0xffff_ffff_ffff, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}

/// The first entry of `x-death`, which the broker writes when it parks a message itself.
struct BrokerDeath {
    var reason: String
    var at: String?
    var exchange: String?
    /// The key that it was published with; it was parked with the stage as key.
    var routingKey: String?

    /// Nil when the broker did not park it.
    init?(_ headers: [String: FieldValue]) {
        guard case .array(let deaths)? = headers["x-death"], case .table(let first)? = deaths.first else { return nil }
        if case .timestamp(let seconds)? = first["time"] { at = Instant(unixSeconds: seconds).rfc3339 }
        reason = first["reason"]?.text ?? "unknown"
        exchange = first["exchange"]?.text
        if case .array(let keys)? = first["routing-keys"] { routingKey = keys.first?.text }
    }
}
