import Complaints
import Transfer

/// A mailbox in which new mails lie until they are moved to another folder.
protocol Mailbox {
    /// What lies there, the oldest first.
    func list(most: Int) throws(MailboxFault) -> MailList
    /// A mail, and no more than so many bytes of it; nil: it is gone.
    func read(_ number: UInt32, of list: MailList, most: Int) throws(MailboxFault) -> [UInt8]?
    /// Moves a mail to another folder, which is made where there is none. A mail that is gone is where somebody else moved it.
    func move(_ number: UInt32, of list: MailList, to folder: MailFolder) throws(MailboxFault)
}

/// Folders for what has been dealt with.
enum MailFolder: String, Sendable, CaseIterable {
    /// It is a report, or words on one.
    case done = "Selesai"
    /// Programs wrote it.
    case automatic = "Otomatis"
    /// Nobody could read it; intake has parked what there was.
    case unreadable = "Gagal"
}

/// The mails of a folder.
struct MailList: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        /// By which the mail is known while the folder's validity is the same.
        var number: UInt32
        /// Bytes.
        var size: Int
        /// When it came.
        var at: Instant?
    }

    /// `UIDVALIDITY` of the folder.
    var validity: UInt32
    /// Mails that lie there, also those that are not listed.
    var count: Int
    var entries: [Entry]
}

/// Why a mailbox did not do what it was asked for.
struct MailboxFault: Error, Equatable, CustomStringConvertible {
    var reason: String
    var description: String { reason }
}

/// A mailbox by IMAP, over one connection: it is made anew for each look, so that it tells what there is now. Confined to its thread.
final class IMAPMailbox: Mailbox {
    private let settings: MailSettings
    private var client = TransferClient(concurrency: 1)

    init(_ settings: MailSettings) { self.settings = settings }

    func list(most: Int) throws(MailboxFault) -> MailList {
        let look = try taken(ask(.look), "look")
        guard let validity = look.validity, let count = look.count else {
            throw MailboxFault(reason: "the mailbox does not say how its mails are numbered")
        }
        guard count > 0 else { return MailList(validity: validity, count: 0, entries: []) }
        let lines = try taken(ask(.list(1...min(count, most)), validity), "list")
        return MailList(validity: validity, count: count, entries: MailList.Entry.all(in: lines.bytes))
    }

    func read(_ number: UInt32, of list: MailList, most: Int) throws(MailboxFault) -> [UInt8]? {
        let outcome = ask(.fetch(number, most: most), list.validity, timeout: .seconds(120))
        if case .mailboxRefused(.gone) = outcome { return nil }
        return try taken(outcome, "read").bytes
    }

    func move(_ number: UInt32, of list: MailList, to folder: MailFolder) throws(MailboxFault) {
        let move = MailboxRequest.Command.move(number, to: folder.rawValue)
        var outcome = ask(move, list.validity)
        if case .mailboxRefused(.refused) = outcome {
            _ = ask(.create(folder.rawValue))
            outcome = ask(move, list.validity)
        }
        if case .mailboxRefused(.gone) = outcome { return }
        _ = try taken(outcome, "move to \(folder.rawValue)")
    }

    private func ask(
        _ command: MailboxRequest.Command, _ validity: UInt32? = nil, timeout: Duration = .seconds(20)
    ) -> TransferOutcome {
        let request = MailboxRequest(
            server: settings.server, credentials: settings.credentials, requireTLS: settings.requiresTLS,
            tls: settings.tls, folder: settings.folder, validity: validity, command, timeout: timeout)
        return client.perform([.mailbox(request)])[0]
    }

    private func taken(_ outcome: TransferOutcome, _ command: String) throws(MailboxFault) -> MailboxAnswer {
        switch outcome {
        case .mailbox(let answer): return answer
        case .mailboxRefused(.gone): throw MailboxFault(reason: "\(command): the mailbox numbers its mails anew")
        case .mailboxRefused(.refused(let code)):
            throw MailboxFault(reason: "\(command): the mailbox refuses it\(code.map { " (\($0))" } ?? "")")
        case .failed(let failure): throw MailboxFault(reason: "\(command): \(failure.message)")
        case .http, .mailAccepted, .mailRefused: throw MailboxFault(reason: "\(command): not answered by IMAP")
        }
    }
}

extension MailList.Entry {
    /// Reads lines `* 1 FETCH (UID 7 RFC822.SIZE 1557 INTERNALDATE "03-Feb-2026 08:16:30 +0700")`, in any order of what they say.
    static func all(in bytes: [UInt8]) -> [MailList.Entry] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split { " ()".contains($0) }.map(String.init)
            func value(_ name: String) -> String? {
                words.firstIndex { $0.uppercased() == name }.flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
            }
            guard words.contains(where: { $0.uppercased() == "FETCH" }), let number = value("UID").flatMap(UInt32.init)
            else { return nil }
            let size = value("RFC822.SIZE").flatMap(Int.init) ?? 0
            let date = line.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first
            return MailList.Entry(number: number, size: size, at: date.flatMap { ArrivalTime.read(String($0)) })
        }
    }
}
