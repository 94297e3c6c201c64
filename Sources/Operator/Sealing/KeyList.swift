import Sealing
import Store

/// Which master keys there are, how many cases each serves, and how many rows stand in clear.
package struct KeyList: CommandResult {
    struct Row: Encodable {
        var kind: KeyKind
        var kid: String
        var state: Phrase
        /// Nil of keys that wrap nothing.
        var cases: Int?
    }

    let keys: [Row]
    /// By table.
    let clear: [String: Int]

    package init() throws {
        var database = try Connections.database(seconds: 600)
        var rows: [Row] = []
        for kind in KeyKind.allCases {
            let ids = try CaseKeys.file(Connections.environment, kind)?.ids ?? []
            guard kind.wraps else {
                rows += ids.enumerated().map { index, id in
                    Row(
                        kind: kind, kid: "\(id)", state: index == 0 ? SealingWords.used : SealingWords.known, cases: nil
                    )
                }
                continue
            }
            let counts = try MasterKeyUse.counts(kind, &database)
            for (index, id) in ids.enumerated() {
                let state = index == 0 ? SealingWords.used : SealingWords.known
                rows.append(Row(kind: kind, kid: "\(id)", state: state, cases: counts[id] ?? 0))
            }
            for (id, cases) in counts.sorted(by: { "\($0.key)" < "\($1.key)" }) where !ids.contains(id) {
                rows.append(Row(kind: kind, kid: "\(id)", state: SealingWords.missing, cases: cases))
            }
        }
        keys = rows
        clear = try ClearRows.allCases.reduce(into: [:]) { $0[$1.rawValue] = try $1.count(&database) }
    }

    private var clearRows: Int { clear.values.reduce(0, +) }

    package var text: String {
        let table = TextTable(
            [.content, .key, .status, .cases], keys.map { [SealingWords.kind($0.kind), $0.kid, $0.state, $0.cases] })
        let below = clearRows == 0 ? SealingWords.noClear : SealingWords.clear(clearRows)
        return "\(table.text)\n\n\(below)"
    }
}
