/// One place name found, with the regions it may mean.
struct PlaceMention {
    var candidates: [Int32]
    /// Source and strength together.
    let weight: Double
    /// How sure a lone mention of this kind is, 0…1.
    let strength: Double
    /// Counts only beside other evidence.
    let isWeak: Bool
    /// Names a village, which stands for its district.
    var isVillage = false
    let source: PlaceSource
    /// Tokens, with the marker.
    let range: Range<Int>
}

/// Where a name was read; what was typed as a place says more than what a story mentions.
enum PlaceSource: Double {
    case location = 3
    case agency = 2
    case text = 1

    /// How it goes on after a quotation.
    var label: String {
        switch self {
        case .location: "” (lokasi"
        case .agency: "” (instansi"
        case .text: "” (teks"
        }
    }
}

extension Gazetteer {
    /// More names than this in one text are a list of places, not a place.
    private static let mostMentions = 48

    /// Adds all place names of `text` in one pass.
    func addMentions(in text: FoldedText, source: PlaceSource, to found: inout [PlaceMention]) {
        let tail = RelayTail(text)
        let most = found.count + Gazetteer.mostMentions
        var index = 0
        while index < text.tokens.count, found.count < most {
            let part = tail.start == nil ? -1 : tail.part(at: index)
            if part > 2 {
                index += 1
                continue
            }
            let read: (mention: PlaceMention?, next: Int)
            if part == 2 {
                read = village(in: text, at: index, source: .location) ?? (nil, index + 1)
            } else {
                read = mention(in: text, at: index, source: part >= 0 ? .location : source, inDistrictPart: part == 1)
            }
            if let mention = read.mention { found.append(mention) }
            index = read.next
        }
    }

    /// Reads the name at `index`, if one is there: first as a marker with its name, then as a bare name.
    private func mention(
        in text: FoldedText, at index: Int, source: PlaceSource, inDistrictPart: Bool
    ) -> (mention: PlaceMention?, next: Int) {
        if let marker = PlaceWords.marker(in: text, at: index), index + 1 < text.tokens.count,
            text.tokens[index + 1].gap == .soft
        {
            if let marked = marked(marker, in: text, at: index, source: source) { return marked }
        }
        guard let match = names.longest(in: text, at: index) else {
            if let misspelt = misspelt(in: text, at: index, source: source) { return (misspelt, index + 1) }
            if source == .location, let village = village(in: text, at: index, source: source) { return village }
            return (nil, index + 1)
        }
        let range = index..<match.end
        if inDistrictPart {
            let districts = names.groups[match.group].filter { regions[Int($0)].level == .district }
            guard !districts.isEmpty else { return (nil, match.end) }
            return (PlaceMention(districts, source, strength: 0.9, isWeak: false, range), match.end)
        }
        return (bare(match.group, in: text, range, source: source), match.end)
    }

    private func marked(
        _ marker: PlaceWords.Marker, in text: FoldedText, at index: Int, source: PlaceSource
    ) -> (mention: PlaceMention?, next: Int)? {
        var end = index + 2
        var group = -1
        if let match = names.longest(in: text, at: index + 1) {
            (group, end) = (match.group, match.end)
        }
        if marker == .village, let village = village(in: text, at: index + 1, source: source) { return village }
        if marker == .other || marker == .village { return group >= 0 ? (nil, end) : nil }
        var fitting = group < 0 ? [] : names.groups[group].filter { marker.admits(regions[Int($0)].level) }
        if fitting.isEmpty, index + 2 < text.tokens.count, text.tokens[index + 2].gap == .soft,
            let glued = names.group(ofWord: text.gluedHash(at: index + 1))
        {
            fitting = names.groups[glued].filter { marker.admits(regions[Int($0)].level) }
            end = index + 3
        }
        if fitting.isEmpty, group < 0 {
            let misspelt = misspellings.regions(in: text, at: index + 1) { marker.admits(regions[Int($0)].level) }
            guard !misspelt.isEmpty else { return nil }
            return (PlaceMention(misspelt, source, strength: 0.7, isWeak: false, index..<index + 2), index + 2)
        }
        // "Pemprov Jogja", "Kab. Solo": a nickname with the wrong word before it still is that place, if only one.
        guard !fitting.isEmpty else { return nil }
        return (PlaceMention(fitting, source, strength: 0.95, isWeak: false, index..<end), end)
    }

    /// A village's name, standing for the districts it may lie in.
    private func village(
        in text: FoldedText, at index: Int, source: PlaceSource
    ) -> (mention: PlaceMention?, next: Int)? {
        guard let found = villages.longest(in: text, at: index) else { return nil }
        var mention = PlaceMention(found.districts, source, strength: 0.8, isWeak: true, index..<found.end)
        mention.isVillage = true
        return (mention, found.end)
    }

    /// A misspelt regency, city or province without its marker: after a preposition, or where a place is typed.
    private func misspelt(in text: FoldedText, at index: Int, source: PlaceSource) -> PlaceMention? {
        let before = index > 0 ? text.tokens[index - 1].hash : 0
        guard source == .location || PlaceWords.prepositions.contains(before) else { return nil }
        let found = misspellings.regions(in: text, at: index, shortest: 7) { regions[Int($0)].level != .district }
        guard !found.isEmpty else { return nil }
        return PlaceMention(found, source, strength: 0.55, isWeak: false, index..<index + 1)
    }

    private func bare(_ group: Int, in text: FoldedText, _ range: Range<Int>, source: PlaceSource) -> PlaceMention? {
        var candidates = names.groups[group].filter { regions[Int($0)].level != .district }
        if candidates.isEmpty { candidates = names.groups[group] }
        let isPlaceField = source == .location
        switch bareness[group] {
        case .never: return nil
        case .strong: return PlaceMention(candidates, source, strength: isPlaceField ? 0.9 : 0.75, isWeak: false, range)
        case .district:
            return PlaceMention(candidates, source, strength: isPlaceField ? 0.85 : 0.6, isWeak: false, range)
        case .weak:
            return PlaceMention(candidates, source, strength: isPlaceField ? 0.7 : 0.5, isWeak: !isPlaceField, range)
        case .nickname:
            let follows = range.lowerBound > 0 ? text.tokens[range.lowerBound - 1].hash : 0
            let counts = source != .text || PlaceWords.prepositions.contains(follows)
            return PlaceMention(candidates, source, strength: 0.65, isWeak: !counts, range)
        }
    }
}

extension PlaceMention {
    fileprivate init(
        _ candidates: [Int32], _ source: PlaceSource, strength: Double, isWeak: Bool, _ range: Range<Int>
    ) {
        self.init(
            candidates: candidates, weight: source.rawValue * strength, strength: strength, isWeak: isWeak,
            source: source, range: range)
    }
}
