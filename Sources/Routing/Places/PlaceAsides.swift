import Complaints

/// What stands behind a name by itself, in brackets or after a comma, and makes another government of it.
extension Gazetteer {
    /// Where an aside ends that speaks against `mention`: "Kabupaten Bandung (Barat)", "Kota Bogor (Kabupaten)", "Kabupaten
    /// Malang Kota"; nil: there is none.
    ///
    /// - Parameter marker: the word for its kind before the name.
    func contradiction(
        to mention: PlaceMention, _ group: Int, in text: FoldedText, marker: PlaceWords.Marker?
    ) -> Int? {
        let end = mention.range.upperBound
        guard end < text.tokens.count, text.tokens[end].gap <= .comma,
            end + 1 == text.tokens.count || text.tokens[end + 1].gap != .soft
        else { return nil }
        let isTwin = !text.tokens[end].isJoined && namesTwin(group, in: text, at: end)
        let kind = PlaceWords.marker(in: text, at: end)
        let isOtherKind = (kind == .city && marker == .regency) || (kind == .regency && marker == .city)
        return isTwin || isOtherKind ? end + 1 : nil
    }

    /// Where words end that tell a part of `mention`, or shorten a word of the compass, by which another government goes: "Kabupaten
    /// Bandung bagian Barat", "Kab. Bandung B."; nil: there are none.
    ///
    /// - Parameter marker: the word for its kind before the name.
    func twin(
        of mention: PlaceMention, _ group: Int, in text: FoldedText, marker: PlaceWords.Marker?
    ) -> Int? {
        guard !names.rests[group].isEmpty, mention.candidates.contains(where: isGovernment) else { return nil }
        let (start, end) = (mention.range.lowerBound + (marker == nil ? 0 : 1), mention.range.upperBound)
        var word = end
        while word < text.tokens.count, word - end < PlaceWords.mostLinks, text.tokens[word].gap <= .comma,
            PlaceWords.parts.contains(text.tokens[word].hash)
        {
            word += 1
        }
        guard word < text.tokens.count, text.tokens[word].isJoined else { return nil }
        let said = text.part(word..<word + 1).letters
        let isInitial = said.count == 1 && !isLetter(word + 1, in: text)
        guard isInitial || word > end && PlaceWords.isCompass(text.tokens[word].hash) else { return nil }
        let name = text.part(start..<end).letters
        let isTold = names.rests[group].contains { rest in
            PlaceSpellings.isShort(said, for: rest) && isGovernment(called: name + rest, marker)
        }
        return isTold ? word + 1 : nil
    }

    /// "s/d" is no name, and no word of the compass.
    private func isLetter(_ index: Int, in text: FoldedText) -> Bool {
        text.tokens.indices.contains(index) && text.tokens[index].isJoined
            && text.tokens[index].end - text.tokens[index].start == 1
    }

    private func isGovernment(called letters: [UInt8], _ marker: PlaceWords.Marker?) -> Bool {
        guard let group = names.phrases.group(ofWord: FNV1a.hash(of: letters)) else { return false }
        return names.phrases.groups[group].contains { region in
            isGovernment(region) && marker?.admits(regions[Int(region)].level) != false
        }
    }

    /// The governments whose names only begin with what is written: "Kab. Hulu Sungai". Where all are of one province, its desk can
    /// tell.
    ///
    /// - Parameter end: at least the words up to there are part of the name.
    func unfinished(
        _ marker: PlaceWords.Marker, in text: FoldedText, at index: Int, past end: Int, source: PlaceSource
    ) -> PlaceReading? {
        guard marker == .regency || marker == .city,
            let begun = names.beginnings.longest(in: text, at: index + 1), begun.end >= end,
            // "Kota sungai" may be anything, "Kab. Lombok" is not.
            begun.end > index + 2 || marker == .regency && PlaceWords.marker(in: text, at: index + 1) == nil
        else { return nil }
        let fitting = names.beginnings.groups[begun.group].filter { marker.admits(regions[Int($0)].level) }
        guard !fitting.isEmpty else { return nil }
        let mention = PlaceMention(fitting, source, strength: 0.95, index..<begun.end)
        return (mention.doubted(), pastCompass(in: text, at: begun.end))
    }

    /// The governments whose names begin with the words of `range`, and go on.
    func governments(begunBy range: Range<Int>, in text: FoldedText) -> [Int32] {
        guard let begun = names.beginnings.longest(in: text, at: range.lowerBound), begun.end == range.upperBound else {
            return []
        }
        return names.beginnings.groups[begun.group]
    }

    /// Whether the word at `end` is how a longer name of a government goes on.
    private func namesTwin(_ group: Int, in text: FoldedText, at end: Int) -> Bool {
        let word = text.part(end..<end + 1).letters
        let short = PlaceWords.shortCompass[text.tokens[end].hash]
        return names.rests[group].contains { $0 == word || $0 == short }
    }
}
