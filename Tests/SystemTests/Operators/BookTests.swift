import Foundation
import TestKit
import Testing

/// A section of docs/book.md, with what its readers are to type.
struct BookSection: Sendable, CustomTestStringConvertible {
    let title: String
    /// Its blocks, one after the other, as one script.
    let script: String
    /// Whether a block says that workers run.
    let needsWorkers: Bool

    var testDescription: String { title }

    /// The sections that have something to type.
    static let all: [BookSection] = {
        let text = (try? String(contentsOf: root.appending(path: "docs/book.md"), encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n## ").dropFirst().compactMap(BookSection.init)
    }()

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    private init?(_ text: String) {
        title = String(text.prefix { $0 != "\n" })
        let blocks = text.components(separatedBy: "```sh").dropFirst()
        guard !blocks.isEmpty else { return nil }
        needsWorkers = blocks.contains { $0.hasPrefix(" workers") }
        script = blocks.map { block in
            let lines = block.prefix(while: { $0 != "\n" }).endIndex
            return block[lines...].components(separatedBy: "\n```")[0]
        }.joined(separator: "\n")
    }
}

extension SystemTests {
    /// What the operator's book tells its readers to type works, as it stands there.
    @Suite("The operator's book")
    final class BookTests: SiteTest {
        @Test("what a section says can be typed, and does it", arguments: BookSection.all)
        func works(_ section: BookSection) throws {
            if section.needsWorkers { try site.startWorkers(and: "CaseWorker", "ClockWorker") }
            let ending = try type(section.script)
            #expect(ending.code == 0, "\(section.title): \(ending.output)")
        }

        @Test("every section that the book has is tried")
        func complete() { #expect(BookSection.all.count >= 6) }

        /// Runs `script` as a reader would, beside the checkout's files.
        private func type(_ script: String) throws -> Ending {
            let (shell, output) = (Process(), site.folder.appending(path: "typed.log"))
            _ = FileManager.default.createFile(atPath: output.path, contents: nil)
            for name in ["examples", "docs"] {
                try FileManager.default.createSymbolicLink(
                    at: site.folder.appending(path: name), withDestinationURL: BookSection.root.appending(path: name))
            }
            let log = try FileHandle(forWritingTo: output)
            shell.executableURL = URL(fileURLWithPath: "/bin/bash")
            shell.arguments = ["-euxo", "pipefail", "-c", script]
            shell.currentDirectoryURL = site.folder
            let base = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LAPOR_") }
            shell.environment = base.merging(site.environment([:])) { $1 }.merging([
                "PATH": "\(Program.folder.path):\(base["PATH"] ?? "/usr/bin:/bin")",
                "ADMIN_DATABASE_URL": site.database.replacing("//lapor@", with: "//postgres@"),
            ]) { $1 }
            shell.standardOutput = log
            shell.standardError = log
            try shell.run()
            let ended = poll(seconds: 90) { !shell.isRunning }
            if !ended { shell.terminate() }
            shell.waitUntilExit()
            return (shell.terminationStatus, try String(contentsOf: output, encoding: .utf8))
        }
    }
}
