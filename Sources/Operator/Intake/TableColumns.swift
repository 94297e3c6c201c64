import Contract

/// One row of a table by what its columns mean.
struct TableRow {
    var values: [ColumnMeaning: String] = [:]
    /// Columns of the official export that the contract has no field for; kept with the case as they came.
    var kept: [String: String] = [:]
    /// Columns that nobody knows here: they may be a person's, and are kept with the identity.
    var unknown: [String: String] = [:]
    var line: Int
    /// Where the next one begins.
    var end: Int

    /// Nil when it is empty.
    subscript(_ meaning: ColumnMeaning) -> String? { values[meaning] }

    /// Several columns may have one name.
    fileprivate mutating func keep(_ text: String, ofUnknown column: String) {
        var (name, number) = (column, 1)
        while unknown[name] != nil {
            number += 1
            name = "\(column) \(number)"
        }
        unknown[name] = text
    }
}

/// The columns of a table: which of them mean what to the intake contract.
struct TableColumns {
    let header: [String]
    /// Those that mean nothing here.
    let unknown: [String]
    /// Whether it is the official export as SP4N-LAPOR! writes it.
    let isOfficial: Bool
    private let meanings: [ColumnMeaning?]

    /// - Throws: `Failure` `badData` naming the columns that are missing.
    init(header: [String]) throws(Failure) {
        let meanings = Self.meanings(of: header)
        guard meanings.contains(where: { $0 != nil }) else { throw Failure(.badData, FormWords.neither) }
        let needed: [(name: String, meanings: [ColumnMeaning])] = [
            (SP4NExport.required[0], [.id]), (SP4NExport.required[1], [.text, .editedText]),
        ]
        let missing = needed.filter { Set($0.meanings).isDisjoint(with: meanings) }.map(\.name)
        guard missing.isEmpty else {
            throw Failure(
                .badData,
                IntakeWords.missingColumns(
                    missing.joined(separator: "', '"), SP4NExport.columns.joined(separator: ", ")))
        }
        self.header = header
        self.meanings = meanings
        isOfficial = SP4NExport.isComplete(header)
        unknown = zip(header, meanings).filter { $1 == nil && !$0.isEmpty }.map(\.0)
    }

    /// Each meaning once, for the column whose name is the surest.
    private static func meanings(of header: [String]) -> [ColumnMeaning?] {
        let all = header.map { ColumnMeaning(column: $0) }
        return all.indices.map { place in
            guard let meaning = all[place], meaning != .kept else { return all[place] }
            let rivals = all.indices.filter { all[$0] == meaning }
            let best = rivals.min {
                (ColumnMeaning.rank(of: header[$0]), $0) < (ColumnMeaning.rank(of: header[$1]), $1)
            }
            return best == place ? meaning : nil
        }
    }

    /// The name of the column with that meaning.
    func name(of meaning: ColumnMeaning) -> String? { meanings.firstIndex(of: meaning).map { header[$0] } }

    /// A row of the table: spreadsheets leave out empty fields at its end, or write more of them; nil when it says something
    /// behind the header's last column.
    func row(_ fields: [String], line: Int, end: Int) -> TableRow? {
        guard fields.dropFirst(header.count).allSatisfy(\.trimmed.isEmpty) else { return nil }
        var row = TableRow(line: line, end: end)
        for (place, field) in fields.prefix(header.count).enumerated() {
            let text = field.trimmed
            guard !text.isEmpty else { continue }
            if let official = Self.official[ColumnMeaning.folded(header[place])] { row.kept[official] = text }
            switch meanings[place] {
            case .kept?: continue
            case let meaning?: row.values[meaning] = text
            case nil: row.keep(text, ofUnknown: header[place].isEmpty ? "#\(place + 1)" : header[place])
            }
        }
        return row
    }

    /// Official names of the columns that are kept, by their folded ones.
    private static let official = Dictionary(
        uniqueKeysWithValues: OfficialColumns.kept.map { (ColumnMeaning.folded($0), $0) })
}
