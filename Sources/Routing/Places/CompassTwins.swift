import Complaints

/// The governments whose names are another's and a word of the compass: Bandung Barat is one of Bandung's.
struct CompassTwins: Sendable {
    /// A government that is called as another one and goes on by the compass.
    struct Twin: Sendable {
        /// How it goes on, its words written together: `barat`, `baratdaya`.
        let rest: [UInt8]
        let level: RegionLevel
        fileprivate let region: Int32
    }

    /// Twins of each region, by its index.
    private let twins: [[Twin]]

    /// - Parameter others: further names of regions, by index.
    init(of regions: [Region], others: [(words: FoldedText, region: Int32)]) {
        let own = regions.enumerated().map { (words: FoldedText($1.coreName), region: Int32(truncatingIfNeeded: $0)) }
        let names = (own + others).filter { regions[Int($0.region)].level != .district }
        var byStem: [[UInt8]: [Twin]] = [:]
        for (words, region) in names {
            for count in words.tokens.indices.dropFirst()
            where words.tokens[count...].allSatisfy({ PlaceWords.compass.contains($0.hash) }) {
                let rest = words.part(count..<words.tokens.count).letters
                let twin = Twin(rest: rest, level: regions[Int(region)].level, region: region)
                byStem[words.part(0..<count).letters, default: []].append(twin)
            }
        }
        var twins: [[Twin]] = Array(repeating: [], count: regions.count)
        for (words, region) in names {
            twins[Int(region)] += (byStem[words.letters] ?? []).filter { $0.region != region }
        }
        self.twins = twins
    }

    /// Whether `region` has any.
    func exist(of region: Int32) -> Bool { !twins[Int(region)].isEmpty }

    /// Those of `region` that may stand behind the word for a kind of government.
    func of(_ region: Int32, behind marker: PlaceWords.Marker?) -> [Twin] {
        let own = twins[Int(region)]
        guard let marker, !own.isEmpty else { return own }
        return own.filter { marker.admits($0.level) }
    }
}

extension Gazetteer {
    /// Where the words end behind `mention` that tell the part of it by which another government goes, whatever stands between:
    /// "Kabupaten Bandung agak ke barat", "Kab. Bandung; Barat", "Kab. Bandung B."; nil: there are none.
    func pastTwin(of mention: PlaceMention, in text: FoldedText) -> Int? {
        let twins = twins(of: mention, in: text)
        guard !twins.isEmpty else { return nil }
        let (end, count) = (mention.range.upperBound, text.tokens.count)
        var (isCut, isBehindProvince) = (false, false)
        var (word, left) = (end, Self.mostBetween)
        while word < count, left > 0 {
            defer { (word, left) = (word + 1, left - 1) }
            isCut = isCut || text.tokens[word].gap == .hard
            // "Kab. Bandung, Jawa Barat, bagian barat"
            if let province = endOfProvince(word, in: text) {
                (word, isBehindProvince) = (province - 1, true)
                continue
            }
            let isLone = word + 1 == count || text.tokens[word + 1].gap != .soft
            let isBehindPart = word > end && isPart(word - 1, in: text)
            if (isLone || !isCut) && tells(word, twins, in: text, isBehindPart: isBehindPart)
                || (word == end || isBehindPart) && isInitial(word, of: twins, in: text)
            {
                return isBehindProvince ? end : word + 1
            }
            // Of another statement only such words go on with this one.
            if isCut ? !isPart(word, in: text) : isOwnName(word, in: text) { return nil }
        }
        return nil
    }

    /// Whether words before `mention` tell such a part: "sebelah barat Kab. Bandung", "Barat dari Kabupaten Bandung".
    ///
    /// - Parameter before: where the name read before ends.
    func isLedByTwin(_ mention: PlaceMention, in text: FoldedText, after before: Int) -> Bool {
        let start = mention.range.lowerBound
        guard start > before else { return false }
        let twins = twins(of: mention, in: text)
        guard !twins.isEmpty else { return false }
        for word in stride(from: start - 1, through: max(before, start - Self.mostBetween), by: -1) {
            guard text.tokens[word + 1].gap != .hard else { return false }
            if tells(word, twins, in: text, isBehindPart: word > 0 && isPart(word - 1, in: text)) {
                return isFree(word, in: text)
            }
            let hash = text.tokens[word].hash
            guard isPart(word, in: text) || PlaceWords.from.contains(hash) || PlaceWords.prepositions.contains(hash)
            else {
                return false
            }
        }
        return false
    }

