/// A cell of a table, or a word, that may have a colour.
struct Painted: CustomStringConvertible {
    let text: String
    let colour: Colour?

    init(_ value: (any CustomStringConvertible)?, _ colour: Colour? = nil) {
        text = value.map { "\($0)" } ?? "-"
        self.colour = colour
    }

    var description: String { Screen.isColoured ? painted(text) : text }

    /// Cut to `width`, and with its colour where the screen has colours.
    func cut(to width: Int) -> String {
        let short = text.count > width ? String(text.prefix(max(1, width - 1))) + "…" : text
        return Screen.isColoured ? painted(short) : short
    }

    func padded(to width: Int) -> String {
        cut(to: width) + String(repeating: " ", count: max(0, width - text.count))
    }

    private func painted(_ text: String) -> String {
        colour.map { "\u{1B}[\($0.rawValue)m\(text)\u{1B}[0m" } ?? text
    }
}

/// What a colour means, by the number that terminals know it by.
enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
}

extension String {
    /// The text with spaces up to `width`.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
