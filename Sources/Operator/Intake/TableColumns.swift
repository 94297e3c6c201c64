import Complaints
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
    private let makesIDs: Bool

    /// - Throws: `Failure` `badData` naming the columns that are missing.
    ///
    /// - Parameter makesIDs: whether a row without an id gets one from what it says.
    init(header: [String], makingIDs makesIDs: Bool = false) throws(Failure) {
        var meanings = Self.meanings(of: header)
        let isForm = makesIDs && !meanings.contains(.id)
        if let place = Self.addressOfPlace(header, meanings, isForm) { meanings[place] = .place }
        guard meanings.contains(where: { $0 != nil }) else { throw Failure(.badData, FormWords.neither) }
        let needed: [(name: String, meanings: [ColumnMeaning])] = [
            (SP4NExport.required[0], [.id]), (SP4NExport.required[1], [.text, .editedText]),
        ]
        self.makesIDs = isForm
        let missing = needed.filter { need in
            !(makesIDs && need.meanings == [.id]) && Set(need.meanings).isDisjoint(with: meanings)
        }.map(\.name)
        guard missing.isEmpty else {
            throw Failure(
                .badData,
                missing == [SP4NExport.required[0]]
                    ? IntakeWords.missingID(missing[0], SP4NExport.columns.joined(separator: ", "))
                    : IntakeWords.missingColumns(
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

    /// "Alamat" is whoever stands beside it: the place's among the columns of a place, and in a form that has none; a person's
    /// everywhere else.
    private static func addressOfPlace(_ header: [String], _ meanings: [ColumnMeaning?], _ isForm: Bool) -> Int? {
        guard !meanings.contains(.place) else { return nil }
        let found = header.indices.filter { addresses.contains(ColumnMeaning.folded(header[$0])) }
        guard found.count == 1, let place = found.first else { return nil }
        let beside = [place - 1, place + 1].filter(header.indices.contains)
        guard !beside.contains(where: { isOfPerson(header[$0], meanings[$0]) }) else { return nil }
        let isBesidePlaces = beside.contains { meanings[$0].map(ofPlaces.contains) ?? false }
        let isOnlyPlace = isForm && ofPlaces.isDisjoint(with: meanings.compactMap(\.self))
        return isBesidePlaces || isOnlyPlace ? place : nil
    }

    private static let addresses: Set<String> = ["alamat", "alamatlengkap"]
    private static let ofPlaces: Set<ColumnMeaning> = [
        .village, .district, .regency, .province, .city, .regionCode, .latitude, .longitude,
    ]

    private static func isOfPerson(_ name: String, _ meaning: ColumnMeaning?) -> Bool {
        if let meaning { return [.name, .firstName, .lastName, .phone, .email].contains(meaning) }
        let words = ["nik", "ktp", "usia", "umur", "kelamin", "pekerjaan", "agama", "lahir", "pelapor", "pengadu"]
        return words.contains { ColumnMeaning.folded(name).contains($0) }
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
        if makesIDs { row.values[.id] = Self.id(of: fields.prefix(header.count)) }
        return row
    }

    /// The same for the same words in the same columns, whenever and wherever they are read.
    private static func id(of fields: ArraySlice<String>) -> String {
        // Not a secret: it tells repetitions.
        var hash = SipHash(key: SipHashKey(k0: 0, k1: 0))
        for field in fields {
            hash.append(field.trimmed.utf8Span.span)
            hash.append(0)
        }
        return "isi-" + String(hash.finalized(), radix: 16)
    }

    /// Whether it is a sum below the table: "Jumlah" in its first cell with words, no number of a report before it, and no
    /// word in what would be its text.
    func isTotal(_ fields: [String]) -> Bool {
        guard let first = fields.first(where: { $0.contains(where: \.isLetter) }),
            Self.totals.contains(ColumnMeaning.folded(first))
        else { return false }
        return zip(fields, meanings).allSatisfy { field, meaning in
            if meaning == .id { return field.trimmed.isEmpty || field == first }
            return meaning != .text && meaning != .editedText || !field.contains(where: \.isLetter)
                || ColumnMeaning.folded(field) == ColumnMeaning.folded(first)
        }
    }

    private static let totals: Set<String> = [
        "jumlah", "total", "grandtotal", "jumlahtotal", "totaljumlah", "subtotal", "totallaporan", "jumlahlaporan",
        "totaladuan", "jumlahaduan", "totalpengaduan", "jumlahpengaduan", "totalkeseluruhan", "jumlahkeseluruhan",
    ]

    /// Official names of the columns that are kept, by their folded ones.
    private static let official = Dictionary(
        uniqueKeysWithValues: OfficialColumns.kept.map { (ColumnMeaning.folded($0), $0) })
}
