import Complaints
import Contract
import Foundation
import Shared
import Store

/// Messages as lines of files: what a channel without a provider gets. Each line is one JSON object and ends with a line
/// feed; what has none was cut off by the end of its writer and is no message. Every lane writes files of its own,
/// `<channel>-<random>.jsonl`, so that lines of several workers never mix.
struct FileOutbox: Sendable {
    private let directory: URL
    private let suffix = String(UInt64.random(in: .min ... .max), radix: 36)

    /// An outbox in `directory`, which is made if it is not there. Nobody else may look into it from then on, unless it is somebody
    /// else's, such as a volume's: its files are private in any case.
    ///
    /// - Throws: when it cannot be made.
    init(directory: String) throws {
        self.directory = URL(fileURLWithPath: directory, isDirectory: true)
        do {
            try FileManager.default.createDirectory(
                at: self.directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Self.fault
        }
        try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory)
        guard FileManager.default.isWritableFile(atPath: directory) else { throw Self.fault }
    }

    private static let fault = SettingError(
        key: SettingKey.outboxDirectory.name, reason: "names a folder that cannot be made or written")

    /// Appends the messages, all of a channel in one write; one outcome per message, in order.
    func send(_ messages: [(Notice, Wording.Message)], at now: Instant) -> [AttemptOutcome] {
        guard !messages.isEmpty else { return [] }
        var moment = JSONText(capacity: 32)
        moment.quoted { now.appendRFC3339(to: &$0) }
        var failed: [NotificationChannel: String] = [:]
        for channel in Set(messages.map(\.0.channel)) {
            var lines: [UInt8] = []
            lines.reserveCapacity(messages.count * 512)
            for (notification, message) in messages where notification.channel == channel {
                Self.append(notification, message, at: moment.bytes, to: &lines)
            }
            do {
                try append(lines, to: file(of: channel))
            } catch {
                failed[channel] = "the outbox file cannot be written"
            }
        }
        return messages.map { notification, _ in failed[notification.channel].map { .retry($0) } ?? .sent }
    }

    /// Those of `keys` whose messages are in the outbox, whoever wrote them.
    func recorded(among keys: Set<String>) -> Set<String> {
        let files = (try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "jsonl" }.reduce(into: []) { found, file in
            guard let data = try? Data(contentsOf: file), let end = data.lastIndex(of: 0x0A) else { return }
            for line in data[...end].split(separator: 0x0A) {
                let key = String(decoding: line.dropFirst(Self.head.utf8.count).prefix { $0 != 0x22 }, as: UTF8.self)
                if keys.contains(key) { found.insert(key) }
            }
        }
    }

    /// What each line begins with, before the key.
    private static let head = #"{"id":""#

    private func file(of channel: NotificationChannel) -> URL {
        directory.appendingPathComponent("\(channel.rawValue)-\(suffix).jsonl")
    }

    private func append(_ lines: [UInt8], to file: URL) throws {
        if !FileManager.default.fileExists(atPath: file.path) {
            // It holds addresses: nobody else may read it.
            _ = FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        let begin = try handle.seekToEnd()
        do {
            try handle.write(contentsOf: Data(lines))
            try handle.synchronize()
        } catch {
            // All of it will be tried again: nothing may stay.
            try? handle.truncate(atOffset: begin)
            throw error
        }
    }

    private static func append(
        _ notification: Notice, _ message: Wording.Message, at moment: [UInt8], to lines: inout [UInt8]
    ) {
        var json = JSONObject(capacity: 512)
        json.add("id", notification.idempotencyKey)
        json.add("at", json: moment)
        json.add("to", notification.address)
        json.add("subject", message.subject.isEmpty ? nil : message.subject)
        json.add("text", message.text)
        lines += json.bytes
        lines.append(0x0A)
    }
}
