import Routing

/// How people write the names of regencies, cities and provinces, made by rule from the code list and the aliases, with
/// whose each form is: rules of the language, which know nothing of how the router reads.
enum WrittenForms {
    /// A form as it is written in a place field or in a sentence.
    struct Form {
        var text: String
        /// Code of its regency or city; nil where nobody can tell.
        var code: String?
        var rule: String
        var isSentence: Bool
    }

    private static let compass = ["Barat", "Timur", "Utara", "Selatan", "Tengah", "Tenggara", "Barat Daya"]
    private static let shortCompass = [
        "Barat": "Brt", "Timur": "Tmr", "Utara": "Utr", "Selatan": "Slt", "Tengah": "Tgh", "Tenggara": "Tgr",
    ]
    private static let governments = ShippedPlaces.regions.filter { $0.level == .regency || $0.level == .city }
    private static let provinces = ShippedPlaces.regions.filter { $0.level == .province }
    private static let names = Dictionary(grouping: governments) { key(name($0)) }
    /// All names by which anything is known.
    private static let known = Set(
        ShippedPlaces.regions.map { key(name($0)) } + ShippedPlaces.aliases.map { key($0.alias) })
    private static let provinceNames = Set(provinces.map { key($0.name) })

    /// All forms, each in a field or in a sentence by turns.
    static let all: [Form] = {
        var forms: [Form] = []
        func add(_ text: String, _ code: String?, _ rule: String) {
            let isSentence = forms.count % 3 == 1
            forms.append(Form(text: text, code: code, rule: rule, isSentence: isSentence))
        }
        for (position, region) in governments.enumerated() {
            for form in official(region) + respelt(region, position) { add(form.text, region.code, form.rule) }
            for form in strange(region, position) { add(form.text, nil, form.rule) }
            let isTold = (names[key(name(region))]?.count ?? 0) == 1 && !provinceNames.contains(key(name(region)))
            add(name(region), isTold ? region.code : nil, "name alone")
        }
        for (alias, codes) in aliases { add(alias, codes.count == 1 ? codes[0] : nil, "other name") }
        for renaming in ShippedPlaces.renamings where renaming.code.contains(".") {
            let codes = ShippedPlaces.renamings.filter { $0.name == renaming.name }
            add(renaming.name, codes.count == 1 ? renaming.code : nil, "old name")
        }
        return forms
    }()

    /// The official name with and without its province, and short.
    private static func official(_ region: Region) -> [(text: String, rule: String)] {
        let province = provinces.first { region.code.hasPrefix($0.code + ".") }?.name ?? ""
        let core = name(region)
        return [
            ("\(kind(region)) \(core), \(province)", "with province"), ("\(short(region)) \(core)", "short kind"),
        ]
    }

    /// One other spelling of the name, by turns.
    private static func respelt(_ region: Region, _ turn: Int) -> [(text: String, rule: String)] {
        let core = name(region)
        let words = core.split(separator: " ").map(String.init)
        var forms: [(text: String, rule: String)] = []
        if words.count > 1 {
            forms.append(("\(kind(region)) \(words.joined())", "together"))
            forms.append(("\(short(region)) \(words.joined(separator: "-"))", "hyphen"))
            if let brief = words.last.flatMap({ shortCompass[$0] }) {
                forms.append(("\(short(region)) \(words.dropLast().joined(separator: " ")) \(brief)", "short compass"))
            }
        } else if core.count >= 8 {
            let split = core.index(core.startIndex, offsetBy: core.count / 2)
            forms.append(("\(kind(region)) \(core[..<split]) \(core[split...])", "apart"))
        }
        switch turn % 3 {
        case 0: forms.append(("\(kind(region)) \(core)".uppercased(), "capitals"))
        case 1: forms.append(("\(kind(region))\n\(core.lowercased())".replacing("\n", with: ": "), "small"))
        default: forms.append(("\(office(region)) \(core)", "office"))
        }
        return forms
    }

    /// What no government is called, though it has one's name in it.
    private static func strange(_ region: Region, _ turn: Int) -> [(text: String, rule: String)] {
        let core = name(region)
        var forms: [(text: String, rule: String)] = []
        let twins = compass.indices.map { compass[($0 + turn) % compass.count] }
            .filter { !known.contains(key(core + $0)) }
        if let twin = twins.first { forms.append(("\(kind(region)) \(core) \(twin)", "compass twin")) }
        if let twin = twins.dropFirst().first { forms.append(("\(core) \(twin)", "compass twin alone")) }
        let other = region.level == .city ? RegionLevel.regency : .city
        if names[key(core)]?.contains(where: { $0.level == other }) != true,
            !ShippedPlaces.aliases.contains(where: { key($0.alias) == key(kindOf(other) + core) }),
            !known.contains(key(kindOf(other) + core))
        {
            forms.append(("\(kindOf(other)) \(core)", "other kind"))
        }
        let far = provinces[(turn * 7 + 3) % provinces.count]
        let wasPart = ShippedPlaces.aliases.contains {
            region.code.hasPrefix($0.code + ".") && $0.alias == "dahulu " + far.name.lowercased()
        }
        if !region.code.hasPrefix(far.code + "."), !wasPart {
            forms.append(("\(kind(region)) \(core), \(far.name)", "other province"))
        }
        return forms
    }

    /// Other names by what they are names of, without those that only help to read.
    private static let aliases: [(String, [String])] = {
        let rows = ShippedPlaces.aliases.filter { $0.code.contains(".") }
        return Dictionary(grouping: rows, by: \.alias).map { ($0.key, $0.value.map(\.code)) }.sorted { $0.0 < $1.0 }
    }()

    private static func kind(_ region: Region) -> String { kindOf(region.level) }
    private static func kindOf(_ level: RegionLevel) -> String { level == .city ? "Kota" : "Kabupaten" }
    private static func short(_ region: Region) -> String { region.level == .city ? "Kodya" : "Kab." }
    private static func office(_ region: Region) -> String { region.level == .city ? "Pemkot" : "Pemkab" }

    private static func name(_ region: Region) -> String {
        guard region.level == .regency || region.level == .city else { return region.name }
        return region.name.split(separator: " ").drop { ["Kabupaten", "Kota", "Administrasi"].contains($0) }
            .joined(separator: " ")
    }

    private static func key(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
}
