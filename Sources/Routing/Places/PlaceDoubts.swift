/// What is written beside a known name and speaks against it: the longest name written counts, not the longest known
/// inside it.
extension Gazetteer {
    /// `mention` as it is written with the words around it: as part of a longer name, or with doubt.
    func asWritten(
        _ mention: PlaceMention, _ group: Int, in text: FoldedText, source: PlaceSource, marker: PlaceWords.Marker?
    ) -> PlaceReading {
        let end = mention.range.upperBound
        guard marker != .district else { return (mention, end) }
        if regions[Int(mention.candidates[0])].level == .district, isVillage(in: text, from: mention.range, past: end) {
            return (mention, end)
        }
        if let longer = longer(mention, group, in: text, source: source, marker: marker) {
            return (longer, longer.range.upperBound)
        }
        if let past = contradiction(to: mention, group, in: text, marker: marker)
            ?? twin(of: mention, group, in: text, marker: marker)
        {
            return (mention.doubted(), past)
        }
        if goesOn(group, in: text, at: end, source: source)
            || marker == nil && isLed(in: text, at: mention.range.lowerBound)
        {
            return (mention.doubted(), pastCompass(in: text, at: end))
        }
        if marker == nil, let kind = kindBehind(mention, in: text) { return (kind, kind.range.upperBound) }
        return (mention, end)
    }

    /// Whether the name written goes on behind the one that is known: by a word of the compass, or by what looks like the
    /// rest of a longer name; where a place is typed that may be misspelt more.
    func goesOn(_ group: Int?, in text: FoldedText, at end: Int, source: PlaceSource) -> Bool {
        guard end < text.tokens.count, text.tokens[end].isJoined else { return false }
        let next = text.tokens[end].hash
        if PlaceWords.compass.contains(next) {
            return end + 1 == text.tokens.count || !PlaceWords.afterNoCompass.contains(text.tokens[end + 1].hash)
        }
        guard !PlaceWords.likeCompass.contains(next) else { return false }
        // Behind a misspelt name a word of the compass is often misspelt as well.
        guard let group else { return PlaceSpellings.isLikeCompass(text.part(end..<end + 1).letters) }
        guard !names.rests[group].isEmpty else { return false }
        let short = PlaceWords.shortCompass[next]
        let word = text.part(end..<end + 1).letters
        return names.rests[group].contains { rest in
            rest == short || PlaceSpellings.resemble(word, rest)
                || source == .location && PlaceSpellings.isNear(word, rest)
        }
    }

    /// Behind the words of the compass at `end`, which are no names by themselves.
    func pastCompass(in text: FoldedText, at end: Int) -> Int {
        var past = end
        while past < text.tokens.count, text.tokens[past].isJoined,
            PlaceWords.compass.contains(text.tokens[past].hash)
        {
            past += 1
        }
        return past
    }

    /// Whether a village has the name that goes on behind a district's: Cilandak Timur.
    private func isVillage(in text: FoldedText, from range: Range<Int>, past end: Int) -> Bool {
        end < text.tokens.count && text.tokens[end].isJoined && PlaceWords.compass.contains(text.tokens[end].hash)
            && text.tokens[end].hash != PlaceWords.daya
            && villages.longest(in: text, at: range.lowerBound).map { $0.end > end } == true
    }

    /// Whether a word before a bare name makes another name of it: "Kepulauan Buru", "West Sumbawa".
    private func isLed(in text: FoldedText, at start: Int) -> Bool {
        start > 0 && text.tokens[start].isJoined && PlaceWords.leads.contains(text.tokens[start - 1].hash)
    }

    /// The longer name that `mention` is the beginning or the end of, one letter of which is wrong.
    private func longer(
        _ mention: PlaceMention, _ group: Int, in text: FoldedText, source: PlaceSource, marker: PlaceWords.Marker?
    ) -> PlaceMention? {
        let (start, end) = (mention.range.lowerBound + (marker == nil ? 0 : 1), mention.range.upperBound)
        var found: (regions: [Int32], range: Range<Int>)?
        let isGovernment = { [self] (region: Int32) in regions[Int(region)].level != .district }
        if !names.rests[group].isEmpty, end < text.tokens.count, text.tokens[end].isJoined,
            !PlaceWords.compass.contains(text.tokens[end].hash),
            !PlaceWords.likeCompass.contains(text.tokens[end].hash) || source == .location,
            let whole = misspeltWords(in: text, from: start, past: end, fits: isGovernment)
        {
            found = (whole.regions, mention.range.lowerBound..<whole.end)
        } else if names.isEnding[group], marker == nil, start > 0, text.tokens[start].isJoined,
            let whole = misspeltWords(in: text, from: start - 1, past: end - 1, fits: isGovernment), whole.end == end
        {
            found = (whole.regions, start - 1..<end)
        }
        guard let found else { return nil }
        let fitting = marker.map { kind in found.regions.filter { kind.admits(regions[Int($0)].level) } }
        // In a story the next word may be an everyday one.
        let isSure = fitting?.isEmpty == false || marker == nil && source == .location
        let longer = PlaceMention(fitting ?? found.regions, source, strength: 0.7, found.range)
        return isSure ? longer : mention.doubted()
    }

