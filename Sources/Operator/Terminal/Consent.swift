import Foundation

/// A question before something that cannot simply be taken back.
package enum Consent {
    /// Whether there is somebody who can be asked.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Goes on when the call says yes beforehand, or the person at the terminal does.
    ///
    /// - Parameter given: whether the call has said it (`--yes`).
    /// - Throws: `Failure` `notPermitted` otherwise.
    package static func require(_ question: Phrase, given: Bool) throws(Failure) {
        try require(question, given: given, isPossible: isPossible) { readLine() }
    }

    static func require(
        _ question: Phrase, given: Bool, isPossible: Bool, answer: () -> String?
    ) throws(Failure) {
        guard !given else { return }
        guard isPossible else { throw Failure(.notPermitted, TerminalWords.needsYes(question)) }
        Terminal.ask(TerminalWords.question(question))
        guard isYes(answer()) else { throw Failure(.notPermitted, TerminalWords.nothingDone) }
    }

    /// Asks; false when there is nobody to ask.
    static func isGiven(_ question: Phrase) -> Bool {
        guard isPossible else { return false }
        Terminal.ask(TerminalWords.question(question))
        return isYes(readLine())
    }

    /// A word of either language; anything else, also nothing, is no.
    static func isYes(_ answer: String?) -> Bool {
        ["y", CommonWords.yes.en, CommonWords.yes.id].contains((answer ?? "").trimmingSpaces.lowercased())
    }
}

/// The editor that the user has named.
enum TextEditor {
    /// Lets the person at the terminal change a text, in a file that only they can read and that is gone afterwards.
    ///
    /// - Throws: `Failure` when there is no terminal or no editor, or when the editor fails.
    static func edit(_ text: [UInt8]) throws -> [UInt8] {
        let environment = ProcessInfo.processInfo.environment
        let editor = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let editor, Consent.isPossible else { throw Failure(.noInput, TerminalWords.noEditor) }
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "lapor-\(UUID().uuidString)")
        try files.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(at: folder) }
        let file = folder.appending(path: "message.json")
        guard files.createFile(atPath: file.path, contents: Data(text), attributes: [.posixPermissions: 0o600]) else {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(file.path))
        }
        // An editor may be named with options: the shell takes it apart.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "\(editor) \"$1\"", "sh", file.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(.noInput, TerminalWords.editorFailed) }
        return try InputFile.read(file.path)
    }
}
