extension Gazetteer {
    /// Finds the place of a complaint; a valid given code wins over all words.
    package func resolve(_ question: PlaceQuestion) -> PlaceAnswer {
        resolve(question, folded: FoldedText(question.text))
    }

    /// The same with `question.text` already folded, so that other matchers can share the work.
    package func resolve(_ question: PlaceQuestion, folded: FoldedText) -> PlaceAnswer {
        var evidence: [String] = []
        if let code = question.regionCode, !code.isEmpty {
            if let given = index(code: code) { return within(given, question, folded) }
            evidence.append("kode wilayah tidak dikenal")
        }
        return weigh(question, folded, evidence, inside: nil)
    }

    /// A region given by code is certain; words may name a district inside it.
    private func within(_ given: Int32, _ question: PlaceQuestion, _ folded: FoldedText) -> PlaceAnswer {
        let code = regions[Int(given)].code
        let certain = answer(given, confidence: 1, evidence: ["kode " + code])
        guard regions[Int(given)].level == .regency || regions[Int(given)].level == .city else { return certain }
        let read = weigh(question, folded, [], inside: given)
        guard let region = read.region, region.level == .district, region.code.hasPrefix(code + ".") else {
            return certain
        }
        return answer(index(code: region.code), confidence: 1, evidence: ["kode " + code] + read.evidence)
    }

    /// What the words come to, inside a region that is certain if one is.
    private func weigh(
        _ question: PlaceQuestion, _ folded: FoldedText, _ evidence: [String], inside given: Int32?
    ) -> PlaceAnswer {
        var found: [PlaceMention] = []
        found.reserveCapacity(8)
        let location = question.locationText.map(FoldedText.init)
        if let location { addMentions(in: location, source: .location, to: &found) }
        let located = found.count
        let agency = question.agency.map(FoldedText.init)
        if let agency { addMentions(in: agency, source: .agency, to: &found) }
        let addressed = found.count
        addMentions(in: folded, source: .text, to: &found)
        guard !found.isEmpty else { return answer(nil, confidence: 0, evidence: evidence) }
        let home = given ?? question.homeRegion.flatMap(index)
        var weighing = PlaceWeighing(gazetteer: self, mentions: found, home: home, isHomeCertain: given != nil)
        let verdict = weighing.decide()
        var quoted: [String] = []
        for position in verdict.support where question.wantsEvidence && quoted.count < 4 {
            let text = position < located ? location : position < addressed ? agency : folded
            let quote = quote(weighing.mentions[position], of: text ?? folded)
            if !quoted.contains(quote) { quoted.append(quote) }
        }
        let confidence = verdict.region == nil ? 0 : verdict.confidence
        return answer(
            verdict.region, confidence: confidence, evidence: evidence + quoted,
            ambiguous: verdict.ambiguous.map { regions[Int($0)].code })
    }

    /// “kab bandung” (teks)
    private func quote(_ mention: PlaceMention, of text: FoldedText) -> String {
        var quote = "“"
        quote += text.words(mention.range)
        quote += mention.source.label
        if mention.isVillage {
            quote += ", desa/kelurahan di "
            quote += regions[Int(mention.candidates[0])].title
        }
        quote += ")"
        return quote
    }

    private func answer(
        _ region: Int32?, confidence: Double, evidence: [String], ambiguous: [String] = []
    ) -> PlaceAnswer {
        let own = region.map(Int.init)
        let regency = own.map { Int(regencyOf[$0]) } ?? -1
        return PlaceAnswer(
            region: own.map { regions[$0] }, regency: regency < 0 ? nil : regions[regency],
            province: own.map { regions[Int(provinceOf[$0])] }, confidence: confidence, evidence: evidence,
            ambiguous: ambiguous)
    }
}
