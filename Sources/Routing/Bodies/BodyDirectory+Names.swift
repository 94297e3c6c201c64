package import Complaints

extension BodyDirectory {
    /// Duty of the district offices: their word also only says where something is.
    static let districtDuty = "7.01"
    /// Where the body is: nobody reads why.
    private static let place: PlaceQuestion = {
        var question = PlaceQuestion()
        question.wantsEvidence = false
        return question
    }()
    private static let salutations = ["yth", "kpd", "kepada"].map(TokenHash.word)
    /// A salutation stands this early and is this long, in tokens.
    private static let salutationStart = 24
    private static let salutationLength = 14

    /// The body that `text`, a field meant for one, names: by code, name, short name or a clear variant of these.
    ///
    /// `near` is a region known otherwise; it decides where the name alone does not ("Dinas Kesehatan").
    package func named(_ text: String, near: String? = nil) -> Body? {
        if let exact = body(code: text) { return exact }
        let folded = FoldedText(text)
        guard let key = TokenHash.sequence(of: folded.tokens) else { return nil }
        if let exact = byName[key], exact >= 0 { return bodies[Int(exact)] }
        guard let target = soleTarget(in: folded, folded.tokens.indices) else { return nil }
        return body(target, place: gazetteer.resolve(Self.place, folded: folded), near: near)
    }

    /// The one body that the salutation of a complaint ("Yth. Dinas Perhubungan Kota Bandung") names, if just one.
    package func saluted(in text: FoldedText, near: String?) -> Body? {
        var ranges: [Range<Int>] = []
        for index in text.tokens.indices.prefix(BodyDirectory.salutationStart)
        where BodyDirectory.salutations.contains(text.tokens[index].hash) {
            let start = ranges.first?.lowerBound ?? index + 1
            ranges = [start..<min(index + BodyDirectory.salutationLength, text.tokens.count)]
        }
        guard let range = ranges.first, !range.isEmpty, let target = soleTarget(in: text, range) else { return nil }
        return body(target, place: gazetteer.resolve(Self.place, folded: text.part(range)), near: near)
    }

    /// The one thing named in `range`; a government or district office beside a unit only says where the unit is.
    private func soleTarget(in text: FoldedText, _ range: Range<Int>) -> BodyTarget? {
        var found: [BodyTarget] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard let match = aliases.longest(in: text, at: index, across: .comma) else {
                index += 1
                continue
            }
            let target = targets[Int(aliases.groups[match.group][0])]
            if !found.contains(target) { found.append(target) }
            index = match.end
        }
        let districtOffice = BodyTarget.duty(BodyDirectory.districtDuty)
        for general in [BodyTarget.government, districtOffice] where found.count > 1 {
            found.removeAll { $0 == general }
        }
        return found.count == 1 ? found[0] : nil
    }

    private func body(_ target: BodyTarget, place: @autoclosure () -> PlaceAnswer, near: String?) -> Body? {
        if case .body(let code) = target { return body(code: code) }
        guard let region = region(place(), near: near, target) else { return nil }
        switch target {
        case .duty(let duty): return responsible(duty: duty, regionCode: region)
        case .inspectorate: return inspectorate(regionCode: region)
        case .government: return coordinator(regionCode: region)
        case .body: return nil
        }
    }

    /// The region a name belongs to: the one it contains, else the one known otherwise if that is not a whole province.
    private func region(_ place: PlaceAnswer, near: String?, _ target: BodyTarget) -> String? {
        let nearRegency = near.flatMap(gazetteer.regency(of:))?.code
        if !place.ambiguous.isEmpty {
            guard let nearRegency else { return nil }
            let inside = place.ambiguous.filter { gazetteer.regency(of: $0)?.code == nearRegency }
            return inside.first == nearRegency ? near : inside.count == 1 ? inside[0] : nil
        }
        guard let own = place.region else { return nearRegency == nil ? nil : near }
        return own.code
    }
}
