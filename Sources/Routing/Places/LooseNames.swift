/// Names in a place field without the word for their kind that are no evidence: "Pangkalan Bun" is not Pangkalan in Karawang.
extension Gazetteer {
    /// Marks those among the mentions of a place field, which begin at `first`.
    func markLooseOnes(_ mentions: inout [PlaceMention], from first: Int, in text: FoldedText) {
        let provinces = provinces(mentions, from: first, in: text)
        for position in first..<mentions.count where isBare(mentions[position], in: text) {
            let own = mentions[position]
            let isLoose =
                isElsewhere(own, provinces)
                || !own.isDoubtful
                    && (isInLongerName(own, in: text) || isBesideUnknown(position, mentions, from: first, in: text))
            mentions[position].isLoose = isLoose
        }
    }

    /// The provinces named in the field, and not as a part of other names.
    private func provinces(_ mentions: [PlaceMention], from first: Int, in text: FoldedText) -> [PlaceMention] {
        (first..<mentions.count).filter { position in
            isProvince(mentions[position]) && !mentions[position].isNamesake && !isOffice(mentions[position], in: text)
                && !isBesideUnknown(position, mentions, from: first, in: text)
        }.map { mentions[$0] }
    }

    private func isBesideUnknown(
        _ position: Int, _ mentions: [PlaceMention], from first: Int, in text: FoldedText
    ) -> Bool {
        isLooseBefore(position, mentions, from: first, in: text) || isLooseBehind(position, mentions, in: text)
    }

    /// Whether neither the word before the name nor the one behind it says what is called so.
    func isBare(_ mention: PlaceMention, in text: FoldedText) -> Bool {
        let range = mention.range
        guard !mention.isVillage, !mention.isNamesake,
            mention.candidates.contains(where: { regencyOf[Int($0)] >= 0 }),
            PlaceWords.marker(in: text, at: range.lowerBound).map({ $0 == .other }) ?? true
        else { return false }
        // "Lima Puluh Kota" is a name as it stands.
        return range.count == 1 || PlaceWords.marker(in: text, at: range.upperBound - 1) == nil
            || names.phrases.longest(in: text, at: range.lowerBound)?.end == range.upperBound
    }

    /// Whether a province is named anywhere in the field, and the name lies in none that is.
    private func isElsewhere(_ mention: PlaceMention, _ provinces: [PlaceMention]) -> Bool {
        let others = provinces.filter { $0.range != mention.range }
        return !others.isEmpty
            && !mention.candidates.contains { own in
                others.contains { $0.candidates.contains { isInside(own, $0) } }
            }
    }

    /// Whether a village's name goes on behind it, or one elsewhere is a district's name of several words written as one.
    func isInLongerName(_ mention: PlaceMention, in text: FoldedText) -> Bool {
        guard let village = villages.longest(in: text, at: mention.range.lowerBound) else { return false }
        if village.end > mention.range.upperBound { return true }
        guard mention.range.count == 1, village.end == mention.range.upperBound,
            mention.candidates.allSatisfy({ !isGovernment($0) && regions[Int($0)].name.contains(" ") })
        else { return false }
        return village.districts.contains { district in
            !mention.candidates.contains { regencyOf[Int($0)] == regencyOf[Int(district)] }
        }
    }

    private func isLooseBefore(
        _ position: Int, _ mentions: [PlaceMention], from first: Int, in text: FoldedText
    ) -> Bool {
        let (own, start) = (mentions[position], mentions[position].range.lowerBound)
        guard start > 0, text.tokens[start].isJoined, !isBehindAddress(own, in: text) else { return false }
        if position > first, mentions[position - 1].range.upperBound == start {
            return !agree(mentions[position - 1], own)
        }
        if PlaceWords.marker(in: text, at: start - 1) == .other { return true }
        return !isCompany(start - 1, in: text)
    }

    private func isLooseBehind(_ position: Int, _ mentions: [PlaceMention], in text: FoldedText) -> Bool {
        let (own, end) = (mentions[position], mentions[position].range.upperBound)
        guard end < text.tokens.count, text.tokens[end].isJoined else { return false }
        if position + 1 < mentions.count, mentions[position + 1].range.lowerBound == end {
            return PlaceWords.marker(in: text, at: end) == nil && !agree(own, mentions[position + 1])
        }
        return !isCompany(end, in: text)
    }

    /// Whether both may be about the same place: one lies in the other, or both in one government.
    private func agree(_ left: PlaceMention, _ right: PlaceMention) -> Bool {
        left.candidates.contains { one in
            right.candidates.contains { other in
                let regency = regencyOf[Int(one)]
                return regency >= 0 && regency == regencyOf[Int(other)] || isInside(one, other) || isInside(other, one)
            }
        }
    }

    /// Whether the word at `index` is none that a longer name could have: a number, a kind, "dan", "sekitar".
    func isCompany(_ index: Int, in text: FoldedText) -> Bool {
        let hash = text.tokens[index].hash
        if text.hasDigit(at: index) || PlaceWords.prepositions.contains(hash) || PlaceWords.company.contains(hash) {
            return true
        }
        guard let marker = PlaceWords.marker(in: text, at: index) else { return false }
        return marker != .other || PlaceWords.addresses.contains(hash)
    }

    /// "Jl. Ahmad Yani Surabaya": between the word for a road and a government's name stands the road's, but "Jl. Danau Toba".
    /// Likewise "Stasiun Gubeng Surabaya", where the government's name is the last word.
    private func isBehindAddress(_ mention: PlaceMention, in text: FoldedText) -> Bool {
        let start = mention.range.lowerBound
        guard mention.strength > 0.85, mention.candidates.contains(where: isGovernment), start > 1,
            !PlaceWords.namesLandscape(in: text, at: start - 1)
        else { return false }
        let end = mention.range.upperBound
        let isLast = end == text.tokens.count || !text.tokens[end].isJoined
        var word = start - 1
        while word > 0, start - word < 5, text.tokens[word].isJoined {
            word -= 1
            if PlaceWords.addresses.contains(text.tokens[word].hash) { return true }
            if isLast, PlaceWords.beginsLandmark(in: text, at: word) { return true }
        }
        return false
    }
}
