import Foundation
import TestKit

extension Site {
    /// Runs `script` as a reader of the book would, beside the checkout's files.
    ///
    /// - Parameters:
    ///   - tools: folders whose programs are found before all others.
    ///   - further: variables beyond the site's own.
    func type(_ script: String, tools: [URL] = [], _ further: [String: String] = [:]) throws -> Ending {
        let (shell, output) = (Process(), folder.appending(path: "typed.log"))
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        for name in ["examples", "docs"] {
            let link = folder.appending(path: name)
            guard !FileManager.default.fileExists(atPath: link.path) else { continue }
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: BookSection.root.appending(path: name))
        }
        let log = try FileHandle(forWritingTo: output)
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-euxo", "pipefail", "-c", script]
        shell.currentDirectoryURL = folder
        let base = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LAPOR_") }
        let path = (tools + [Program.folder]).map(\.path) + [base["PATH"] ?? "/usr/bin:/bin"]
        shell.environment = base.merging(environment([:])) { $1 }.merging(further) { $1 }.merging([
            "PATH": path.joined(separator: ":"),
            "ADMIN_DATABASE_URL": database.replacing("//lapor@", with: "//postgres@"),
        ]) { $1 }
        shell.standardOutput = log
        shell.standardError = log
        try shell.run()
        let ended = poll(seconds: 240) { !shell.isRunning }
        if !ended { shell.terminate() }
        shell.waitUntilExit()
        return (shell.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }
}
