import Complaints

/// What was said in a case so far.
package struct Conversation: Sendable {
    /// Tracking code of the case.
    package var code: String
    package var report: String
    /// What officers and reporter wrote since.
    package var words: String
    /// Kemendagri code of the place that routing found.
    package var region: String?

    package init(on code: String = "", report: String, words: String = "", region: String? = nil) {
        self.code = code
        self.report = report
        self.words = words
        self.region = region
    }

    /// Whether what was written last has no end, and `next` no beginning.
    fileprivate func isInMidSentence(before next: String) -> Bool {
        guard let last = words.last(where: { !$0.isWhitespace }), let first = next.first(where: { !$0.isWhitespace })
        else { return false }
        return !".!?".contains(last) && !first.isUppercase
    }
}

extension Router {
    /// Words that somebody needs at least to report something, beside places: fewer are an answer, or go on with one.
    private static let fewest = (asked: 4, answered: 2, added: 1, inMidSentence: 5)
    /// So many words about another matter are a report even when they name no place.
    private static let many = 6

    /// Whether words that came from somebody who was asked something, or has just answered, are a report of their own: about
    /// another matter than the case, and with nothing in them that was spoken of there, or about another government's place.
    ///
    /// In doubt they are not: an answer that is filed as a report leaves the case without it. "Juga" alone decides nothing: it
    /// begins a sentence, which is then read as any other.
    ///
    /// - Parameter isAnswered: whether the question is answered already; then less is needed.
    package func isOwnReport(_ words: String, in conversation: Conversation, isAnswered: Bool) -> Bool {
        let said = OwnWords.of(words, least: 1) ?? words
        // Thanks and a signature are no matter, whatever place their writer lives in.
        guard let words = PartingWords.rest(of: said, tells: tellsOfMatter) else { return false }
        let (message, report) = (FoldedText(words), FoldedText(conversation.report))
        let own = MatterWords(message, gazetteer)
        let isAddition = Addition.begins(message)
        let accuses = accuses(message) && !accuses(report)
        if !isAddition, !accuses, isAnswered || AskedFor(conversation.words).asksWhere, namesLandmark(message, own) {
            return false
        }
        let least = isAddition ? Self.fewest.added : Self.fewest.answered
        if isAnswered || isAddition, own.substance >= least, namesOtherPlace(message, conversation) { return true }
        if !isAnswered, !isAddition, !accuses, AskedFor(conversation.words).isAnswered(by: message, gazetteer) {
            return false
        }
        let goesOn = isAnswered && !isAddition && conversation.isInMidSentence(before: words)
        // "Juga tiangnya miring" is about what the case is about.
        let isOfTheCase =
            isAddition && own.pointsBack && gazetteer.resolve(PlaceQuestion(), folded: message).region == nil
        let fewest =
            isAddition && accuses
            ? Self.fewest.added
            : goesOn || isOfTheCase
                ? Self.fewest.inMidSentence : isAnswered ? Self.fewest.answered : Self.fewest.asked
        if isElsewhere(message, own, in: conversation, least: goesOn || isOfTheCase ? fewest : 2) { return true }
        guard own.count >= fewest else { return false }
        guard !own.share(with: MatterWords(report, gazetteer)),
            !own.share(with: MatterWords(FoldedText(conversation.words), gazetteer))
        else { return false }
        guard accuses || isOther(own.text, words, than: report, conversation.report) else { return false }
        return isAnswered || accuses || own.count >= Self.many
            || gazetteer.resolve(PlaceQuestion(), folded: message).region != nil
    }

    /// Whether words begin with what stands in any place, as an answer to where does, and tell nothing but its name: "Masjid Al Ikhlas
    /// Jalan Ahmad Yani" is no matter of religion.
    package func namesLandmark(_ words: String) -> Bool {
        let message = FoldedText(words)
        return !accuses(message) && namesLandmark(message, MatterWords(message, gazetteer))
    }

