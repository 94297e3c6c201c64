import Foundation
import Shared
import Store
import Testing

@testable import NotifyWorker

@Suite struct FileOutboxTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "outbox-\(UUID().uuidString)")

    private func with(_ body: (FileOutbox) throws -> Void) throws {
        let outbox = try FileOutbox(directory: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(outbox)
    }

    @Test func `a folder that was there before is closed to others`() throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        try with { _ in
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o700)
        }
    }

    @Test func `what is in the outbox is known to every worker that uses it`() throws {
        try with { outbox in
            let notifications = (0..<3).map { SampleNotice.notification($0) }
            let message = Wording.Message(subject: "", text: "kutip \" dan\nbaris")
            #expect(outbox.send(notifications[..<2].map { ($0, message) }, at: .now) == [.sent, .sent])
            let keys = notifications.map(\.idempotencyKey)
            let other = try FileOutbox(directory: folder.path)
            #expect(other.recorded(among: Set(keys)) == Set(keys[..<2]))
            #expect(outbox.recorded(among: []) == [])
        }
    }

    @Test func `a line that was cut off is no message`() throws {
        try with { outbox in
            let notifications = (0..<2).map { SampleNotice.notification($0) }
            _ = outbox.send(notifications.map { ($0, Wording.Message(subject: "", text: "isi")) }, at: .now)
            let file = try #require(
                FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first)
            let whole = try Data(contentsOf: file)
            let keys = notifications.map(\.idempotencyKey)
            for cut in [1, 2, 40] {
                try whole.dropLast(cut).write(to: file)
                #expect(outbox.recorded(among: Set(keys)) == [keys[0]])
            }
            try Data().write(to: file)
            #expect(outbox.recorded(among: Set(keys)) == [])
        }
    }
}
