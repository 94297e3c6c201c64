import Foundation
import Glibc
import Rabbit
import TestKit
import Testing

/// A channel's side: publishes until the broker has confirmed, and writes down what was accepted before it counts.
final class Submitter {
    private let address: RabbitAddress
    private let ledger: FileHandle
    private let file: URL
    /// How often each message was published beyond the first time.
    private var repeated: [String: Int] = [:]

    init(_ site: Site, ledger name: String = "ledger") throws {
        address = site.broker.address
        file = site.folder.appending(path: name)
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        ledger = try FileHandle(forWritingTo: file)
    }

    /// Publishes all in windows of `window`, `pause` milliseconds apart. What the broker did not confirm, because it
    /// was away, is published again: that is what a channel must do.
    func submit(
        _ messages: [TestMessage], window: Int = 100, pause: Int = 0, seconds: Double = 90,
        _ after: (_ sent: Int) throws -> Void = { _ in }
    ) throws {
        let end = SocketBreaker.monotonicMilliseconds + Int(seconds * 1000)
        var position = 0
        while position < messages.count {
            let chunk = messages[position..<min(position + window, messages.count)]
            while !publish(chunk) {
                for message in chunk { repeated[message.messageID, default: 0] += 1 }
                try #require(SocketBreaker.monotonicMilliseconds < end, "the broker does not confirm")
                Thread.sleep(forTimeInterval: 0.1)
            }
            position += chunk.count
            try ledger.write(contentsOf: Data(chunk.map { $0.messageID + "\n" }.joined().utf8))
            try ledger.synchronize()
            try after(position)
            if pause > 0 { Thread.sleep(forTimeInterval: Double(pause) / 1000) }
        }
    }

    private func publish(_ messages: ArraySlice<TestMessage>) -> Bool {
        do throws(RabbitError) {
            var connection = try RabbitConnection(to: address)
            try connection.selectConfirms()
            for message in messages { try connection.publish(message.publication) }
            try connection.waitForConfirms(milliseconds: 10_000)
            return true
        } catch {
            return false
        }
    }

    /// How many of `messages` had to be published again, counting each time.
    func repetitions(of messages: [TestMessage]) -> Int { messages.reduce(0) { $0 + (repeated[$1.messageID] ?? 0) } }

    /// The message ids that were accepted, as they are on disk.
    func accepted() throws -> Set<String> {
        Set(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init))
    }
}
