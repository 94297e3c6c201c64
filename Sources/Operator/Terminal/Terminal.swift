import Foundation
import Shared

/// Standard error: where people look while standard output goes to the next program.
package enum Terminal {
    static let isWatched = isatty(STDERR_FILENO) == 1

    /// One line about what went wrong or was noticed.
    package static func complain(_ phrase: Phrase) {
        write((isWatched ? phrase.text.fitting(Screen.width) : phrase.text).legible + "\n")
    }

    /// A question, whose answer stands behind it.
    static func ask(_ question: Phrase) { write(question.text.legible + " ") }

    static func write(_ text: String) { StandardError.write(text) }
}

/// How far a long command is: a bar that moves on a terminal, a line each tenth elsewhere.
struct ProgressBar {
    private static let width = 30
    private let name: String
    private var tenths = -1
    private var lastText = ""
    private var isBegun = false

    /// Whether nothing is shown where nobody watches.
    private let isForPeople: Bool

    init(_ name: Phrase, onlyIfWatched: Bool = false) {
        self.name = name.text
        isForPeople = onlyIfWatched
    }

    /// Shows that `fraction` (0 to 1) is done; `phrase` says what of it.
    mutating func show(_ fraction: Double, _ phrase: Phrase) {
        isBegun = true
        let text = phrase.text
        let fraction = min(max(fraction, 0), 1)
        if Terminal.isWatched {
            let filled = Int(fraction * Double(Self.width))
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
            Terminal.write("\r\u{1B}[K\(name.padded(to: 10)) \(bar) \(Int(fraction * 100)) %  \(text)")
        } else if !isForPeople, Int(fraction * 10) > tenths, text != lastText {
            tenths = Int(fraction * 10)
            lastText = text
            Terminal.write("\(name.padded(to: 10)) \(Int(fraction * 100)) %  \(text)\n")
        }
    }

    /// Leaves the bar as it stands and begins a new line.
    func end() {
        if Terminal.isWatched, isBegun { Terminal.write("\n") }
    }
}
