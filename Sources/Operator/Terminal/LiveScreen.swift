import Foundation

/// A page that is drawn again and again, on a screen of its own, until Ctrl-C.
package enum LiveScreen {
    /// What the terminal is told: another screen without a cursor, and back.
    private static let (enter, leave) = ("\u{1B}[?1049h\u{1B}[?25l", "\u{1B}[?25h\u{1B}[?1049l")
    private static let (home, endOfLine, endOfScreen) = ("\u{1B}[H", "\u{1B}[K", "\u{1B}[J")

    /// Draws `page` every `seconds`; where nobody watches, once. What goes wrong meanwhile is told on the page, and it goes on:
    /// people watch to see when things are well again.
    package static func watch(every seconds: Double, _ page: () throws -> String) throws {
        guard Screen.isTerminal else { return Screen.show(try page()) }
        Interruption.expect()
        Screen.draw(enter)
        defer { Screen.draw(leave) }
        while !Interruption.hasCome {
            let text: String
            do { text = try page() } catch { text = Remedies.line(for: error).text }
            Screen.draw(frame(text, height: Screen.height))
            let end = ContinuousClock.now + .seconds(seconds)
            while !Interruption.hasCome, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.1) }
        }
    }

    /// Over what stands there: clearing first would flicker. What is longer than the screen would push its beginning out of sight:
    /// its end is left out, and counted.
    static func frame(_ text: String, height: Int? = nil) -> String {
        var lines = Screen.shown(text).split(separator: "\n", omittingEmptySubsequences: false)
        if let height, lines.count > height {
            let hidden = lines.count - height + 1
            lines = lines.prefix(height - 1) + [LiveWords.moreLines(hidden).text[...]]
        }
        return home + lines.joined(separator: endOfLine + "\n") + endOfLine + endOfScreen
    }
}
