import Foundation
import Operator
import Testing

@Suite struct KeyFolderTests {
    @Test func `a program reads the settings by their names`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let said = try JSONResult.encode(try KeyFolder(folder.path))
        let settings = try JSONDecoder().decode([String: String].self, from: Data(said.utf8))
        #expect(settings.keys.contains("LAPOR_IDENTITY_KEY_FILE"))
        #expect(settings.keys.allSatisfy { $0.hasPrefix("LAPOR_") && $0.hasSuffix("_KEY_FILE") })
        #expect(settings.values.allSatisfy(FileManager.default.fileExists(atPath:)))
        // What is there is not made anew.
        let again = try JSONResult.encode(try KeyFolder(folder.path))
        #expect(again == said)
    }
}
