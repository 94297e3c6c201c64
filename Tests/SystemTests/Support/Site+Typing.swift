import Foundation
import Glibc
import TestKit

extension Site {
    /// Runs `script` as a reader of the book would, who administers the database: beside the checkout's files.
    ///
    /// - Parameters:
    ///   - tools: folders whose programs are found before all others.
    ///   - further: variables beyond the site's own.
    func type(_ script: String, tools: [URL] = [], _ further: [String: String] = [:]) throws -> Ending {
        for name in ["examples", "docs"] {
            let link = folder.appending(path: name)
            guard !FileManager.default.fileExists(atPath: link.path) else { continue }
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: BookSection.root.appending(path: name))
        }
        let base = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LAPOR_") }
        let path = (tools + [Program.folder]).map(\.path) + [base["PATH"] ?? "/usr/bin:/bin"]
        let variables = base.merging(environment(["LAPOR_DATABASE_URL": SiteDatabase.url(database, as: "postgres")])) {
            $1
        }.merging(further) { $1 }
            .merging([
                "PATH": path.joined(separator: ":"),
                "ADMIN_DATABASE_URL": database.replacing("//lapor@", with: "//postgres@"),
            ]) { $1 }
        let output = folder.appending(path: "typed.log")
        let shell = try Child(
            ["/bin/bash", "-euxo", "pipefail", "-c", script], environment: variables, in: folder, output: output.path)
        if shell.wait(seconds: 240) == nil { shell.kill() }
        return (shell.code ?? -SIGKILL, try String(contentsOf: output, encoding: .utf8))
    }
}
