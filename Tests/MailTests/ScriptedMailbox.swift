import Foundation
import Rabbit
import Shared
import Synchronization

@testable import MailWorker

/// A mailbox in memory, and a broker that takes what it is told to take. Both write into one diary.
final class ScriptedMailbox: Mailbox {
    var mails: [(number: UInt32, bytes: [UInt8])] = []
    var folders: [MailFolder: [UInt32]] = [:]
    var validity: UInt32 = 7
    /// Mails that cannot be read.
    var unreadable: Set<UInt32> = []
    var refusesMoves = false
    let diary: Diary

    init(_ mails: [String], _ diary: Diary) {
        self.mails = mails.enumerated().map {
            (UInt32($0.offset + 1), Array($0.element.replacing("\n", with: "\r\n").utf8))
        }
        self.diary = diary
    }

    func list(most: Int) -> MailList {
        let entries = mails.prefix(most).map { MailList.Entry(number: $0.number, size: $0.bytes.count, at: nil) }
        return MailList(validity: validity, count: mails.count, entries: entries)
    }

    func read(_ number: UInt32, of list: MailList, most: Int) throws(MailboxFault) -> [UInt8]? {
        if unreadable.contains(number) { throw MailboxFault(reason: "read: no") }
        return mails.first { $0.number == number }.map { Array($0.bytes.prefix(most)) }
    }

    func move(_ number: UInt32, of list: MailList, to folder: MailFolder) throws(MailboxFault) {
        if refusesMoves { throw MailboxFault(reason: "move: no") }
        mails.removeAll { $0.number == number }
        folders[folder, default: []].append(number)
        diary.note("\(number) \(folder.rawValue)")
    }
}

final class Diary: WaitingSender {
    private let state = Mutex<(lines: [String], messages: [Publication], outcome: Publisher.Outcome)>(
        ([], [], .success(())))

    var lines: [String] { state.withLock(\.lines) }
    var messages: [Publication] { state.withLock(\.messages) }

    func note(_ line: String) { state.withLock { $0.lines.append(line) } }
    /// What the broker says from now on.
    func answer(_ outcome: Publisher.Outcome) { state.withLock { $0.outcome = outcome } }

    func deliver(_ message: Publication) -> Publisher.Outcome {
        state.withLock { state in
            state.lines.append(message.properties.contentType ?? "")
            state.messages.append(message)
            return state.outcome
        }
    }
}

extension Publication {
    /// A field of the submission.
    func field(_ name: String) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return object?[name] as? String
    }
}
