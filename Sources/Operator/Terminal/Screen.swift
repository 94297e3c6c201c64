import Foundation

/// Standard output, where results go: a terminal, or the next program.
package enum Screen {
    /// How many columns a table may have; nil: as many as it needs.
    @TaskLocal package static var width: Int? = widthOfTerminal
    /// Whether severity is shown by colour as well as by words.
    @TaskLocal static var isColoured = hasColours(ProcessInfo.processInfo.environment, isTerminal: isTerminal)

    /// The columns that a call has chosen, by `Phrase.columnName`; nil: all that fit.
    @TaskLocal static var columns: [String]?

    package static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Writes a page for people: everything that is shown goes through here, and nothing of it is obeyed.
    ///
    /// - Throws: `Failure` `cannotWrite`, as all that writes here: the disk behind it is full.
    package static func show(_ page: String) throws(Failure) { try draw(shown(page) + "\n") }

    /// Writes JSON; the next program reads the same values.
    package static func show(json: String) throws(Failure) { try draw(json.legibleJSON + "\n") }

    /// Writes a file's bytes as they are; on a terminal as a page.
    package static func copy(_ bytes: [UInt8]) throws(Failure) {
        guard isTerminal else { return try write(Data(bytes)) }
        try show(String(decoding: bytes, as: UTF8.self))
    }

    /// A page with its colours and nothing else that a terminal obeys.
    static func shown(_ page: String) -> String { Colour.shown(page.legible) }

    /// Tells the terminal what to do, in words of ours only.
    static func draw(_ text: String) throws(Failure) { try write(Data(text.utf8)) }

    private static func write(_ data: Data) throws(Failure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(TerminalWords.output.text))
        }
    }

    /// No colours for what is no terminal, for one that has none, and for who does not want any (no-color.org).
    static func hasColours(_ environment: [String: String], isTerminal: Bool) -> Bool {
        isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    private static let widthOfTerminal: Int? = {
        guard isTerminal else { return nil }
        return width(said: ProcessInfo.processInfo.environment["COLUMNS"]) ?? width(said: askedOfTerminal?.last)
    }()

    /// How many lines a page may have that is drawn again and again; nil: nobody knows.
    static let height: Int? = {
        let said = [ProcessInfo.processInfo.environment["LINES"].map { $0[...] }, askedOfTerminal?.first]
        return said.compactMap(\.self).compactMap { Int($0) }.first { $0 >= 4 }
    }()

    /// Nil for what is no width of a table.
    static func width(said text: (some StringProtocol)?) -> Int? {
        text.flatMap { Int($0) }.flatMap { $0 >= 20 ? $0 : nil }
    }

    /// What `stty size` says: rows and columns.
    private static let askedOfTerminal: [Substring]? = {
        guard let terminal = FileHandle(forReadingAtPath: "/dev/tty") else { return nil }
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["stty", "size"]
        process.standardInput = terminal
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(whereSeparator: \.isWhitespace)
    }()
}