    /// The government whose name, with one letter wrong, the words from `start` on make, at least those up to `past`.
    func misspeltWords(
        in text: FoldedText, from start: Int, past end: Int, fits: (Int32) -> Bool
    ) -> (regions: [Int32], end: Int)? {
        var letters = text.part(start..<end).letters
        var longest: (regions: [Int32], end: Int)?
        for next in end..<min(end + 3, text.tokens.count) {
            guard text.tokens[next].isJoined, !text.isNumber(at: next) else { break }
            letters += text.part(next..<next + 1).letters
            let found = misspellings.regions(letters, fits: fits)
            if !found.isEmpty { longest = (found, next + 1) }
        }
        return longest
    }

    /// A name behind the word for another kind of government.
    func against(
        _ marker: PlaceWords.Marker, _ match: PhraseTable.Match, in text: FoldedText, at index: Int, source: PlaceSource
    ) -> PlaceReading? {
        guard marker.isKindOfGovernment, text.tokens[index].hash != PlaceWords.kt, names.bareness[match.group] != .never
        else { return nil }
        // "Kota Kudus" is a district's name as it stands.
        if let whole = names.phrases.longest(in: text, at: index), whole.end >= match.end { return nil }
        let all = names.phrases.groups[match.group]
        let range = index..<match.end
        let governments = all.filter { regions[Int($0)].level != .district }
        if !governments.isEmpty {
            let doubted = PlaceMention(governments, source, strength: 0.95, range).doubted()
            return (doubted, pastCompass(in: text, at: match.end))
        }
        // "Kota Bogor Barat" is a district of Kota Bogor, "Kabupaten Bogor Barat" nothing that is known.
        let stem = names.phrases.group(ofWord: text.tokens[index + 1].hash).map { group in
            names.phrases.groups[group].filter { marker.admits(regions[Int($0)].level) }
        }
        let inside = all.filter { stem?.contains(regencyOf[Int($0)]) == true }
        if !inside.isEmpty {
            let district = PlaceMention(inside, source, strength: 0.85, range)
            return asWritten(district, match.group, in: text, source: source, marker: marker)
        }
        // A district's name of one word may be a person's: "Bupati Slamet".
        let isDistrict = marker != .city && (match.end > index + 2 || source != .text)
        let alike =
            stem == nil || stem == []
            ? misspellings.regions(in: text, at: index + 1) { [self] region in
                marker.admits(regions[Int(region)].level)
            } : []
        let others = (stem ?? []) + alike + (isDistrict ? all : [])
        guard !others.isEmpty else { return nil }
        return (PlaceMention(others, source, strength: 0.95, range).doubted(), pastCompass(in: text, at: match.end))
    }

    /// "Bandung Kota", "Bogor (Kab.)": the word for its kind stands behind the name.
    private func kindBehind(_ mention: PlaceMention, in text: FoldedText) -> PlaceMention? {
        let end = mention.range.upperBound
        guard mention.candidates.count > 1, end < text.tokens.count, text.tokens[end].gap <= .comma,
            let kind = PlaceWords.marker(in: text, at: end), kind == .city || kind == .regency,
            end + 1 == text.tokens.count || text.tokens[end + 1].gap != .soft
        else { return nil }
        let fitting = mention.candidates.filter { kind.admits(regions[Int($0)].level) }
        guard !fitting.isEmpty else { return nil }
        return PlaceMention(fitting, mention.source, strength: 0.9, mention.range.lowerBound..<end + 1)
    }