    private func namesLandmark(_ message: FoldedText, _ own: MatterWords) -> Bool {
        guard AskedFor.beginsWithLandmark(message) else { return false }
        let matter = keywords.classify(FoldedText(own.withoutLandmarks.joined(separator: " ")))
        // "Jalan Merdeka" is where, "jalan berlubang" what.
        return matter?.evidence.allSatisfy(PlaceWords.isOfAddress) ?? true
    }

    /// Whether a message tells of another matter at a place that is not known to be the case's. That a landmark is named tells
    /// nothing: it may be the one that was asked for.
    private func isElsewhere(
        _ message: FoldedText, _ own: MatterWords, in conversation: Conversation, least: Int
    ) -> Bool {
        let matter = own.withoutLandmarks
        let text = FoldedText(matter.joined(separator: " "))
        let telling = MatterWords(text, gazetteer)
        guard matter.count >= least, telling.substance >= 2, !Addition.corrects(message),
            !Addition.pointsAway(message, gazetteer),
            let guess = keywords.classify(text), guess.confidence >= thresholds.category
        else { return false }
        let known = keywords.classify(FoldedText(conversation.report))
        guard known.map({ Self.top($0.code) != Self.top(guess.code) }) ?? true,
            !own.share(with: MatterWords(FoldedText(conversation.report), gazetteer)),
            !telling.share(with: MatterWords(FoldedText(conversation.words), gazetteer))
        else { return false }
        let place = gazetteer.resolve(PlaceQuestion(), folded: message)
        guard let regency = place.regency, place.confidence >= Self.leastConfidence else { return false }
        return !codes(of: conversation).contains { gazetteer.regency(of: $0)?.code == regency.code }
    }

    /// Codes of the places that were spoken of in the case, and of the one that routing found.
    private func codes(of conversation: Conversation) -> [String] {
        let told = [conversation.report, conversation.words].map {
            gazetteer.resolve(PlaceQuestion(), folded: FoldedText($0))
        }
        return told.compactMap { $0.region?.code } + [conversation.region].compactMap(\.self)
    }

    /// Whether the place that a message names is another government's than the case's; a correction is none, nor is a place
    /// that only says where to look.
    private func namesOtherPlace(_ message: FoldedText, _ conversation: Conversation) -> Bool {
        guard !Addition.corrects(message), !Addition.pointsAway(message, gazetteer) else { return false }
        let place = gazetteer.resolve(PlaceQuestion(), folded: message)
        guard let regency = place.regency, place.confidence >= Self.leastConfidence else { return false }
        let codes = codes(of: conversation)
        let regencies = codes.compactMap { gazetteer.regency(of: $0)?.code }
        guard regencies.isEmpty else { return !regencies.contains(regency.code) }
        let provinces = codes.compactMap { gazetteer.province(of: $0)?.code }
        return !provinces.isEmpty && !provinces.contains { $0 == place.province?.code }
    }

    /// So sure must a place be that takes a message away from a case.
    private static let leastConfidence = 0.5

    private func tellsOfMatter(_ words: String) -> Bool {
        let text = FoldedText(words)
        return keywords.classify(text) != nil || accuses(text)
    }

    private func accuses(_ text: FoldedText) -> Bool {
        !misconduct.evidence(in: text).isEmpty || suspicion.evidence(in: text) != nil
    }

    /// Whether keywords or the model tell another matter.
    private func isOther(_ matter: FoldedText, _ words: String, than report: FoldedText, _ reported: String) -> Bool {
        let known = keywords.classify(report)
        if let guess = keywords.classify(matter), guess.confidence >= thresholds.category {
            return known.map { Self.top($0.code) != Self.top(guess.code) } ?? true
        }
        guard let reader, let likeliest = reader.read(ComplaintText(title: nil, text: words)).agency.first,
            likeliest.probability >= agencyThreshold
        else { return false }
        let before = reader.read(ComplaintText(title: nil, text: reported)).agency
        return !before.prefix(3).contains { $0.label == likeliest.label }
    }

    private static func top(_ code: String) -> Substring { code.prefix { $0 != "." } }
}
