/// Regions as letters, old lists and other systems write them, in the words of the register.
enum RegionSpelling {
    /// What kinds were called, and are called by their governments.
    private static let kinds = [
        "kotamadya": "kota", "kotamadia": "kota", "kodya": "kota", "kodia": "kota", "kotif": "kota", "pemkot": "kota",
        "pemko": "kota", "walikota": "kota", "pemkab": "kabupaten", "bupati": "kabupaten", "kbp": "kabupaten",
        "propinsi": "provinsi", "prop": "provinsi", "pemprov": "provinsi", "gubernur": "provinsi",
    ]
    private static let parts = [
        "kep": ["kepulauan"], "adm": ["administrasi"], "administratif": ["administrasi"],
        "dki": ["daerah", "khusus", "ibukota"], "diy": ["daerah", "istimewa", "yogyakarta"],
    ]
    /// What stands before a kind, or behind it, and says nothing more.
    private static let fillers = [
        ["pemerintah", "daerah"], ["pemerintah"], ["pemda"], ["daerah", "tingkat", "ii"], ["daerah", "tingkat", "i"],
        ["dati", "ii"], ["dati", "i"], ["tk", "ii"], ["tk", "i"],
    ]
    private static let bareKinds: Set<String> = ["kota", "kabupaten", "kab", "provinsi", "prov", "kecamatan", "kec"]

    /// The name, and the regions around it, each as the register writes them: `Medan (Kotamadya) - Sumatera Utara` is
    /// `kota medan`, `sumatera utara`.
    static func parts(of text: String) -> [String] {
        let separated = text.replacing(" - ", with: ",").replacing("(", with: ",").replacing(")", with: ",")
            .split { ",;/".contains($0) }
        var parts = separated.map { words(of: $0) }.filter { !$0.isEmpty }
        // "Medan, Kota": the kind stands behind its name.
        while let place = parts.dropFirst().firstIndex(where: { $0.count == 1 && bareKinds.contains($0[0]) }) {
            parts[place - 1] = parts.remove(at: place) + parts[place - 1]
        }
        return parts.map { $0.joined(separator: " ") }
    }

    private static func words(of part: Substring) -> [String] {
        var words = part.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        words = words.flatMap { parts[$0] ?? [$0] }
        if words.starts(with: ["d", "i"]) { words.replaceSubrange(0..<2, with: ["daerah", "istimewa"]) }
        if words.first == "di", words.count > 1 { words.replaceSubrange(0..<1, with: ["daerah", "istimewa"]) }
        for place in words.indices.dropLast() where words[place] == "ibu" && words[place + 1] == "kota" {
            words.replaceSubrange(place...place + 1, with: ["ibukota"])
            break
        }
        words = dropping(fillers, from: words)
        guard let first = words.first else { return [] }
        let kind = kinds[first] ?? first
        guard words.count > 1, bareKinds.contains(kind) else { return [kind] + words.dropFirst() }
        return [kind] + dropping(fillers, from: Array(words.dropFirst()))
    }

    private static func dropping(_ fillers: [[String]], from words: [String]) -> [String] {
        var words = words[...]
        while let filler = fillers.first(where: { words.starts(with: $0) && words.count > $0.count }) {
            words = words.dropFirst(filler.count)
        }
        return Array(words)
    }
}
