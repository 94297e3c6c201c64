/// What was read at a token: a mention, if any, and the token that is read next.
typealias PlaceReading = (mention: PlaceMention?, next: Int)

extension Gazetteer {
    /// Reads the name at `index`, if one is there: first as a marker with its name, then as a bare name.
    ///
    /// - Parameter before: where the name read before ends.
    func mention(
        in text: FoldedText, at index: Int, after before: Int, source: PlaceSource, inDistrictPart: Bool
    ) -> PlaceReading {
        if let marker = PlaceWords.marker(in: text, at: index), index + 1 < text.tokens.count,
            reaches(marker, index + 1, in: text)
        {
            // The words between a marker and its name count as the marker.
            let last = index + PlaceWords.levelWords(behind: index, marker, in: text)
            if var marked = marked(marker, in: text, at: last, source: source) {
                if last > index, let range = marked.mention?.range { marked.mention?.range = index..<range.upperBound }
                return marked
            }
        }
        guard let match = names.phrases.longest(in: text, at: index) else {
            if let misspelt = misspelt(in: text, at: index, source: source) { return misspelt }
            if source == .location, !belongsToGovernment(in: text, at: index, after: before),
                !PlaceWords.isLandmark(in: text, at: index),
                let village = village(in: text, at: index, source: source)
            {
                return village
            }
            return (nil, index + 1)
        }
        let range = index..<match.end
        if inDistrictPart {
            let districts = names.phrases.groups[match.group].filter { regions[Int($0)].level == .district }
            guard !districts.isEmpty else { return (nil, match.end) }
            return (PlaceMention(districts, source, strength: 0.9, range), match.end)
        }
        guard let bare = bare(match.group, in: text, range, source: source) else { return (nil, match.end) }
        let read = asWritten(bare, match.group, in: text, source: source, marker: nil)
        guard let mention = read.mention, PlaceWords.marker(in: text, at: index) == nil,
            source != .text || names.isEnding[match.group] || isBehindCompass(in: text, at: index),
            belongsToGovernment(in: text, at: index, after: before)
        else { return read }
        return (mention.doubted(), read.next)
    }

    /// Whether what begins at `next` stands behind the marker: on a new line it does not where that is told by a word of
    /// its own, as in "perbaikan jalan", "Kota Bandung".
    @inline(__always)
    private func reaches(_ marker: PlaceWords.Marker, _ next: Int, in text: FoldedText) -> Bool {
        switch text.tokens[next].gap {
        case .soft: true
        case .line: PlaceWords.marker(in: text, at: next).map { $0 == .other } ?? true
        case .comma, .hard: false
        }
    }

    /// "Kabupaten Barat Pasaman".
    private func isBehindCompass(in text: FoldedText, at index: Int) -> Bool {
        index > 0 && PlaceWords.compass.contains(text.tokens[index - 1].hash)
    }

    /// Whether a word is one for a kind of place, or part of what is written behind one for a government, where no name
    /// that is known begins: "Kabupaten Rej Lebong". And "Kabupaten" is a village in Klaten.
    private func belongsToGovernment(in text: FoldedText, at index: Int, after before: Int) -> Bool {
        if PlaceWords.marker(in: text, at: index) != nil { return true }
        var word = index
        while word > before, index - word < 3, text.tokens[word].isJoined {
            word -= 1
            if let marker = PlaceWords.marker(in: text, at: word) { return marker.isKindOfGovernment }
        }
        return false
    }

    private func marked(
        _ marker: PlaceWords.Marker, in text: FoldedText, at index: Int, source: PlaceSource
    ) -> PlaceReading? {
        let match = names.phrases.longest(in: text, at: index + 1)
        if marker == .village, let village = village(in: text, at: index + 1, source: source, isCalled: true) {
            return village
        }
        if marker == .other || marker == .village { return match.map { (nil, $0.end) } }
        // "Kabupaten/Kota Bandung" says neither.
        if let match, isOneOfTwo(marker, in: text, at: index) {
            let either = names.phrases.groups[match.group].filter { region in
                regions[Int(region)].level == .city || regions[Int(region)].level == .regency
            }
            guard !either.isEmpty else { return nil }
            let mention = PlaceMention(either, source, strength: 0.95, index + 1..<match.end)
            return asWritten(mention, match.group, in: text, source: source, marker: nil)
        }
        if let match {
            let fitting = regions(named: match.group, behind: marker)
            if !fitting.isEmpty {
                let mention = PlaceMention(fitting, source, strength: 0.95, index..<match.end)
                return asWritten(mention, match.group, in: text, source: source, marker: marker)
            }
        }
        if let glued = glued(marker, in: text, at: index, source: source) { return glued }
        if let misspelt = misspelt(marker, in: text, at: index, isWord: match == nil, source: source) {
            return misspelt
        }
        if let begun = unfinished(marker, in: text, at: index, past: match?.end ?? index + 2, source: source) {
            return begun
        }
        guard let match else { return nil }
        return against(marker, match, in: text, at: index, source: source)
    }

    /// Whether the words for both kinds, and nothing else, stand before a name.
    private func isOneOfTwo(_ marker: PlaceWords.Marker, in text: FoldedText, at index: Int) -> Bool {
        func kind(_ position: Int) -> PlaceWords.Marker? {
            guard position >= 0, text.tokens[position + 1].gap == .soft else { return nil }
            let kind = PlaceWords.marker(in: text, at: position)
            return kind == .city || kind == .regency ? kind : nil
        }
        guard marker == .city || marker == .regency, let before = kind(index - 1), before != marker else {
            return false
        }
        return kind(index - 2) == nil
    }

