import Complaints
import Store
import TLS
import Transfer

/// E-mail by SMTP. A server does not know idempotency keys, so an attempt without an answer stays unknown.
struct MailProvider: Sendable {
    private let url: String
    private let credentials: Credentials?
    private let requiresTLS: Bool
    private let tls: TLSFiles
    private let from: String

    init(url: String, _ settings: ProviderSettings) {
        self.url = url
        credentials = settings.smtpUser.map { Credentials(user: $0, password: settings.smtpPassword ?? "") }
        requiresTLS = settings.requiresTLS
        tls = settings.smtpTLS
        from = settings.mailFrom
    }

    func request(
        _ notification: Notice, _ message: Wording.Message, at now: Instant
    ) -> Result<TransferRequest, RequestFault> {
        do throws(MailMessageError) {
            let code = notification.details.code.flatMap(TrackingCode.init)
            let thread = code.map { NoticeNumber(nil, code: $0, sender: from).text }
            let mail = try MailMessage(
                from: MailAddress(from, name: "LAPOR!"), to: MailAddress(notification.address, name: notification.name),
                subject: message.subject, date: now.milliseconds / 1000,
                messageID: NoticeNumber(notification.id, code: code, sender: from).text, text: message.text,
                references: thread.map { [$0] } ?? [], headers: [("Auto-Submitted", "auto-generated")])
            return .success(
                .mail(
                    MailRequest(
                        server: url, credentials: credentials, requireTLS: requiresTLS, tls: tls, from: from,
                        to: notification.address, message: mail.bytes, timeout: SendingTime.request)))
        } catch {
            return .failure(RequestFault(reason: "the message cannot be written: \(error)"))
        }
    }

    static func outcome(_ answer: TransferOutcome) -> AttemptOutcome {
        switch answer {
        case .mailAccepted: .sent
        case .mailRefused(_, true, let message): .failed(message)
        case .mailRefused(_, false, let message): .retry(message)
        case .failed(let failure) where failure.reason == .invalidRequest: .failed(failure.message)
        case .failed(let failure): failure.beforeRequestWasSent ? .retry(failure.message) : .unknown(failure.message)
        case .http, .mailbox, .mailboxRefused: .unknown("answered by another protocol")
        }
    }
}
