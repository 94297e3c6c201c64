import Complaints
import Contract
import Foundation
import Shared
import Store
import Testing
import Tokens

@testable import Gateway

/// What is known while the store is away.
@Suite final class StateFileTests {
    private let above = FileManager.default.temporaryDirectory.appending(path: "lapor-state-\(UUID().uuidString)")
    private var folder: String { above.appending(path: "state").path }

    init() throws { try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: above) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `it says again what was written, and nobody else may read it`() throws {
        let file = try StateFile(in: folder)
        #expect(file.read() == nil)
        let end = Instant(microseconds: 1_770_000_000_123_456)
        let knowledge = Knowledge([Door.kept(endsAt: end)], [.init(channel: "web", account: "gw")]).seeing(
            Door.codeKey, at: end)
        #expect(knowledge.seeing(Door.codeKey, at: Door.now) == knowledge)
        try file.write(knowledge)
        #expect(try StateFile(in: folder).read() == knowledge)
        #expect(try mode(folder) == 0o700 && mode("\(folder)/gateway.json") == 0o600)
        let text = try String(contentsOfFile: "\(folder)/gateway.json", encoding: .utf8)
        #expect(!text.contains(Door.key.text) && text.contains(Door.key.id))
    }

    @Test func `what makes no sense is as if it were not there`() throws {
        let file = try StateFile(in: folder)
        try file.write(Knowledge([Door.kept()]))
        for text in ["", "{}", #"{"keys":[]}"#] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/gateway.json"))
            #expect(file.read() == nil, "\(text)")
        }
    }

    @Test func `a folder that others look into is refused`() throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        #expect(throws: Remedy.self) { try StateFile(in: folder) }
        #expect(throws: Remedy.self) { try StateFile(in: "\(folder)/not/there") }
    }
}
