import Complaints
import Mime

/// What a mail server says of a notice that it could not deliver (RFC 3464, and the forms that others write).
struct Bounce: Sendable, Equatable {
    /// The notice; nil: it is none of ours, or nobody can tell which.
    let notice: ComplaintID?
    /// RFC 3463, such as `5.1.1`.
    let status: String
    /// Whether it will never be delivered.
    let isFinal: Bool

    /// Whether nobody has the address, whatever is sent there: other mails fail for what they are, or for a full mailbox.
    var isAddressDead: Bool { isFinal && (status.hasPrefix("5.1.") || status == "5.2.1") }

    /// Nil: it says of nothing that it was not delivered.
    ///
    /// - Parameter sender: our own address, from which notices are sent.
    init?(_ mail: Mail, sender: String) {
        // Other reports than those of delivery say that a mail was read (RFC 8098), or complained of (RFC 5965).
        guard mail.mediaType != "multipart/report" || !mail.deliveryStatus.isEmpty else { return nil }
        let reports = mail.deliveryStatus.filter { $0.values(of: "Action").first != nil }
        let failed = reports.first { Self.word($0.values(of: "Action").first) == "failed" }
        let put = reports.first { Self.word($0.values(of: "Action").first) == "delayed" }
        if !reports.isEmpty, failed == nil, put == nil { return nil }
        let said = (failed ?? put)?.values(of: "Status").first.flatMap(Self.status)
        guard let status = said ?? Self.status(mail.text ?? "") else { return nil }
        self.status = status
        // Who says "failed" tries no more, whatever the status: a server that gave up after days says 4.4.7 (RFC 3464, 2.3.3).
        isFinal = failed != nil || reports.isEmpty && status.hasPrefix("5.")
        let numbers = mail.carried.values(of: "Message-ID").flatMap(Mail.identifiers) + mail.answered
        let written = Mail.identifiers(in: mail.text ?? "")
        notice = (numbers + written).lazy.compactMap { NoticeNumber($0, sender: sender)?.notice }.first
    }

    private static func word(_ value: String?) -> String {
        (value ?? "").prefix { $0 != " " && $0 != ";" }.lowercased()
    }

    /// The first status that stands in a text: `5.1.1`, or what `550` says where there is none.
    private static func status(_ text: String) -> String? {
        let words = text.prefix(8_192).split { !($0.isASCII && ($0.isNumber || $0 == ".")) }
        for word in words {
            let parts = word.split(separator: ".")
            guard parts.count == 3, parts[0] == "4" || parts[0] == "5", parts.allSatisfy({ $0.count <= 3 }) else {
                continue
            }
            return parts.joined(separator: ".")
        }
        let code = words.first { $0.count == 3 && ($0.hasPrefix("4") || $0.hasPrefix("5")) && !$0.contains(".") }
        return code.map { $0.hasPrefix("5") ? "5.0.0" : "4.0.0" }
    }
}
