import Complaints
import Transfer

/// What a receiver said to one event: a status, never its words.
enum ReceiverAnswer: Sendable, Equatable {
    /// 2xx: it has the event.
    case taken(Int)
    /// 410: it wants no more.
    case gone
    /// Anything else; `after`: seconds that it asks to be spared.
    case refused(String, after: Int64?)

    /// - Parameter now: to which a date in `Retry-After` is compared.
    init(_ outcome: TransferOutcome, at now: Instant) {
        switch outcome {
        case .http(let status, _, let headers):
            switch status {
            case 200..<300: self = .taken(status)
            case 410: self = .gone
            default: self = .refused("HTTP \(status)", after: Self.wait(headers, at: now))
            }
        case .failed(let failure): self = .refused(Self.word(failure), after: nil)
        case .mailAccepted, .mailRefused, .mailbox, .mailboxRefused: self = .refused("not answered by HTTP", after: nil)
        }
    }

    /// What certificates say is left out: the receiver could have written anything there.
    private static func word(_ failure: TransferFailure) -> String {
        switch failure.reason {
        case .peer: "the address is none that may be called"
        case .resolve: "its name has no address"
        case .connect: "no connection"
        case .timeout: "no answer in time"
        case .tls: "no trustworthy TLS"
        case .protocol: "it speaks no HTTP"
        case .connectionLost: "the connection broke"
        case .invalidRequest: "the address cannot be used"
        case .other: "it could not be called"
        }
    }

    /// Seconds by `Retry-After`, as a number or a date; at most a day.
    private static func wait(_ headers: [HTTPHeader], at now: Instant) -> Int64? {
        guard let text = headers.last(where: { $0.name.lowercased() == "retry-after" })?.value else { return nil }
        let day: Int64 = 86_400
        if let seconds = Int64(text) { return min(max(seconds, 0), day) }
        return HTTPDate.seconds(text).map { min(max($0 - now.microseconds / 1_000_000, 0), day) }
    }

    /// For people, and the store.
    var text: String {
        switch self {
        case .taken(let status): "HTTP \(status)"
        case .gone: "HTTP 410"
        case .refused(let reason, _): reason
        }
    }
}
