import Mime

/// Who wrote a mail, as far as that decides what becomes of it.
enum MailOrigin: Sendable, Equatable {
    /// A person.
    case person
    /// A program: it answers while its owner is away, belongs to a list, or comes from ourselves. Answering it would go on for ever.
    case program
    /// A mail server that tells what became of a mail.
    case bounce

    /// - Parameter sender: our own address.
    init(_ mail: Mail, sender: String) {
        let from = mail.from?.address.lowercased() ?? ""
        let isReport = mail.mediaType == "multipart/report" || !mail.deliveryStatus.isEmpty
        let hasNoSender = mail.value(of: "Return-Path").map { $0.filter { !" <>".contains($0) }.isEmpty } ?? false
        if isReport || Self.servers.contains(where: { from.hasPrefix("\($0)@") }) {
            self = .bounce
        } else if hasNoSender || from == sender.lowercased() || Self.isAutomatic(mail) {
            self = .program
        } else {
            self = .person
        }
    }

    private static let servers = ["mailer-daemon", "postmaster"]

    /// RFC 3834, and what programs of before it say.
    private static func isAutomatic(_ mail: Mail) -> Bool {
        let submitted = mail.value(of: "Auto-Submitted").map { Self.word($0) } ?? "no"
        let precedence = mail.value(of: "Precedence").map { Self.word($0) } ?? ""
        return submitted != "no" || ["bulk", "list", "junk", "auto_reply"].contains(precedence)
            || mail.value(of: "X-Autoreply") != nil || mail.value(of: "List-Id") != nil
    }

    private static func word(_ value: String) -> String {
        value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }
}
