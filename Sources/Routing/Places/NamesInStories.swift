/// Names in running text without the word for their kind that are no evidence: "Danau Toba" is not Kabupaten Toba, "Karimun
/// Jawa" not Kabupaten Karimun.
extension Gazetteer {
    /// Marks those among the mentions of a text, which begin at `first`.
    func markPartsOfNames(_ mentions: inout [PlaceMention], from first: Int, in text: FoldedText) {
        guard mentions.count > first else { return }
        let showsNames = text.showsNames
        for position in first..<mentions.count
        where mentions[position].source == .text && !mentions[position].isDoubtful
            && isBare(mentions[position], in: text)
        {
            let isBehind =
                position > first && mentions[position - 1].range.upperBound == mentions[position].range.lowerBound
            let isBefore =
                position + 1 < mentions.count
                && mentions[position + 1].range.lowerBound == mentions[position].range.upperBound
            mentions[position].isLoose =
                !isBehind && followsLandscape(mentions[position], in: text, showsNames)
                || showsNames && !isBefore && goesOnByName(mentions[position], in: text)
        }
    }

    /// Whether the word before the name begins names of what is found in nature: "Teluk Bone". A small letter tells that it is
    /// none where capitals tell names: "pantai Jepara".
    private func followsLandscape(_ mention: PlaceMention, in text: FoldedText, _ showsNames: Bool) -> Bool {
        let start = mention.range.lowerBound
        guard start > 0, text.tokens[start].isJoined,
            PlaceWords.beginsLandscape(in: text, at: start - 1, showsNames && text.tokens[start - 1].isCapital)
        else { return false }
        // "Jalan Embong Tanjung Surabaya"
        var word = start - 1
        while word > 0, start - word < 5, text.tokens[word].isJoined {
            word -= 1
            if PlaceWords.addresses.contains(text.tokens[word].hash) { return false }
        }
        return true
    }

    /// Whether a name that nobody knows goes on behind this one: "Labuan Bajo".
    private func goesOnByName(_ mention: PlaceMention, in text: FoldedText) -> Bool {
        let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
        guard end < text.tokens.count, text.tokens[end].isCapitalBehindBlank, text.tokens[start].isCapital else {
            return false
        }
        if isInLongerName(mention, in: text) { return true }
        return !isCompany(end, in: text) && !PlaceWords.isLandmark(in: text, at: end)
            && PlaceWords.marker(in: text, at: end) == nil && !PlaceWords.behindNames.contains(text.tokens[end].hash)
            && names.phrases.longest(in: text, at: end) == nil
    }

    /// Compares a province with the government told as a part of it, or as one that has it: "di Maluku, tepatnya Kabupaten
    /// Poso", "Kabupaten Poso di Maluku".
    func compareLinked(_ mentions: inout [PlaceMention], from first: Int, in text: FoldedText) {
        for position in first..<mentions.count - 1 {
            let (left, right) = (mentions[position], mentions[position + 1])
            let between = left.range.upperBound..<max(left.range.upperBound, right.range.lowerBound)
            guard left.source == .text, right.source == .text, 1...PlaceWords.mostLinks ~= between.count,
                text.tokens[right.range.lowerBound].gap <= .comma, isLinked(between, in: text)
            else { continue }
            if isTold(left, asProvinceOf: right, in: text) { compare(position + 1, with: position, &mentions) }
            if isTold(right, asProvinceOf: left, in: text) { compare(position, with: position + 1, &mentions) }
        }
    }

    private func isTold(_ province: PlaceMention, asProvinceOf place: PlaceMention, in text: FoldedText) -> Bool {
        isProvince(province) && !province.isNamesake && !isOffice(province, in: text) && !place.isNamesake
            && !isProvince(place)
    }

    private func isLinked(_ between: Range<Int>, in text: FoldedText) -> Bool {
        between.allSatisfy { index in
            text.tokens[index].gap <= .comma && PlaceWords.links.contains(text.tokens[index].hash)
        }
    }
}

extension FoldedText {
    /// Whether capitals tell names: neither all words have them nor hardly any.
    fileprivate var showsNames: Bool {
        let capitals = tokens.count(where: \.isCapital)
        return capitals > 1 && 3 * capitals < 2 * tokens.count
    }
}
