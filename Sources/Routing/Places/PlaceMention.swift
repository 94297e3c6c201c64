/// One place name found, with the regions it may mean.
struct PlaceMention {
    var candidates: [Int32]
    /// Source and strength together.
    let weight: Double
    /// How sure a lone mention of this kind is, 0…1.
    let strength: Double
    /// Counts only beside other evidence.
    let isWeak: Bool
    /// Names a village, which stands for its district.
    var isVillage = false
    /// Whether it is said that the name is a village's: a bare word in a place field may be anything.
    var isCalledVillage = false
    /// May be the name of a dish, a shop or a road: counts where no other place is told.
    var isNamesake = false
    /// Something written beside it speaks against its candidates: they compete with others, and never win by it.
    var isDoubtful = false
    /// Stands beside what may be the rest of a longer name: no evidence, unless its government is told.
    var isLoose = false
    let source: PlaceSource
    /// Tokens, with the marker.
    var range: Range<Int>

    init(_ candidates: [Int32], _ source: PlaceSource, strength: Double, isWeak: Bool = false, _ range: Range<Int>) {
        self.candidates = candidates
        weight = source.rawValue * strength
        self.strength = strength
        self.isWeak = isWeak
        self.source = source
        self.range = range
    }

    /// The same, with something against it.
    func doubted() -> PlaceMention {
        var doubted = self
        doubted.isDoubtful = true
        return doubted
    }
}

/// Where a name was read; what was typed as a place says more than what a story mentions.
enum PlaceSource: Double {
    case location = 3
    case agency = 2
    case text = 1

    /// How it goes on after a quotation.
    var label: String {
        switch self {
        case .location: "” (lokasi"
        case .agency: "” (instansi"
        case .text: "” (teks"
        }
    }
}

extension Gazetteer {
    /// More names than this in one text are a list of places, not a place.
    private static let mostMentions = 48

    /// Adds all place names of `text` in one pass.
    func addMentions(in text: FoldedText, source: PlaceSource, to found: inout [PlaceMention]) {
        let tail = RelayTail(text)
        let first = found.count
        let most = first + Gazetteer.mostMentions
        var index = 0
        while index < text.tokens.count, found.count < most {
            let part = tail.start == nil ? -1 : tail.part(at: index)
            if part > 2 {
                index += 1
                continue
            }
            let before = found.count > first ? found[found.count - 1].range.upperBound : 0
            let read: PlaceReading
            if part == 2 {
                read = village(in: text, at: index, source: .location, isCalled: true) ?? (nil, index + 1)
            } else {
                read = mention(
                    in: text, at: index, after: before, source: part >= 0 ? .location : source,
                    inDistrictPart: part == 1)
            }
            index = read.next
            guard var mention = read.mention else { continue }
            mention.isNamesake = isNamesake(mention, in: text, behind: found.count > first ? found.last : nil)
            if let past = pastTwin(of: mention, in: text) {
                mention.isDoubtful = true
                index = max(index, past)
            } else if isLedByTwin(
                mention, in: text, after: found.count > first && found[found.count - 1].isWeak ? 0 : before)
            {
                mention.isDoubtful = true
            }
            found.append(mention)
        }
        if found.count - first > 1 {
            compareNeighbours(in: text, &found, from: first)
            if source == .text { compareLinked(&found, from: first, in: text) }
        }
        switch source {
        case .location: markLooseOnes(&found, from: first, in: text)
        case .text: markPartsOfNames(&found, from: first, in: text)
        case .agency: break
        }
    }

    /// Whether a bare name of a government may be that of a dish, a shop or a road, which may have two: "Jalan Raya Bandung-Garut".
    private func isNamesake(_ mention: PlaceMention, in text: FoldedText, behind last: PlaceMention?) -> Bool {
        let start = mention.range.lowerBound
        guard PlaceWords.marker(in: text, at: start) == nil,
            mention.candidates.allSatisfy({ regions[Int($0)].level != .district })
        else { return false }
        if let last, last.isNamesake, last.range.upperBound == start, text.tokens[start].isJoined { return true }
        return PlaceWords.isNamesake(in: text, at: start)
    }
}
