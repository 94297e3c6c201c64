import Complaints

/// What regions are called: the names of the code list with their spellings, and the aliases.
struct PlaceNames: Sendable {
    /// What a name says when no marker stands before it.
    enum Bareness: Sendable {
        /// Names a region by itself.
        case strong
        /// A district's name of two words or more, unique in the nation.
        case district
        /// A short nickname: counts after a preposition.
        case nickname
        /// Counts only beside other evidence.
        case weak
        /// Counts only with its marker.
        case never
    }

    /// A region that a name means only behind the word for its kind: "Kabupaten Pontianak" is Mempawah.
    struct Marked: Sendable {
        let marker: PlaceWords.Marker
        let region: Int32
    }

    let phrases: PhraseTable
    /// How a bare name of each group counts.
    let bareness: [Bareness]
    /// What the names of each group mean behind a marker alone.
    let marked: [[Marked]]
    /// How longer names of governments go on behind each group's name: "barat" behind Pasaman.
    let rests: [[[UInt8]]]
    /// Whether a longer name of a government ends with this one: Banyuasin, Musi Banyuasin.
    let isEnding: [Bool]
    /// What governments' names of several words begin with, all their words but the last ones: "Hulu Sungai".
    let beginnings: PhraseTable
    /// First words of governments' names of several words.
    let firstWords: Set<UInt64>
    /// The other words of these.
    let words: Set<UInt64>

    /// The names of `regions`, and `aliases` of these by index. An alias that begins with the word for a kind of region
    /// ("kabupaten pontianak") counts only behind such a word.
    init(of regions: [Region], aliases: [(words: FoldedText, region: Int32)]) {
        let typed = aliases.compactMap { PlaceNames.typed($0.words, $0.region) } + PlaceNames.shortened(regions)
        let plain = aliases.filter { PlaceNames.typed($0.words, $0.region) == nil }
        let apart = PlaceSpellings.apart(regions)
        var table = PlaceNames.phrases(of: regions)
        table += plain.map { (phrase: $0.words, payload: $0.region) }
        table += typed.map { (phrase: $0.words, payload: -1) }
        let known = PhraseTable(table)
        let new = apart.filter { known.longest(in: $0.phrase, at: 0)?.end != $0.phrase.tokens.count }
        phrases = PhraseTable(table + new)
        bareness = PlaceNames.bareness(of: phrases, regions: regions, aliases: plain, apart: new.map(\.phrase))
        var marked: [[Marked]] = Array(repeating: [], count: phrases.groups.count)
        for alias in typed {
            guard let match = phrases.longest(in: alias.words, at: 0) else { continue }
            marked[match.group].append(alias.marked)
        }
        self.marked = marked
        let governments = regions.filter { $0.level != .district }.map { FoldedText($0.coreName) }
        let longer = governments + plain.filter { regions[Int($0.region)].level != .district }.map(\.words)
        rests = PlaceNames.rests(of: phrases, longer)
        isEnding = PlaceNames.endings(of: phrases, regions, governments)
        beginnings = PlaceNames.beginnings(of: regions)
        words = Set(governments.flatMap { $0.tokens.dropFirst().map(\.hash) })
        firstWords = Set(governments.filter { $0.tokens.count > 1 }.map { $0.tokens[0].hash })
    }

    /// An alias that begins with the word for a kind of region, without that word.
    private static func typed(_ alias: FoldedText, _ region: Int32) -> (words: FoldedText, marked: Marked)? {
        guard alias.tokens.count > 1, let marker = PlaceWords.marker(in: alias, at: 0), marker.isKindOfGovernment else {
            return nil
        }
        return (alias.part(1..<alias.tokens.count), Marked(marker: marker, region: region))
    }

    /// Names with a short form that is an everyday word too ("Luwu Tim."): they count only behind a marker.
    private static func shortened(_ regions: [Region]) -> [(words: FoldedText, marked: Marked)] {
        regions.enumerated().flatMap { position, region -> [(words: FoldedText, marked: Marked)] in
            guard let marker = PlaceWords.Marker(kind: region.level) else { return [] }
            let marked = Marked(marker: marker, region: Int32(truncatingIfNeeded: position))
            return PlaceSpellings.ofCompass(region.coreName, PlaceSpellings.everydayCompass).map {
                (FoldedText($0), marked)
            }
        }
    }

