/// The string literals of a Swift file, each with the call that it stands in.
struct SourceLiterals {
    struct Literal: Equatable {
        /// What stands between the quotes, without interpolations.
        var text: String
        /// The same with something in place of each interpolation.
        var sample = ""
        /// The code of each interpolation.
        var interpolations: [String] = []
        /// The innermost call around it, such as `Phrase`; empty: none.
        var call: String
        /// The label before it, such as `id`.
        var label: String
        var line: Int
    }

    private(set) var literals: [Literal] = []
    private let source: [Character]
    private var position = 0
    private var line = 1
    private var calls: [(name: String, label: String)] = []
    private var word = ""
    private var lastWord = ""

    init(_ text: String) {
        source = Array(text)
        while position < source.count { step() }
    }

    private func starts(_ text: String) -> Bool { source[position...].starts(with: text) }

    private mutating func step() {
        if starts("//") {
            while position < source.count, source[position] != "\n" { position += 1 }
        } else if starts("\"") {
            literal()
        } else {
            let character = source[position]
            if character == "\n" { line += 1 }
            note(character)
            position += 1
        }
    }

    /// Keeps calls and labels while code is gone through.
    private mutating func note(_ character: Character) {
        if character.isLetter || character.isNumber || character == "_" {
            word.append(character)
            return
        }
        if !word.isEmpty { lastWord = word }
        switch character {
        case "(": calls.append((word, ""))
        case "[", "{": calls.append((calls.last?.name ?? "", calls.last?.label ?? ""))
        case ")", "]", "}": _ = calls.popLast()
        case ":" where !calls.isEmpty: calls[calls.count - 1].label = word.isEmpty ? lastWord : word
        case "," where !calls.isEmpty: calls[calls.count - 1].label = ""
        default: break
        }
        word = ""
    }

    private mutating func literal() {
        let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
        var found = Literal(text: "", call: calls.last?.name ?? "", label: calls.last?.label ?? "", line: line)
        position += quotes.count
        while position < source.count, !starts(quotes) {
            if starts("\\(") {
                found.interpolations.append(interpolation())
                found.text += " "
                found.sample += "x9"
            } else if starts("\\") {
                let isBreak = source[position + 1] == "\n" || source[position + 1] == "n"
                found.text += isBreak ? " " : ""
                found.sample += isBreak ? "" : String(source[position + 1])
                if source[position + 1] == "\n" { line += 1 }
                position += 2
            } else {
                if source[position] == "\n" { line += 1 }
                found.text.append(source[position])
                found.sample.append(source[position])
                position += 1
            }
        }
        position += quotes.count
        literals.append(found)
    }

    /// The code of an interpolation; literals in it are found as well.
    private mutating func interpolation() -> String {
        position += 2
        let start = position
        let (outer, outerWord) = (calls, word)
        calls.append(("interpolation", ""))
        while position < source.count, calls.count > outer.count { step() }
        (calls, word) = (outer, outerWord)
        return String(source[start..<position - 1])
    }
}
