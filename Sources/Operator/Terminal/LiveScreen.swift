import Foundation

/// A page that is drawn again and again, on a screen of its own, until Ctrl-C.
package enum LiveScreen {
    /// What the terminal is told: another screen without a cursor, and back.
    private static let (enter, leave) = ("\u{1B}[?1049h\u{1B}[?25l", "\u{1B}[?25h\u{1B}[?1049l")
    private static let (home, endOfLine, endOfScreen) = ("\u{1B}[H", "\u{1B}[K", "\u{1B}[J")

    /// Draws `page` every `seconds`; where nobody watches, once. What goes wrong meanwhile is told on the page, and it goes on:
    /// people watch to see when things are well again.
    package static func watch(every seconds: Double, _ page: () throws -> String) throws {
        guard Screen.isTerminal else { return try Screen.show(page()) }
        Interruption.expect()
        try Screen.draw(enter)
        defer { try? Screen.draw(leave) }
        while !Interruption.hasCome {
            let text: String
            do { text = try page() } catch { text = Remedies.line(for: error).text.fitting(Screen.width) }
            try Screen.draw(frame(text, height: Screen.height, width: Screen.width))
            let end = ContinuousClock.now + .seconds(seconds)
            while !Interruption.hasCome, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.1) }
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
