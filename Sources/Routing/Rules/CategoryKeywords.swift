/// Guesses a category from weighted words and phrases that operators can edit.
package struct CategoryKeywords: Sendable {
    private let phrases: PhraseTable
    private let categories: [String]
    private let categoryOf: [Int32]
    private let weights: [Double]

    /// Doubt that remains when all signs agree: one word of weight 3 gives 0.75, two such words 0.86.
    private static let doubt = 1.0

    /// Builds from the rows of `category_keyword`; rows without letters or with a weight of 0 or less are left out.
    package init(keywords: [(categoryCode: String, phrase: String, weight: Double)]) {
        var codes: [String] = []
        var place: [String: Int32] = [:]
        var owners: [Int32] = []
        var loads: [Double] = []
        var rows: [(phrase: FoldedText, payload: Int32)] = []
        for keyword in keywords where keyword.weight > 0 {
            let owner = place[keyword.categoryCode] ?? Int32(truncatingIfNeeded: codes.count)
            if place[keyword.categoryCode] == nil {
                place[keyword.categoryCode] = owner
                codes.append(keyword.categoryCode)
            }
            rows.append((FoldedText(keyword.phrase), Int32(truncatingIfNeeded: owners.count)))
            owners.append(owner)
            loads.append(keyword.weight)
        }
        phrases = PhraseTable(rows)
        categories = codes
        categoryOf = owners
        weights = loads
    }

    /// The likeliest category, or nil when the text has no keyword of any.
    ///
    /// Sums the weights per category; a phrase said again counts half, said a third time not at all.
    package func classify(_ text: FoldedText) -> CategoryGuess? {
        var scores = [Double](repeating: 0, count: categories.count)
        var seen = Tally()
        var hits: [(group: Int, range: Range<Int>)] = []
        var index = 0
        while index < text.tokens.count {
            guard let match = phrases.longest(in: text, at: index) else {
                index += 1
                continue
            }
            let key = Int32(truncatingIfNeeded: match.group)
            let times = seen.score(of: key)
            if times < 2 {
                seen.add(key, 1)
                for row in phrases.groups[match.group] {
                    scores[Int(categoryOf[Int(row)])] += weights[Int(row)] * (times == 0 ? 1 : 0.5)
                }
                if times == 0 { hits.append((match.group, index..<match.end)) }
            }
            index = match.end
        }
        return guess(scores, hits, text)
    }

    private func guess(_ scores: [Double], _ hits: [(group: Int, range: Range<Int>)], _ text: FoldedText)
        -> CategoryGuess?
    {
        var best = -1
        var second = 0.0
        for (category, score) in scores.enumerated() where score > 0 {
            if best < 0 || score > scores[best] {
                second = best < 0 ? 0 : scores[best]
                best = category
            } else if score > second {
                second = score
            }
        }
        guard best >= 0 else { return nil }
        let signs = hits.filter { hit in
            phrases.groups[hit.group].contains { Int(categoryOf[Int($0)]) == best }
        }
        return CategoryGuess(
            code: categories[best], confidence: scores[best] / (scores[best] + second + CategoryKeywords.doubt),
            evidence: signs.prefix(5).map { text.words($0.range) })
    }
}
