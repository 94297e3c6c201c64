import Complaints
import Contract
import Mime
import Rabbit
import Shared

/// Takes mails out of a mailbox: each is published, and only when the broker has confirmed it does the mail go to its folder. A mail
/// that is read again, because a process died in between or another reads beside it, has the same number: intake knows it.
struct MailDesk {
    /// Mails of one look.
    static let mostMails = 100
    /// Mails of one look that the mailbox may fail to give or to move.
    private static let mostFaults = 3
    /// Bytes of what nobody could read, as far as intake's desk shows it.
    private static let mostRaw = 200_000

    let settings: MailSettings
    let sender: any WaitingSender
    let counts: MailCounts
    let now: @Sendable () -> Instant
    /// Notes that a notice came back.
    private let note: (Bounce) throws -> Void
    /// Where mails belong that are published and could not be moved yet, by their numbers under one validity.
    private var published: (validity: UInt32, folders: [UInt32: MailFolder]) = (0, [:])
    /// Why the last mail of this look that came back could not be noted.
    private var noteFault: (any Error)?
    private let decoder = SubmissionDecoder()

    init(
        _ settings: MailSettings, _ sender: any WaitingSender, _ counts: MailCounts,
        now: @escaping @Sendable () -> Instant, note: @escaping (Bounce) throws -> Void
    ) {
        (self.settings, self.sender, self.counts, self.now, self.note) = (settings, sender, counts, now, note)
    }

    /// Deals with what lies in `mailbox`, the oldest first.
    ///
    /// - Parameter goOn: whether another mail may be begun.
    /// - Returns: how many mails left the mailbox.
    /// - Throws: `MailboxFault`; what `note` throws; `Publisher.Refusal` when the broker did not take a mail, which lies where it lay;
    ///   `Remedy` when an attachment cannot be kept.
    mutating func work(through mailbox: some Mailbox, while goOn: () -> Bool) throws -> Int {
        let list = try mailbox.list(most: Self.mostMails)
        counts.looked(at: now(), waiting: list.count)
        if published.validity != list.validity { published = (list.validity, [:]) }
        var (done, faults) = (0, [any Error]())
        noteFault = nil
        for entry in list.entries where goOn() {
            do {
                guard let folder = try folder(for: entry, of: list, in: mailbox) else { continue }
                try mailbox.move(entry.number, of: list, to: folder)
                published.folders[entry.number] = nil
                done += 1
            } catch let fault where !(fault is Publisher.Refusal) {
                // A mail that its server cannot read, or that waits for the store, keeps no other from being read.
                faults.append(fault)
                if faults.count(where: { $0 is MailboxFault }) == Self.mostFaults { break }
            }
        }
        if let fault = faults.first { throw fault }
        return done
    }

    /// Where a mail belongs, once it is published; nil: it is gone.
    private mutating func folder(
        for entry: MailList.Entry, of list: MailList, in mailbox: some Mailbox
    ) throws -> MailFolder? {
        if let folder = published.folders[entry.number] { return folder }
        guard let bytes = try mailbox.read(entry.number, of: list, most: settings.mostBytes) else {
            counts.note(.gone)
            return nil
        }
        let (folder, outcome) = try deal(with: bytes, entry)
        published.folders[entry.number] = folder
        counts.note(outcome)
        KillPoint.mailed.pass()
        return folder
    }

    /// A store that is away is asked once a look.
    private mutating func take(_ bounce: Bounce) throws {
        if let noteFault { throw noteFault }
        do {
            try note(bounce)
        } catch {
            noteFault = error
            throw error
        }
    }

    private mutating func deal(with bytes: [UInt8], _ entry: MailList.Entry) throws -> (MailFolder, MailCounts.Outcome)
    {
        guard let mail = MailReader.read(bytes) else {
            try publish(unreadable: bytes)
            return (.unreadable, .unreadable)
        }
        switch MailOrigin(mail, sender: settings.sender) {
        case .program: return (.automatic, .automatic)
        case .bounce:
            if let bounce = Bounce(mail, sender: settings.sender) { try take(bounce) }
            return (.automatic, .bounce)
        case .person: break
        }
        let report = MailReport(
            mail: mail, bytes: bytes, size: max(entry.size, bytes.count), at: entry.at, sender: settings.sender)
        let submission = try report.submission(channel: settings.channel) { (bytes) throws(Remedy) in
            try settings.files?.keep(bytes)
        }
        return try publish(submission) ? (.done, .report) : (.unreadable, .unreadable)
    }

    /// Whether intake will store it: what it parks, it parks with its reason.
    private func publish(_ submission: Submission) throws -> Bool {
        let body = try submission.json()
        let entries = decoder.decode(
            body, contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: now(), routedChannel: settings.channel))
        try publish(body, type: "application/json", id: submission.externalID)
        return entries.allSatisfy { if case .success = $0.content { true } else { false } }
    }

    /// Intake parks it for its content type, with as much of it as a message may have.
    private func publish(unreadable bytes: [UInt8]) throws {
        let head = bytes.isEmpty ? Array("(kosong)".utf8) : Array(bytes.prefix(Self.mostRaw))
        try publish(head, type: "message/rfc822", id: nil)
    }

    private func publish(_ body: [UInt8], type: String, id: String?) throws {
        var properties = MessageProperties(contentType: type, publishedAt: now())
        properties.messageID = id
        let message = Publication(
            exchange: Topology.intakeExchange, routingKey: "intake.\(settings.channel)", properties: properties,
            body: body)
        try sender.deliver(message).get()
    }
}
