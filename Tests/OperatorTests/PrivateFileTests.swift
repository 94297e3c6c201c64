import Foundation
import Testing

@testable import Operator

/// Files of keys: what they hold is lost by nothing that is done to them.
@Suite struct PrivateFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "lapor-private-\(UUID().uuidString)")

    private func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func `what is replaced is replaced whole, nothing stays beside it, and nobody else may read it`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.keys").path
        try PrivateFile.make(path, "satu")
        for text in ["dua", "tiga"] {
            try PrivateFile.replace(path, text)
            #expect(try PrivateFile.read(path) == Array(text.utf8))
            #expect(try mode(path) == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.keys"])
        }
    }

    @Test func `many made at once are nobody else's to read`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask { try PrivateFile.make(folder.appending(path: "\(number).keys").path, "satu") }
            }
            try await group.waitForAll()
        }
        for number in 0..<64 { #expect(try mode(folder.appending(path: "\(number).keys").path) == 0o600) }
    }

    @Test func `who could read the old one can read the new one, also behind a link`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (path, link) = (folder.appending(path: "a.keys").path, folder.appending(path: "link").path)
        try PrivateFile.make(path, "satu")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        try PrivateFile.replace(link, "dua")
        #expect(try mode(path) == 0o640 && String(contentsOfFile: path, encoding: .utf8) == "dua")
    }

    @Test func `what cannot be replaced stays as it is`() throws {
        #expect(throws: Failure.self) { try PrivateFile.replace(folder.appending(path: "gone/a.keys").path, "dua") }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
