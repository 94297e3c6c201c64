/// How else the names of governments are written, by rule: short forms of the compass, words written together or apart,
/// and the spelling before 1972.
enum PlaceSpellings {
    private static let compass = [
        "barat": ["brt"], "timur": ["tmr", "tmur"], "utara": ["utr", "utra"], "selatan": ["slt", "sltn", "seltn"],
        "tengah": ["tgh", "tngh"], "tenggara": ["tgr", "tggr", "tngr"], "kepulauan": ["kep", "kepul"],
        "sumatera": ["sumatra"],
    ]
    /// Short forms that are everyday words too.
    static let everydayCompass = ["timur": ["tim"], "utara": ["ut"], "selatan": ["sel"], "tengah": ["teng"]]

    /// Further spellings of `name`, each once.
    static func of(_ name: String) -> [String] {
        var spellings = ofCompass(name, compass)
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        if words.count == 3 {
            spellings += [words[0] + words[1] + " " + words[2], words[0] + " " + words[1] + words[2]]
        }
        let whole = words.joined(separator: " ")
        for old in [before1972(whole, withU: true), before1972(whole, withU: false)]
        where old != whole && !spellings.contains(old) {
            spellings.append(old)
        }
        return spellings
    }

    /// `name` with each word of `forms` in each of its short forms.
    static func ofCompass(_ name: String, _ forms: [String: [String]]) -> [String] {
        let words = name.lowercased().split(separator: " ").map(String.init)
        guard words.count > 1 else { return [] }
        var spellings: [String] = []
        for (position, word) in words.enumerated() {
            for short in forms[word] ?? [] {
                var other = words
                other[position] = short
                spellings.append(other.joined(separator: " "))
            }
        }
        return spellings
    }

    /// Governments' names of one word written as two ("Banjar Negara"), each with the index of its region.
    static func apart(_ regions: [Region]) -> [(phrase: FoldedText, payload: Int32)] {
        var result: [(phrase: FoldedText, payload: Int32)] = []
        for (position, region) in regions.enumerated() where region.level != .district {
            let name = region.coreName.lowercased()
            guard name.utf8.count >= 7, name.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { continue }
            for length in 3...name.utf8.count - 3 {
                let phrase = FoldedText(name.prefix(length) + " " + name.dropFirst(length))
                // "Bukit Tinggi": a word for a hill or a river is part of the name.
                let marker = PlaceWords.marker(in: phrase, at: 0)
                guard marker == nil || marker == .other else { continue }
                result.append((phrase, Int32(truncatingIfNeeded: position)))
            }
        }
        return result
    }

    /// The letters before the reform of 1972: c was tj, j dj, y j; before 1947 u was oe.
    private static func before1972(_ name: String, withU: Bool) -> String {
        var old = ""
        for letter in name {
            switch letter {
            case "c": old += "tj"
            case "j": old += "dj"
            case "y": old += "j"
            case "u" where !withU: old += "oe"
            default: old.append(letter)
            }
        }
        return old
    }

    /// Whether `word` looks like a misspelling of `rest`: the same first letter, and a third of its letters wrong at most.
    static func resemble(_ word: [UInt8], _ rest: [UInt8]) -> Bool {
        guard word.count >= 5, rest.count >= 5, word[0] == rest[0] else { return false }
        return distance(word, rest) <= min(max(word.count, rest.count) / 3, 3)
    }

    /// Whether `word` is `rest` in full or shortened: the same first letter, and the others in their order.
    static func isShort(_ word: [UInt8], for rest: [UInt8]) -> Bool {
        guard let first = word.first, first == rest.first else { return false }
        var letters = rest[...]
        return word.allSatisfy { letter in
            guard let place = letters.firstIndex(of: letter) else { return false }
            letters = letters[(place + 1)...]
            return true
        }
    }

    /// Whether `word` looks like a misspelt word of the compass.
    static func isLikeCompass(_ word: [UInt8]) -> Bool { compassWords.contains { isNear(word, $0) } }

    /// Whether two letters make one of the other.
    static func isNear(_ word: [UInt8], _ other: [UInt8]) -> Bool {
        word.count >= 4 && other.count >= 4 && abs(word.count - other.count) <= 2 && distance(word, other) <= 2
    }

    private static let compassWords = compass.keys.map { Array($0.utf8) }

    /// How many letters must be added, left out or changed to make one of the other (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (line, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in right.enumerated() {
                let changed = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
