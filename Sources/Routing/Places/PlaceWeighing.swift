/// Settles what the mentions of one complaint mean together.
struct PlaceWeighing {
    /// What the mentions come to, by index of region and mention.
    struct Verdict {
        var region: Int32?
        var confidence = 0.0
        var support: [Int] = []
        var ambiguous: [Int32] = []
    }

    /// A place must outweigh the next by this factor.
    private static let margin = 1.3

    let gazetteer: Gazetteer
    private(set) var mentions: [PlaceMention]
    /// The region that the channel serves, or the one that is certain.
    let home: Int32?
    let isHomeCertain: Bool

    init(gazetteer: Gazetteer, mentions: [PlaceMention], home: Int32? = nil, isHomeCertain: Bool = false) {
        self.gazetteer = gazetteer
        self.mentions = mentions
        self.home = home
        self.isHomeCertain = isHomeCertain
    }

    mutating func decide() -> Verdict {
        dropLooseOnes()
        dropNamesakes()
        keepSupportedWeakOnes()
        let unsettled = settle()
        var regencies = Tally()
        var provinces = Tally()
        for mention in mentions {
            guard mention.candidates.count == 1, let only = mention.candidates.first else { continue }
            let regency = gazetteer.regencyOf[Int(only)]
            if regency >= 0 { regencies.add(regency, mention.weight) }
            if !mention.isDoubtful { provinces.add(gazetteer.provinceOf[Int(only)], mention.weight) }
        }
        let (first, second) = regencies.leaders()
        if let first, first.score >= (second?.score ?? 0) * PlaceWeighing.margin, isCertain(first.key) {
            let share = first.score / (first.score + (second?.score ?? 0))
            return verdict(in: first.key, share: share)
        }
        var contested = unsettled
        contested += [first, second].compactMap { $0?.key }
        return provinceVerdict(provinces, contested: contested)
    }

    /// Whether a regency or city is named without anything that speaks against it, or is the one that the channel serves:
    /// "Surabaya Barat" says a part of it to Surabaya.
    private func isCertain(_ regency: Int32) -> Bool {
        isHome(regency)
            || mentions.contains { mention in
                !mention.isDoubtful && mention.candidates.count == 1
                    && gazetteer.regencyOf[Int(mention.candidates[0])] == regency
            }
    }

    private func isHome(_ regency: Int32) -> Bool { home.map { gazetteer.regencyOf[Int($0)] } == regency }

    /// Drops names that may be part of longer ones, where nothing else tells of their governments.
    private mutating func dropLooseOnes() {
        guard mentions.contains(where: \.isLoose) else { return }
        let sure = mentions.filter {
            !$0.isLoose && !$0.isWeak && !$0.isDoubtful && !$0.isNamesake && $0.candidates.count == 1
        }
        var told = sure.map { gazetteer.regencyOf[Int($0.candidates[0])] }
        if let home { told.append(gazetteer.regencyOf[Int(home)]) }
        for position in mentions.indices where mentions[position].isLoose {
            let own = mentions[position].candidates
            let kept = own.filter { gazetteer.regencyOf[Int($0)] >= 0 && told.contains(gazetteer.regencyOf[Int($0)]) }
            // "Jambi" is a province, too, whose desk can tell.
            mentions[position].candidates = kept.isEmpty ? own.filter { gazetteer.regencyOf[Int($0)] < 0 } : kept
            if kept.isEmpty { mentions[position].isDoubtful = true }
        }
    }

    /// Drops what may be a dish, a shop or a road of a place's name, where another place is told.
    private mutating func dropNamesakes() {
        guard mentions.contains(where: \.isNamesake) else { return }
        let isToldOtherwise = mentions.contains { mention in
            !mention.isNamesake && !mention.isWeak && !mention.isDoubtful
                && mention.candidates.contains { gazetteer.regencyOf[Int($0)] >= 0 }
        }
        guard isToldOtherwise else { return }
        for position in mentions.indices where mentions[position].isNamesake { mentions[position].candidates = [] }
    }

    /// Drops weak mentions that no strong one supports, and the candidates that it does not support.
    private mutating func keepSupportedWeakOnes() {
        guard mentions.contains(where: \.isWeak) else { return }
        let strong =
            mentions.filter { !$0.isWeak && !$0.isDoubtful }.flatMap(\.candidates)
            + (isHomeCertain ? home.map { [$0] } ?? [] : [])
        for position in mentions.indices where mentions[position].isWeak {
            if mentions[position].isVillage {
                mentions[position].candidates = districts(ofVillage: mentions[position], strong)
                continue
            }
            mentions[position].candidates = mentions[position].candidates.filter { candidate in
                strong.contains { supports($0, candidate) }
            }
        }
    }

    /// The districts that a village may lie in: those named, else those in a regency named, else the only one in a
    /// province named or in the channel's home, else the only one of the nation, when it is called a village: "Depan Bu Tini" is
    /// not the village Bu.
    private func districts(ofVillage mention: PlaceMention, _ strong: [Int32]) -> [Int32] {
        let named = mention.candidates.filter(strong.contains)
        if !named.isEmpty { return named }
        let near = mention.candidates.filter { candidate in strong.contains { supports($0, candidate) } }
        if !near.isEmpty { return near }
        let places = strong.isEmpty ? home.map { [$0] } ?? [] : strong
        let inside = mention.candidates.filter { candidate in
            places.contains { place in
                place == gazetteer.provinceOf[Int(candidate)] || place == gazetteer.regencyOf[Int(candidate)]
            }
        }
        if inside.count == 1 { return inside }
        let isTheOnlyOne = strong.isEmpty && mention.isCalledVillage && mention.candidates.count == 1
        return isTheOnlyOne ? mention.candidates : []
    }

