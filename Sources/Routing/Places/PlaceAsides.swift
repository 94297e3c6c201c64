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

    /// Whether the word at `end` is how a longer name of a government goes on.
    private func namesTwin(_ group: Int, in text: FoldedText, at end: Int) -> Bool {
        let word = text.part(end..<end + 1).letters
        let short = PlaceWords.shortCompass[text.tokens[end].hash]
        return names.rests[group].contains { $0 == word || $0 == short }
    }
}
