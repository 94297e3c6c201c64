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