    /// The regions that a name means behind `marker`.
    private func regions(named group: Int, behind marker: PlaceWords.Marker) -> [Int32] {
        var fitting = names.phrases.groups[group].filter { marker.admits(regions[Int($0)].level) }
        for other in names.marked[group] where other.marker == marker && !fitting.contains(other.region) {
            fitting.append(other.region)
        }
        return fitting
    }

    /// A name written as two words behind its marker.
    private func glued(
        _ marker: PlaceWords.Marker, in text: FoldedText, at index: Int, source: PlaceSource
    ) -> PlaceReading? {
        guard index + 2 < text.tokens.count, text.tokens[index + 2].isJoined,
            let group = names.phrases.group(ofWord: text.gluedHash(at: index + 1))
        else { return nil }
        let fitting = regions(named: group, behind: marker)
        guard !fitting.isEmpty else { return nil }
        let mention = PlaceMention(fitting, source, strength: 0.95, index..<index + 3)
        return asWritten(mention, group, in: text, source: source, marker: marker)
    }

    private func misspelt(
        _ marker: PlaceWords.Marker, in text: FoldedText, at index: Int, isWord: Bool, source: PlaceSource
    ) -> PlaceReading? {
        let admits = { [self] (region: Int32) in marker.admits(regions[Int(region)].level) }
        if marker.isKindOfGovernment,
            let whole = misspeltWords(in: text, from: index + 1, past: index + 2, fits: admits)
        {
            var mention = PlaceMention(whole.regions, source, strength: 0.7, index..<whole.end)
            mention.isDoubtful = goesOn(nil, in: text, at: whole.end, source: source)
            return (mention, pastCompass(in: text, at: whole.end))
        }
        let isOther = names.words.contains(text.tokens[index + 1].hash)
        let found = isWord && !isOther ? misspellings.regions(in: text, at: index + 1, fits: admits) : []
        guard !found.isEmpty else { return nil }
        var mention = PlaceMention(found, source, strength: 0.7, index..<index + 2)
        guard marker.isKindOfGovernment else { return (mention, index + 2) }
        mention.isDoubtful = goesOn(nil, in: text, at: index + 2, source: source)
        return (mention, pastCompass(in: text, at: index + 2))
    }

    /// A village's name, standing for the districts it may lie in.
    ///
    /// - Parameter isCalled: whether it is said that a village's name follows.
    func village(
        in text: FoldedText, at index: Int, source: PlaceSource, isCalled: Bool = false
    ) -> PlaceReading? {
        guard let found = villages.longest(in: text, at: index) else { return nil }
        var mention = PlaceMention(found.districts, source, strength: 0.8, isWeak: true, index..<found.end)
        mention.isVillage = true
        mention.isCalledVillage = isCalled
        return (mention, found.end)
    }

    /// A misspelt regency, city or province without its marker: after a preposition, or where a place is typed.
    private func misspelt(in text: FoldedText, at index: Int, source: PlaceSource) -> PlaceReading? {
        let before = index > 0 ? text.tokens[index - 1].hash : 0
        guard source == .location || PlaceWords.prepositions.contains(before),
            !names.words.contains(text.tokens[index].hash)
        else { return nil }
        let isGovernment = { [self] (region: Int32) in regions[Int(region)].level != .district }
        if source == .location || names.firstWords.contains(text.tokens[index].hash),
            let whole = misspeltWords(in: text, from: index, past: index + 1, fits: isGovernment)
        {
            var mention = PlaceMention(whole.regions, source, strength: 0.55, index..<whole.end)
            mention.isDoubtful = goesOn(nil, in: text, at: whole.end, source: source)
            return (mention, pastCompass(in: text, at: whole.end))
        }
        let found = misspellings.regions(in: text, at: index, shortest: 7, fits: isGovernment)
        guard !found.isEmpty else { return nil }
        var mention = PlaceMention(found, source, strength: 0.55, index..<index + 1)
        mention.isDoubtful = goesOn(nil, in: text, at: index + 1, source: source)
        return (mention, pastCompass(in: text, at: index + 1))
    }

    private func bare(_ group: Int, in text: FoldedText, _ range: Range<Int>, source: PlaceSource) -> PlaceMention? {
        var candidates = names.phrases.groups[group].filter { regions[Int($0)].level != .district }
        if candidates.isEmpty { candidates = names.phrases.groups[group] }
        guard !candidates.isEmpty else { return nil }
        let isPlaceField = source == .location
        switch names.bareness[group] {
        case .never: return nil
        case .strong: return PlaceMention(candidates, source, strength: isPlaceField ? 0.9 : 0.75, range)
        case .district:
            let begun = governments(begunBy: range, in: text)
            let mention = PlaceMention(candidates + begun, source, strength: isPlaceField ? 0.85 : 0.6, range)
            return begun.isEmpty ? mention : mention.doubted()
        case .weak:
            return PlaceMention(candidates, source, strength: isPlaceField ? 0.7 : 0.5, isWeak: !isPlaceField, range)
        case .nickname:
            let follows = range.lowerBound > 0 ? text.tokens[range.lowerBound - 1].hash : 0
            let counts = source != .text || PlaceWords.prepositions.contains(follows)
            return PlaceMention(candidates, source, strength: 0.65, isWeak: !counts, range)
        }
    }
}