    /// Whether `strong`, a region read with certainty, makes `weak` believable: one lies in the other.
    private func supports(_ strong: Int32, _ weak: Int32) -> Bool {
        let level = gazetteer.regions[Int(weak)].level
        if level == .district { return gazetteer.regencyOf[Int(strong)] == gazetteer.regencyOf[Int(weak)] }
        let strongLevel = gazetteer.regions[Int(strong)].level
        if strongLevel == .province { return gazetteer.provinceOf[Int(weak)] == strong }
        return gazetteer.regencyOf[Int(strong)] == weak
    }

    /// Lets mentions with several candidates be decided by the others; returns the candidates left undecided.
    private mutating func settle() -> [Int32] {
        guard mentions.contains(where: { $0.candidates.count > 1 }) else { return [] }
        var regencies = Tally()
        var provinces = Tally()
        for mention in mentions where !mention.isDoubtful {
            let (inside, above) = spread(mention)
            for regency in inside { regencies.add(regency, mention.weight / Double(inside.count)) }
            for province in above { provinces.add(province, mention.weight / Double(above.count)) }
        }
        addHome(to: &regencies, &provinces)
        var undecided: [Int32] = []
        for position in mentions.indices where mentions[position].candidates.count > 1 {
            let mention = mentions[position]
            let (inside, _) = spread(mention)
            let own = mention.isDoubtful ? 0 : mention.weight / Double(max(inside.count, 1))
            var best = Tally()
            for candidate in mention.candidates {
                let regency = gazetteer.regencyOf[Int(candidate)]
                let near = regency < 0 ? 0 : 2 * (regencies.score(of: regency) - own)
                best.add(candidate, near + provinces.score(of: gazetteer.provinceOf[Int(candidate)]))
            }
            let (first, second) = best.leaders()
            if let first, first.score > (second?.score ?? 0) + 1e-9 {
                mentions[position].candidates = [first.key]
            } else {
                undecided += widen(position)
            }
        }
        return undecided
    }

    /// The channel's home speaks last and lowest: it decides only between what the words leave equal.
    private func addHome(to regencies: inout Tally, _ provinces: inout Tally) {
        guard let home else { return }
        let regency = gazetteer.regencyOf[Int(home)]
        if regency >= 0 { regencies.add(regency, 0.1) }
        provinces.add(gazetteer.provinceOf[Int(home)], 0.1)
    }

    /// Reads an undecided mention as the province its candidates share; returns the candidates if that loses any.
    private mutating func widen(_ position: Int) -> [Int32] {
        let candidates = mentions[position].candidates
        let (_, above) = spread(mentions[position])
        mentions[position].candidates = above.count == 1 ? above : []
        return above.count == 1 && candidates.contains(above[0]) ? [] : candidates
    }

    /// The distinct regencies and provinces a mention may mean.
    private func spread(_ mention: PlaceMention) -> (regencies: [Int32], provinces: [Int32]) {
        var inside: [Int32] = []
        var above: [Int32] = []
        for candidate in mention.candidates {
            let regency = gazetteer.regencyOf[Int(candidate)]
            let province = gazetteer.provinceOf[Int(candidate)]
            if regency >= 0, !inside.contains(regency) { inside.append(regency) }
            if !above.contains(province) { above.append(province) }
        }
        return (inside, above)
    }

    /// The regency won: narrow to its district if exactly one is named.
    private func verdict(in regency: Int32, share: Double) -> Verdict {
        var districts = Tally()
        var result = Verdict(region: regency)
        var strength = 0.0
        for (position, mention) in mentions.enumerated() where mention.candidates.count == 1 {
            let only = mention.candidates[0]
            guard gazetteer.regencyOf[Int(only)] == regency else { continue }
            result.support.append(position)
            if !mention.isDoubtful || isHome(regency) { strength = max(strength, mention.strength) }
            if only != regency { districts.add(only, mention.weight) }
        }
        let (first, second) = districts.leaders()
        if let first, first.score >= (second?.score ?? 0) * 1.5 { result.region = first.key }
        result.confidence = strength * share
        return result
    }

    /// No regency won: the province, if one is clear.
    private func provinceVerdict(_ provinces: Tally, contested: [Int32]) -> Verdict {
        var result = Verdict()
        for region in contested where !result.ambiguous.contains(region) && result.ambiguous.count < 8 {
            result.ambiguous.append(region)
        }
        var provinces = provinces
        let isDoubtful = provinces.isEmpty
        for mention in mentions where isDoubtful && mention.candidates.count == 1 {
            provinces.add(gazetteer.provinceOf[Int(mention.candidates[0])], mention.weight)
        }
        let (first, second) = provinces.leaders()
        guard let first, first.score >= (second?.score ?? 0) * PlaceWeighing.margin else { return result }
        result.region = first.key
        for (position, mention) in mentions.enumerated() where mention.candidates.count == 1 {
            guard gazetteer.provinceOf[Int(mention.candidates[0])] == first.key else { continue }
            result.support.append(position)
            result.confidence = max(result.confidence, mention.isDoubtful ? 0 : mention.strength)
        }
        result.confidence *= first.score / (first.score + (second?.score ?? 0))
        if isDoubtful {
            result.confidence = PlaceAnswer.doubt
            if result.ambiguous.isEmpty { result.ambiguous = [first.key] }
        }
        return result
    }
}