    private static let mostBetween = 6

    private func twins(of mention: PlaceMention, in text: FoldedText) -> [CompassTwins.Twin] {
        guard mention.candidates.contains(where: names.twins.exist) else { return [] }
        let marker = mention.range.count > 1 ? PlaceWords.marker(in: text, at: mention.range.lowerBound) : nil
        return mention.candidates.flatMap {
            names.twins.of($0, behind: marker?.isKindOfGovernment == true ? marker : nil)
        }
    }

    /// Whether the word at `index` tells the direction in which one of `twins` lies.
    private func tells(
        _ index: Int, _ twins: [CompassTwins.Twin], in text: FoldedText, isBehindPart: Bool
    ) -> Bool {
        // "Riau, Kepulauan Meranti"
        if let name = names.phrases.longest(in: text, at: index), name.end > index + 1 { return false }
        let short = isBehindPart ? PlaceWords.shortCompass[text.tokens[index].hash] : nil
        let said = PlaceWords.direction(in: text, at: index) ?? short
        if let said, twins.contains(where: { $0.rest.starts(with: said) }) {
            guard PlaceWords.everydayDirections.contains(FNV1a.hash(of: said)) else { return true }
            // "Di tengah jalan" tells no part.
            let isOther =
                index + 1 < text.tokens.count && text.tokens[index + 1].isJoined
                && PlaceWords.afterNoCompass.contains(text.tokens[index + 1].hash)
            // "Barat daya"
            let isBehindOne =
                index > 0 && text.tokens[index].isJoined && PlaceWords.compass.contains(text.tokens[index - 1].hash)
            return (isBehindPart || isBehindOne) && !isOther
        }
        guard said == nil, isBehindPart, !PlaceWords.likeCompass.contains(text.tokens[index].hash) else { return false }
        let word = text.part(index..<index + 1).letters
        return twins.contains { PlaceSpellings.isOneLetterOff(word, $0.rest) }
    }

    /// "Kab. Bandung B.", but not "s/d".
    private func isInitial(_ index: Int, of twins: [CompassTwins.Twin], in text: FoldedText) -> Bool {
        let token = text.tokens[index]
        guard token.isJoined, token.end - token.start == 1, !isLetter(index + 1, in: text) else { return false }
        return twins.contains { $0.rest.first == text.bytes[Int(token.start)] }
    }

    private func isLetter(_ index: Int, in text: FoldedText) -> Bool {
        text.tokens.indices.contains(index) && text.tokens[index].isJoined
            && text.tokens[index].end - text.tokens[index].start == 1
    }

    private func isPart(_ index: Int, in text: FoldedText) -> Bool {
        PlaceWords.parts.contains(text.tokens[index].hash)
    }

    /// Where a province's name ends that begins at `index`, or the word for one; nil: none begins there.
    private func endOfProvince(_ index: Int, in text: FoldedText) -> Int? {
        if PlaceWords.marker(in: text, at: index) == .province { return index + 1 }
        guard let match = names.phrases.longest(in: text, at: index), match.end > index,
            names.phrases.groups[match.group].contains(where: { regions[Int($0)].level == .province })
        else { return nil }
        return match.end
    }

    /// Whether a word begins what has a name of its own, whose part a direction behind it would tell: "Jawa Barat", "Jl. Merdeka
    /// Barat", "Blok 3".
    private func isOwnName(_ index: Int, in text: FoldedText) -> Bool {
        if isPart(index, in: text) { return false }
        if text.hasDigit(at: index) || PlaceWords.marker(in: text, at: index) != nil
            || PlaceWords.namesLandscape(in: text, at: index)
        {
            return true
        }
        // "Cangkuang Kulon"
        if let village = villages.longest(in: text, at: index), village.end > index + 1 { return true }
        guard let match = names.phrases.longest(in: text, at: index) else { return false }
        switch names.bareness[match.group] {
        case .strong, .district, .nickname: return true
        case .weak, .never: return match.end > index + 1
        }
    }

    /// Whether a direction before a name is no part of what stands before it: "Cibiru Barat, Kab. Bandung" is.
    private func isFree(_ index: Int, in text: FoldedText) -> Bool {
        guard index > 0, text.tokens[index].isJoined else { return true }
        let before = text.tokens[index - 1].hash
        return isPart(index - 1, in: text) || PlaceWords.prepositions.contains(before)
            || PlaceWords.company.contains(before) || PlaceWords.from.contains(text.tokens[index + 1].hash)
    }
}