    /// Compares the mentions of one text, those from `first` on, with the province beside them: it chooses between what
    /// they may mean, and where they mean nothing in it neither is certain.
    func compareNeighbours(in text: FoldedText, _ mentions: inout [PlaceMention], from first: Int) {
        for position in first..<mentions.count - 1 {
            let (left, right) = (mentions[position], mentions[position + 1])
            guard left.range.upperBound == right.range.lowerBound else { continue }
            if readDistrict(position, beside: position + 1, in: text, &mentions) { continue }
            if isBefore(left, in: text), readDistrict(position + 1, beside: position, in: text, &mentions) { continue }
            if isProvince(right), !isOffice(right, in: text) {
                compare(position, with: position + 1, &mentions)
            } else if isProvince(left), left.source != .text, !left.isNamesake, !isOffice(left, in: text) {
                compare(position + 1, with: position, &mentions)
            }
        }
    }

    /// Whether a government may be written before its district: where a place is typed, and "Kab. Sleman, Depok".
    private func isBefore(_ government: PlaceMention, in text: FoldedText) -> Bool {
        government.source == .location
            || PlaceWords.marker(in: text, at: government.range.lowerBound)?.isKindOfGovernment == true
    }

    /// "Depok, Sleman": a bare name is that of a district where the government beside it has one, and it is not that
    /// government's own. Then the government is the one that has it: "Depok, Cirebon" is in the regency.
    private func readDistrict(
        _ place: Int, beside government: Int, in text: FoldedText, _ mentions: inout [PlaceMention]
    ) -> Bool {
        let (own, around) = (mentions[place], mentions[government])
        let start = own.range.lowerBound
        guard text.tokens[max(start, around.range.lowerBound)].gap <= .comma, !around.isDoubtful, !around.isVillage,
            PlaceWords.marker(in: text, at: start) == nil,
            own.candidates.allSatisfy({ isGovernment($0) }), around.candidates.contains(where: isGovernment),
            let match = names.phrases.longest(in: text, at: start), match.end == own.range.upperBound
        else { return false }
        let districts = names.phrases.groups[match.group].filter { region in
            regions[Int(region)].level == .district && around.candidates.contains(regencyOf[Int(region)])
        }
        // "Tanjung Balai Asahan" is the city beside Asahan, too, as people call it.
        let isNextDoor =
            own.source == .location && PlaceWords.marker(in: text, at: around.range.lowerBound) == nil
            && text.tokens[max(start, around.range.lowerBound)].isJoined
            && own.candidates.contains { provinceOf[Int($0)] == provinceOf[Int(around.candidates[0])] }
        guard districts.count == 1, !isNextDoor, !own.candidates.contains(where: around.candidates.contains),
            !isListed(min(place, government), in: text, mentions)
        else { return false }
        mentions[place].candidates = districts
        mentions[place].isDoubtful = false
        mentions[government].candidates = [regencyOf[Int(districts[0])]]
        return true
    }

    /// Whether the mention and the next one stand among more governments: "Subang, Kuningan, Cirebon" are three.
    private func isListed(_ first: Int, in text: FoldedText, _ mentions: [PlaceMention]) -> Bool {
        func isMore(_ position: Int, beside other: Int) -> Bool {
            guard mentions.indices.contains(position), mentions[position].source == mentions[other].source,
                !isProvince(mentions[position])
            else { return false }
            let (left, right) = (mentions[min(position, other)], mentions[max(position, other)])
            return left.range.upperBound == right.range.lowerBound
                && mentions[position].candidates.contains(where: isGovernment)
                && text.tokens[right.range.lowerBound].gap <= .comma
        }
        return isMore(first - 1, beside: first) || isMore(first + 2, beside: first + 1)
    }

    func isGovernment(_ region: Int32) -> Bool {
        regions[Int(region)].level == .regency || regions[Int(region)].level == .city
    }

    func compare(_ place: Int, with province: Int, _ mentions: inout [PlaceMention]) {
        let own = mentions[place]
        guard !own.candidates.allSatisfy({ regions[Int($0)].level == .province }), !own.isVillage, !own.isWeak else {
            return
        }
        let fitting = own.candidates.filter { candidate in
            mentions[province].candidates.contains { isInside(candidate, $0) }
        }
        if fitting.isEmpty {
            mentions[place].isDoubtful = true
            mentions[province].isDoubtful = true
        } else {
            mentions[place].candidates = fitting
        }
    }

    func isProvince(_ mention: PlaceMention) -> Bool {
        mention.candidates.contains { regions[Int($0)].level == .province }
    }

    func isOffice(_ mention: PlaceMention, in text: FoldedText) -> Bool {
        PlaceWords.provincialOffices.contains(text.tokens[mention.range.lowerBound].hash)
    }

    /// Whether a region lies in a province, or did when that was larger.
    func isInside(_ region: Int32, _ province: Int32) -> Bool {
        let own = provinceOf[Int(region)]
        return own == province || formerProvinces.contains(province, of: own)
    }
}
