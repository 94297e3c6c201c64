import Store

/// What may leave the store today, or has left it.
package struct PassingRows: ListResult {
    package struct Row: Encodable {
        var table: String
        var what: Phrase
        /// How long a row stands there.
        var keptSeconds: Int64
        /// Rows whose time is over.
        var due: Int
        /// Nil when nothing was to be removed.
        var removed: Int?
    }

    package let rows: [Row]
    private let isDone: Bool

    /// - Parameter apply: removes what may go; otherwise it is counted.
    package init(apply: Bool) throws {
        var database = try Connections.database(seconds: 3600)
        let now = try StoreClock.now(&database)
        var rows: [Row] = []
        for table in PassingTable.allCases {
            let due = try table.due(at: now, &database)
            let removed = apply ? try table.remove(at: now, &database) : nil
            rows.append(
                Row(
                    table: table.rawValue, what: RetentionWords.what(table), keptSeconds: table.seconds, due: due,
                    removed: removed))
        }
        self.rows = rows
        isDone = apply
    }

    package var text: String {
        let table = TextTable(
            [.table, .content, .keptFor, isDone ? .removed : .mayGo], widest: 60,
            rows.map { [$0.table, $0.what, Phrase(seconds: Double($0.keptSeconds)), $0.removed ?? $0.due] })
        let sum = rows.reduce(0) { $0 + ($1.removed ?? $1.due) }
        return "\(table.text)\n\n\(isDone ? RetentionWords.removed(sum) : RetentionWords.mayGo(sum))"
    }
}
