import ArgumentParser
import Foundation
import Operator

struct StackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stack", abstract: "The private PostgreSQL and RabbitMQ of this checkout (scripts/stack.sh).",
        discussion: """
            up, down [--purge], start, stop, restart [--hard], kill, pause, resume, status [--json], env; --name NAME for \
            another one than dev. 'eval "$(lapor stack env)"' sets the addresses in a shell.
            """)

    @Argument(parsing: .allUnrecognized, help: "What to do, and options of scripts/stack.sh.")
    var arguments: [String] = ["status"]

    func run() throws {
        guard let script = Self.script() else {
            throw Failure(.notFound, SetupWords.noScript)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: script)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
    }

    /// The script of the checkout that the working directory is in.
    private static func script() -> String? {
        var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("scripts/stack.sh").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return nil
    }
}
