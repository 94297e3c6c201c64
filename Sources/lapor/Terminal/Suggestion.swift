import ArgumentParser
import Operator

/// What somebody may have meant who typed a command that is not there.
enum Suggestion {
    /// The option that somebody typed who is told so by `line`, and the one whose name goes on from it: `--text-file` for `--text`. The
    /// parser itself names any other that looks alike.
    static func option(
        for line: String, _ arguments: [String], of root: any ParsableCommand.Type
    ) -> (typed: String, meant: String)? {
        guard let typed = line.firstMatch(of: /'(--[a-z-]+)'/)?.1, CallWords.isOfUnknownOption(line) else { return nil }
        return options(of: called(by: arguments, of: root)).filter { $0.hasPrefix(typed + "-") }
            .min { $0.count < $1.count }.map { (String(typed), $0) }
    }

    private static func options(of command: any ParsableCommand.Type) -> [String] {
        command.helpMessage().matches(of: /--[a-z][a-z-]*/).map { String($0.0) }
    }

    private static func called(
        by arguments: [String], of root: any ParsableCommand.Type
    ) -> any ParsableCommand.Type {
        arguments.reduce(root) { command, word in
            command.configuration.subcommands.first { $0._commandName == word } ?? command
        }
    }

    /// The subcommand nearest to the first word of `arguments` that is none; nil when none is near.
    static func command(for arguments: [String], of root: any ParsableCommand.Type) -> String? {
        var command = root
        for word in arguments where !word.hasPrefix("-") {
            let known = command.configuration.subcommands
            guard !known.isEmpty else { return nil }
            let names = known.map { $0._commandName }
            guard let index = names.firstIndex(of: word) else { return nearest(to: word, of: names) }
            command = known[index]
        }
        return nil
    }

    /// The word with the fewest changes of a letter, of which a third of the letters may be wrong; the first of several.
    static func nearest(to word: String, of known: [String]) -> String? {
        let near = known.map { (name: $0, changes: changes(from: Array(word.lowercased()), to: Array($0))) }
        return near.filter { $0.changes <= max(1, $0.name.count / 3) }.min { $0.changes < $1.changes }?.name
    }

    /// Letters to add, take away, change, or swap with their neighbour.
    private static func changes(from word: [Character], to other: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...other.count)
        for (row, letter) in word.enumerated() {
            var line = [row + 1]
            for (column, wanted) in other.enumerated() {
                var least = min(last[column + 1], line[column]) + 1
                least = min(least, last[column] + (letter == wanted ? 0 : 1))
                if row > 0, column > 0, letter == other[column - 1], word[row - 1] == wanted {
                    least = min(least, before[column - 1] + 1)
                }
                line.append(least)
            }
            (before, last) = (last, line)
        }
        return last[other.count]
    }
}
