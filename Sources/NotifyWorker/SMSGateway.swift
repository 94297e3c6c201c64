import Complaints
import Contract
import Store
import TLS
import Transfer

/// SMS by an HTTP gateway: `POST` of `{"id","to","text"}` with the header `Idempotency-Key`.
struct SMSGateway: Sendable {
    let isIdempotent: Bool
    private let url: String
    private let token: String?
    private let tls: TLSFiles

    init(url: String, _ settings: ProviderSettings) {
        self.url = url
        token = settings.smsToken
        tls = settings.smsTLS
        isIdempotent = settings.smsIsIdempotent
    }

    func request(_ notification: Notice, _ message: Wording.Message) -> TransferRequest {
        var json = JSONObject()
        json.add("id", notification.idempotencyKey)
        json.add("to", notification.address)
        json.add("text", message.text)
        var headers = [
            ("Content-Type", "application/json"), ("Idempotency-Key", notification.idempotencyKey),
            ("traceparent", notification.trace.description),
        ]
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        return .http(
            HTTPRequest(
                method: "POST", url: url, headers: headers, body: json.bytes, timeout: SendingTime.request, tls: tls))
    }

    static func outcome(_ answer: TransferOutcome) -> AttemptOutcome {
        switch answer {
        case .http(let status, _, _):
            switch status {
            case 200..<300, 409: .sent  // 409: the gateway knows this key already
            case 408, 425, 429, 502, 503, 504: .retry("HTTP \(status)")
            case 500..<600: .retry("HTTP \(status)")
            default: .failed("HTTP \(status)")
            }
        case .failed(let failure) where failure.reason == .invalidRequest: .failed(failure.message)
        case .failed(let failure): failure.beforeRequestWasSent ? .retry(failure.message) : .unknown(failure.message)
        default: .unknown("not answered by HTTP")
        }
    }
}
