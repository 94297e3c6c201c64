import Foundation
import Synchronization

/// A page that is drawn again and again, on a screen of its own, until q, Ctrl-C or a signal ends it.
package enum LiveScreen {
    /// What the terminal is told: another screen without a cursor, and back.
    private static let (enter, leave) = ("\u{1B}[?1049h\u{1B}[?25l", "\u{1B}[?25h\u{1B}[?1049l")
    private static let (home, endOfLine, endOfScreen) = ("\u{1B}[H", "\u{1B}[K", "\u{1B}[J")

    /// Draws `page` every `seconds`; where nobody watches, once. What goes wrong meanwhile is told on the page, and it goes on:
    /// people watch to see when things are well again.
    package static func watch(every seconds: Double, _ page: () throws -> String) throws {
        guard Screen.isTerminal else { return try Screen.show(page()) }
        let keys = TerminalKeys()
        try Screen.draw(enter)
        let end = LiveEnd {
            try? Screen.draw(leave)
            keys.giveBack()
        }
        let sources = end.listen()
        defer { sources.forEach { $0.cancel() } }
        keys.listen { if $0 == UInt8(ascii: "q") || $0 == UInt8(ascii: "Q") { end.come(0) } }
        while true {
            let text: String
            do { text = try page() } catch { text = Remedies.line(for: error).text.fitting(Screen.width) }
            try end.unlessCome { try Screen.draw(frame(text, height: Screen.height, width: Screen.width)) }
            Thread.sleep(forTimeInterval: seconds)
        }
    }

    /// Over what stands there: clearing first would flicker. What is longer than the screen would push its beginning out of sight:
    /// its end is left out, and counted. A line that the terminal breaks takes several.
    static func frame(_ text: String, height: Int? = nil, width: Int? = nil) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let height, lines.reduce(0, { $0 + $1.lines(in: width) }) > height {
            var (shown, left) = (0, height - 1)
            while shown < lines.count, lines[shown].lines(in: width) <= left {
                left -= lines[shown].lines(in: width)
                shown += 1
            }
            let hidden = lines[shown...].reduce(0) { $0 + $1.lines(in: width) }
            lines = lines.prefix(shown) + [LiveWords.moreLines(hidden).text]
        }
        return home + lines.map(Screen.shown).joined(separator: endOfLine + "\n") + endOfLine + endOfScreen
    }
}

extension String {
    /// How many lines of a screen the text takes.
    func lines(over width: Int?) -> Int {
        split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + String($1).lines(in: width) }
    }
}

/// The end of a live page, from wherever it comes: the screen is given back once, and nothing is drawn after that. It does not wait
/// for a server that is asked meanwhile.
private final class LiveEnd: Sendable {
    /// Signals that end a program, and what it ends with then.
    private static let signals: [(signal: Int32, code: Int32)] = [
        (SIGINT, 0), (SIGTERM, 128 + SIGTERM), (SIGHUP, 128 + SIGHUP), (SIGQUIT, 128 + SIGQUIT),
    ]
    private let drawing = Mutex(())
    private let giveBack: @Sendable () -> Void

    init(_ giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }

    func listen() -> [any DispatchSourceSignal] {
        Self.signals.map { end in
            signal(end.signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: end.signal, queue: .global())
            source.setEventHandler { self.come(end.code) }
            source.resume()
            return source
        }
    }

    /// Ends the program. Who draws waits for ever.
    func come(_ code: Int32) {
        drawing.withLock { _ in
            giveBack()
            exit(code)
        }
    }

    func unlessCome(_ draw: () throws -> Void) throws { try drawing.withLock { _ in try draw() } }
}

/// The keyboard of a terminal, key by key and without showing them, until it is given back as it was.
private struct TerminalKeys: Sendable {
    /// What `stty` was told before; nil: standard input is no terminal.
    private let before: String?

    init() {
        before = isatty(STDIN_FILENO) == 1 ? Self.stty(["-g"]) : nil
        // A page that is only stopped would leave its screen behind: then Ctrl-Z does nothing.
        if before != nil { _ = Self.stty(["-icanon", "-echo", "min", "1", "susp", "undef"]) }
    }

    func giveBack() { if let before { _ = Self.stty([before]) } }

    /// Tells of each key, on a thread of its own.
    func listen(_ key: @escaping @Sendable (UInt8) -> Void) {
        guard before != nil else { return }
        Thread.detachNewThread {
            while true {
                let keys = FileHandle.standardInput.availableData
                guard !keys.isEmpty else { return }
                keys.forEach(key)
            }
        }
    }

    private static func stty(_ arguments: [String]) -> String? {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        // It is a process group of its own, in the background of the terminal, which stops those that set something.
        process.arguments = ["sh", "-c", "trap '' TTOU; stty \"$@\"", "stty"] + arguments
        process.standardInput = FileHandle.standardInput
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? text.trimmingCharacters(in: .whitespacesAndNewlines) : nil
    }
}