    /// Names as indexed: as written, with the spellings of governments' names, glued ("Bojong Soang" → "bojongsoang"),
    /// and with "Administrasi" or "Adm".
    private static func phrases(of regions: [Region]) -> [(phrase: FoldedText, payload: Int32)] {
        var result: [(phrase: FoldedText, payload: Int32)] = []
        for (position, region) in regions.enumerated() {
            let own = Int32(truncatingIfNeeded: position)
            let core = FoldedText(region.coreName)
            result.append((core, own))
            if (2...4).contains(core.tokens.count) {
                result.append((FoldedText(String(decoding: core.letters, as: UTF8.self)), own))
            }
            guard region.level != .district else { continue }
            result += PlaceSpellings.of(region.coreName).map { (FoldedText($0), own) }
            if region.name.contains(" Administrasi ") {
                result.append((FoldedText("administrasi " + region.coreName), own))
                result.append((FoldedText("adm " + region.coreName), own))
            }
        }
        return result
    }

    private static func isCommon(_ name: FoldedText) -> Bool {
        TokenHash.sequence(of: name.tokens).map(PlaceWords.commonPhrases.contains) ?? true
    }

    private static func bareness(
        of names: PhraseTable, regions: [Region], aliases: [(words: FoldedText, region: Int32)], apart: [FoldedText]
    ) -> [Bareness] {
        var result = names.groups.map { group -> Bareness in
            group.contains { regions[Int($0)].level != .district } ? .strong : .weak
        }
        for region in regions {
            let core = FoldedText(region.coreName)
            guard !core.tokens.isEmpty, let match = names.longest(in: core, at: 0) else { continue }
            let isWord = core.tokens.count == 1
            let isGovernment = names.groups[match.group].contains { regions[Int($0)].level != .district }
            if !isGovernment {
                let isUnique = names.groups[match.group].count == 1
                if isWord, PlaceWords.commonDistricts.contains(core.tokens[0].hash) {
                    result[match.group] = .never
                } else if !isWord, isUnique, !isCommon(core) {
                    result[match.group] = .district
                }
            } else if isWord, PlaceWords.commonRegencies.contains(core.tokens[0].hash) {
                result[match.group] = .weak
            }
        }
        for (alias, target) in aliases where regions[Int(target)].level != .province {
            guard let match = names.longest(in: alias, at: 0) else { continue }
            if alias.letters.count <= 3 {
                result[match.group] = .nickname
            } else if alias.tokens.count == 1, PlaceWords.commonRegencies.contains(alias.tokens[0].hash) {
                result[match.group] = .weak
            }
        }
        for phrase in apart { if let match = names.longest(in: phrase, at: 0) { result[match.group] = .weak } }
        return result
    }

    /// For each name: what longer names of governments have behind it.
    private static func rests(
        of names: PhraseTable, _ longer: [FoldedText]
    ) -> [[[UInt8]]] {
        var rests: [[[UInt8]]] = Array(repeating: [], count: names.groups.count)
        for name in longer {
            let letters = name.letters
            for length in letters.indices.dropFirst(3) {
                let hash = FNV1a.hash(of: letters[..<length])
                let groups = [names.group(ofWord: hash), group(of: name, letters: length, names)]
                let rest = Array(letters[length...])
                for case let group? in groups where rest.count >= 4 && !rests[group].contains(rest) {
                    rests[group].append(rest)
                }
            }
        }
        return rests
    }

    private static func beginnings(of regions: [Region]) -> PhraseTable {
        var begun: [(phrase: FoldedText, payload: Int32)] = []
        for (position, region) in regions.enumerated() where region.level == .city || region.level == .regency {
            let name = FoldedText(region.coreName)
            for count in name.tokens.indices.dropFirst() {
                begun.append((name.part(0..<count), Int32(truncatingIfNeeded: position)))
            }
        }
        return PhraseTable(begun)
    }

    /// The group of the first words of `name` that have so many letters.
    private static func group(of name: FoldedText, letters: Int, _ names: PhraseTable) -> Int? {
        var count = 0
        for index in name.tokens.indices {
            count += Int(name.tokens[index].end - name.tokens[index].start)
            guard count >= letters else { continue }
            guard count == letters, index + 1 < name.tokens.count else { return nil }
            let start = name.part(0..<index + 1)
            let match = names.longest(in: start, at: 0)
            return match?.end == index + 1 ? match?.group : nil
        }
        return nil
    }

    private static func endings(of names: PhraseTable, _ regions: [Region], _ governments: [FoldedText]) -> [Bool] {
        var endings = Array(repeating: false, count: names.groups.count)
        for name in governments {
            for index in name.tokens.indices.dropFirst() {
                guard let match = names.longest(in: name, at: index), match.end == name.tokens.count else { continue }
                if names.groups[match.group].contains(where: { regions[Int($0)].level != .district }) {
                    endings[match.group] = true
                }
            }
        }
        return endings
    }
}
