/// A topic of complaints. A code with a dot refines the SP4N top category before the dot ("kesehatan.bpjs").
package struct Category: Sendable, Equatable {
    /// Stable slug.
    package let code: String
    /// Name as officials see it.
    package let name: String
    /// Bidang urusan (Permendagri 90/2019) that answers it in a region; nil if none does.
    package let dutyCode: String?
    /// Ministry, agency or state company that answers it for the whole nation; goes before the duty.
    package let nationalBodyCode: String?

    /// Makes a category from one row of the `category` table.
    package init(code: String, name: String, dutyCode: String? = nil, nationalBodyCode: String? = nil) {
        self.code = code
        self.name = name
        self.dutyCode = dutyCode
        self.nationalBodyCode = nationalBodyCode
    }

    /// Whether anybody answers it: "Topik Lainnya" and its like are bins, answered by nobody.
    package var isAnswered: Bool { dutyCode != nil || nationalBodyCode != nil }
}

/// What a classifier makes of a text.
package struct CategoryGuess: Sendable, Equatable {
    package let code: String
    /// 0…1, comparable between texts.
    package let confidence: Double
    /// The words it rests on, for officers.
    package let evidence: [String]

    package init(code: String, confidence: Double, evidence: [String]) {
        self.code = code
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// The known categories, found by code or name whatever the case and punctuation.
package struct CategoryCatalog: Sendable {
    private let byCode: [String: Category]
    private let byName: [UInt64: String]
    /// Names as they are written here and in capitals, as models write them: most look-ups end at these.
    private let byExactName: [String: Category]

    /// Names the official topic tree uses for a category listed here under another name.
    private static let otherNames = [
        ("kesetaraan gender dan sosial inklusif", "kesetaraan-gender"),
        ("program makan bergizi gratis mbg", "pendidikan.makan-bergizi"),
        ("infrastruktur", "pekerjaan-umum"), ("ketertiban umum", "ketertiban"), ("sp4n lapor", "sp4n-lapor"),
        ("p4gn", "narkotika"), ("administrasi kependudukan", "kependudukan"), ("evakuasi hewan liar", "ketertiban"),
    ]

    /// Builds from the rows of `category`.
    package init(categories: [Category]) {
        var codes: [String: Category] = [:]
        var names: [UInt64: String] = [:]
        for category in categories {
            codes[category.code] = category
            for name in [category.code, category.name] {
                if let key = TokenHash.sequence(of: FoldedText(name).tokens) { names[key] = category.code }
            }
        }
        for (name, code) in CategoryCatalog.otherNames where codes[code] != nil {
            guard let key = TokenHash.sequence(of: FoldedText(name).tokens), names[key] == nil else { continue }
            names[key] = code
        }
        byCode = codes
        byName = names
        var exact: [String: Category] = [:]
        for name in categories.flatMap({ [$0.name, $0.name.uppercased()] }) {
            let key = TokenHash.sequence(of: FoldedText(name).tokens)
            exact[name] = key.flatMap { names[$0] }.flatMap { codes[$0] }
        }
        byExactName = exact
    }

    /// The category under exactly this code.
    package func category(code: String) -> Category? { byCode[code] }

    /// The category given by a channel as code or name.
    package func named(_ given: String) -> Category? {
        if let exact = byCode[given] ?? byExactName[given] { return exact }
        guard let key = TokenHash.sequence(of: FoldedText(given).tokens) else { return nil }
        return byName[key].flatMap { byCode[$0] }
    }
}
