import Complaints
import Contract
import Crypto
import Mime
import Routing

/// A mail as a submission.
struct MailReport {
    /// As it came.
    let mail: Mail
    let bytes: [UInt8]
    /// Of the whole mail, of which `bytes` may be the head.
    let size: Int
    let at: Instant?
    /// Our own address.
    let sender: String

    /// Room in a text for what is said of its end.
    private static let room = 200

    /// The submission of `channel`.
    ///
    /// - Parameter keep: keeps a file, and returns where it is opened; nil: it is not kept.
    /// - Throws: what `keep` throws.
    func submission<Fault: Error>(
        channel: String, keep: (_ bytes: [UInt8]) throws(Fault) -> String?
    ) throws(Fault) -> Submission {
        let (text, whole) = (text, wholeText)
        var submission = Submission(channel: channel, externalID: externalID, text: Self.plain(text))
        submission.title = title.map { Self.plain(Self.cut($0, SubmissionLimits.title)) }
        submission.submittedAt = at?.rfc3339
        if let from = mail.from {
            submission.reporter = Submission.Reporter(
                name: from.name.map { Self.cut($0, SubmissionLimits.name) }, email: from.address)
        }
        var files = mail.files.filter { !$0.bytes.isEmpty }
        if let whole { files.append(Mail.File(name: "surel.txt", mediaType: "text/plain", bytes: Array(whole.utf8))) }
        var attachments: [Submission.Attachment] = []
        for file in files.prefix(SubmissionLimits.attachments) {
            guard let url = try keep(file.bytes) else { break }
            var attachment = Submission.Attachment(url: url)
            attachment.name = file.name.map { Self.cut($0, SubmissionLimits.attachmentName) }
            attachment.mediaType = Self.cut(file.mediaType, SubmissionLimits.attachmentMediaType)
            attachment.size = Int64(file.bytes.count)
            attachments.append(attachment)
        }
        submission.attachments = attachments.isEmpty ? nil : attachments
        return submission
    }

    /// The mail's own number and what it says: two mails with one number and other words are two, and the same mail is one however
    /// often it lies in the mailbox. It tells nobody who wrote it.
    var externalID: String {
        var hash = SHA256()
        func add(_ part: some Collection<UInt8>) {
            hash.update(data: Array("\(part.count):".utf8) + Array(part))
        }
        if let id = mail.messageID {
            for part in [id, mail.from?.address ?? "", mail.subject ?? "", mail.text ?? "", mail.html ?? ""] {
                add(part.utf8)
            }
            for file in mail.files { add(file.bytes) }
        } else {
            add(bytes)
        }
        return "mail-" + Hexadecimal.text(of: Array(hash.finalize().prefix(20)))
    }

    /// The subject, with the code of the case whose notice is answered.
    private var title: String? {
        let subject = (mail.subject ?? "").trimmed
        guard let code = answeredCode else { return subject.isEmpty ? nil : subject }
        let letters = subject.uppercased().filter { $0 != "-" && $0 != " " }
        guard !letters.contains(code.description) else { return subject }
        let shown = code.grouped
        let isMarked = OwnWords.isSubjectOfAnother(subject)
        let rest = isMarked ? subject.drop { $0 != ":" }.dropFirst() : subject[...]
        return "Re: \(shown) \(String(rest).trimmed)".trimmed
    }

    /// The code of the case whose notice it answers: notices have it in their numbers.
    var answeredCode: TrackingCode? {
        mail.answered.lazy.compactMap { NoticeNumber($0, sender: sender)?.code }.first
    }

    /// What its writer says, without what they answer and without their signature. What is passed on is the report itself.
    private var own: String {
        let said = spoken
        let isAnswer = !mail.answered.isEmpty
        guard !isPassedOn else { return said }
        return OwnWords.of(said, least: isAnswer ? 1 : OwnWords.leastWords) ?? said
    }

    private var isPassedOn: Bool {
        let subject = (mail.subject ?? "").trimmed.lowercased()
        return ["fwd", "fw:", "trs:", "terusan", "wg:", "i:"].contains(where: subject.hasPrefix)
    }

    private var spoken: String {
        let text = mail.text ?? ""
        if text.contains(where: { !$0.isWhitespace }) { return text }
        let read = mail.html.map(TextCleaning.clean) ?? ""
        // A picture with a subject: that says what it shows.
        return read.isEmpty ? mail.subject ?? "" : read
    }

    /// All that it says, where the submission has no room for it.
    private var wholeText: String? {
        let own = own
        return own.unicodeScalars.count > SubmissionLimits.text - Self.room ? own : nil
    }

    private var text: String {
        let own = own.trimmed
        let count = own.unicodeScalars.count
        var text = own
        if count > SubmissionLimits.text - Self.room {
            text = Self.cut(own, SubmissionLimits.text - Self.room) + "\n\n[dipotong: \(count) huruf seluruhnya]"
        }
        if size > bytes.count {
            let head = Hexadecimal.text(of: Array(SHA256.hash(data: bytes).prefix(8)))
            text += "\n\n[surel \(size) bita, hanya \(bytes.count) bita pertama yang dibaca; SHA-256 \(head)…]"
        }
        return text
    }

    /// As it stands, where a reader would take it for markup.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    private static func cut(_ text: String, _ most: Int) -> String {
        text.unicodeScalars.count <= most
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
    }
}

extension StringProtocol {
    var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
