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
        colour.map { $0.mark + text + Colour.end } ?? text
    }
}

/// What a colour means, by the number that terminals know it by.
enum Colour: Int, CaseIterable {
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36

    /// Characters that stand in a text for the beginning of a colour until it is written. They are drawn for each process from
    /// those that Unicode gives no meaning to (plane 16): nobody can write them beforehand into a text of theirs.
    private static let marks = UInt32.random(in: 0x100000...0x10FF00)
    static let end = mark(0)
    var mark: String { Self.mark(rawValue) }

    private static func mark(_ number: Int) -> String { String(Unicode.Scalar(marks + UInt32(number)) ?? " ") }

    /// The text with its colours, as terminals know them (ISO 6429, SGR).
    static func shown(_ text: String) -> String { written(text) { "\u{1B}[\($0)m" } }

    /// The text without them.
    static func bare(_ text: String) -> String { written(text) { _ in "" } }

    private static let numbers = Set([0] + allCases.map { UInt32($0.rawValue) })

    private static func written(_ text: String, _ colour: (UInt32) -> String) -> String {
        text.unicodeScalars.reduce(into: "") { written, scalar in
            if scalar.value >= marks, numbers.contains(scalar.value - marks) {
                written += colour(scalar.value - marks)
            } else {
                written.unicodeScalars.append(scalar)
            }
        }
    }
}

extension String {
    /// The text with spaces up to `width`.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
