/// Columns of a table by the words in which people name them: their heads, in small letters, with hyphens for blanks.
package struct ColumnChoice {
    /// By their names in tables, in the order of the call.
    private let names: [String]
    /// The first word that names no column; nil: all do.
    package let unknown: String?
    /// Those that there are, in the language of the screen.
    package let known: [String]

    /// - Parameter text: such as `status,due`; both languages are understood.
    package init(_ text: String, of columns: [Phrase]) {
        known = columns.map { Self.folded($0.text) }.uniqued()
        var names: [String] = []
        var unknown: String?
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map({ Self.folded(String($0)) }) {
            if let column = columns.first(where: { word == Self.folded($0.en) || word == Self.folded($0.id) }) {
                names.append(column.columnName)
            } else {
                unknown = unknown ?? "'\(word)'"
            }
        }
        (self.names, self.unknown) = (names.uniqued(), unknown)
    }

    /// Runs `body`, whose tables have these columns and no others.
    package func applied(to body: () throws -> Void) rethrows {
        try Screen.$columns.withValue(names) { try body() }
    }

    fileprivate static func folded(_ text: String) -> String {
        String(text.trimmingSpaces.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }
}

extension Phrase {
    /// How a table knows its column, whatever the language of the screen.
    var columnName: String { ColumnChoice.folded(en) }
}
