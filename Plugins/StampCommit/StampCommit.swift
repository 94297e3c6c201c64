import Foundation
import PackagePlugin

/// Before each build, writes a source file that names the commit: `LAPOR_COMMIT` where a build has no repository.
@main
struct StampCommit: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.pluginWorkDirectoryURL
        let file = folder.appending(path: "Commit.swift").path
        let script = """
            commit=${LAPOR_COMMIT:-$(git -C "$1" rev-parse --short=9 HEAD 2>/dev/null || echo unknown)}
            line="enum Commit { static let name = \\"$commit\\" }"
            [ "$(cat "$2" 2>/dev/null)" = "$line" ] || printf '%s\\n' "$line" > "$2"
            """
        return [
            .prebuildCommand(
                displayName: "Stamp the commit", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", script, "stamp", context.package.directoryURL.path, file],
                outputFilesDirectory: folder)
        ]
    }
}
