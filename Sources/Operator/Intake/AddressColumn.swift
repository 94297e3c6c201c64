/// A column that is called no more than "Alamat": a reporter's address belongs to the identity, the place to the report, and what
/// stands beside it tells which of them it is.
struct AddressColumn: Encodable, Equatable {
    /// Whose address it was taken for.
    enum Owner: String, Encodable { case reporter, place }

    let column: String
    let readAs: Owner
    /// The column beside it that told; nil: none did.
    let beside: String?
    private let index: Int
    /// Columns of that name beside those of a person.
    private let persons: [Int]

    private enum CodingKeys: String, CodingKey { case column, readAs, beside }

    /// Nil when there is none, or several that nobody can tell apart.
    ///
    /// - Parameter isForm: whether it is an online form's table, without numbers.
    init?(_ header: [String], _ meanings: [ColumnMeaning?], isForm: Bool) {
        let found = header.indices.filter { Self.names.contains(ColumnMeaning.folded(header[$0])) }
        let persons = found.filter { Self.person(beside: $0, header, meanings) != nil }
        let others = found.filter { !persons.contains($0) }
        guard let index = others.count == 1 ? others[0] : others.isEmpty ? persons.first : nil else { return nil }
        (self.index, self.persons, column) = (index, persons, header[index])
        if let person = Self.person(beside: index, header, meanings) {
            (readAs, beside) = (.reporter, header[person])
            return
        }
        let place = Self.beside(index, header).first { meanings[$0].map(Self.ofPlaces.contains) ?? false }
        let isTaken = meanings.indices.contains { meanings[$0] == .place && $0 != index }
        let isOnly = isForm && Self.ofPlaces.isDisjoint(with: meanings.compactMap(\.self)) || !persons.isEmpty
        let isPlace = !isTaken && (place != nil || isOnly || meanings[index] == .place)
        (readAs, beside) = (isPlace ? .place : .reporter, isPlace ? place.map { header[$0] } : nil)
    }

    /// Gives the columns the meaning that was found.
    func settle(_ meanings: inout [ColumnMeaning?]) {
        for place in persons + [index] { meanings[place] = nil }
        if readAs == .place { meanings[index] = .place }
    }

    private static let names: Set<String> = ["alamat", "alamatlengkap", "almt", "address", "fulladdress"]
    private static let ofPlaces: Set<ColumnMeaning> = [
        .village, .district, .regency, .province, .city, .regionCode, .latitude, .longitude,
    ]
    private static let persons = [
        "kelamin", "pekerjaan", "lahir", "pelapor", "pengadu", "gender", "occupation", "birth", "pendidikan", "nokk",
        "kontak",
        "contact",
    ]
    /// Short ones stand in other words as well: teknik, agency.
    private static let personsWords: Set<String> = ["nik", "ktp", "usia", "umur", "agama", "age"]

    private static func beside(_ index: Int, _ header: [String]) -> [Int] {
        [index - 1, index + 1].filter(header.indices.contains)
    }

    /// The column beside it that is a person's.
    private static func person(beside index: Int, _ header: [String], _ meanings: [ColumnMeaning?]) -> Int? {
        beside(index, header).first { place in
            // Of two columns with names one has no meaning of its own here.
            if let meaning = meanings[place] ?? ColumnMeaning(column: header[place]) {
                return [.name, .firstName, .lastName, .phone, .email].contains(meaning)
            }
            let words = header[place].lowercased().split { !$0.isLetter }.map(String.init)
            return !personsWords.isDisjoint(with: words)
                || persons.contains { ColumnMeaning.folded(header[place]).contains($0) }
        }
    }
}
