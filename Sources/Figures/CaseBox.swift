import Complaints

/// Which cases a cell of a released table counts, so that cells of several tables can be compared.
package struct CaseBox: Hashable, Sendable, Codable {
    /// A place by its Kemendagri code.
    package enum Place: Hashable, Sendable, Codable {
        /// The region and all below it.
        case below(String)
        /// The region where nothing finer is known; empty: no place is known.
        case exactly(String)
    }

    /// Nil: everywhere.
    package var place: Place?
    /// Codes of bodies, empty for none; nil: whatever body.
    package var bodies: Set<String>?
    package var category: String?
    package var kind: String?
    package var channel: String?
    package var status: String?
    /// Days of submission since 1970; nil: from the beginning.
    package var first: Int?
    /// Nil: without an end.
    package var last: Int?

    package init() {}

    /// What tells the rows of a table apart.
    enum Axis: CaseIterable {
        case place, bodies, category, kind, channel, status, days

        /// Leaves it out of `box`, of a table of which `whole` has all cases.
        func drop(from box: inout CaseBox, of whole: CaseBox) {
            switch self {
            case .place: box.place = whole.place
            case .bodies: box.bodies = whole.bodies
            case .category: box.category = whole.category
            case .kind: box.kind = whole.kind
            case .channel: box.channel = whole.channel
            case .status: box.status = whole.status
            case .days: (box.first, box.last) = (whole.first, whole.last)
            }
        }
    }

    /// The same without `axes`.
    func without(_ axes: [Axis], of whole: CaseBox = CaseBox()) -> CaseBox {
        axes.reduce(into: self) { $1.drop(from: &$0, of: whole) }
    }

    /// How many days it has that `other`, which is inside, has not; nil where one has no beginning or end and the other has.
    func days(beyond other: CaseBox) -> Int? {
        guard (first == nil) == (other.first == nil), (last == nil) == (other.last == nil) else { return nil }
        return (other.first ?? 0) - (first ?? 0) + (last ?? 0) - (other.last ?? 0)
    }

    /// Whether all of its cases are cases of `other` too.
    package func isInside(_ other: CaseBox) -> Bool {
        Self.isInside(place, other.place) && Self.isInside(bodies, other.bodies)
            && zip(words, other.words).allSatisfy { $1 == nil || $0 == $1 }
            && (first ?? .min) >= (other.first ?? .min) && (last ?? .max) <= (other.last ?? .max)
    }

    /// Whether no case can be in both.
    package func isApart(from other: CaseBox) -> Bool {
        if zip(words, other.words).contains(where: { $0 != nil && $1 != nil && $0 != $1 }) { return true }
        if (last ?? .max) < (other.first ?? .min) || (other.last ?? .max) < (first ?? .min) { return true }
        if let bodies, let others = other.bodies, bodies.isDisjoint(with: others) { return true }
        guard place != nil, other.place != nil else { return false }
        return !Self.isInside(place, other.place) && !Self.isInside(other.place, place)
    }

    private var words: [String?] { [category, kind, channel, status] }

    private static func isInside(_ bodies: Set<String>?, _ others: Set<String>?) -> Bool {
        guard let others else { return true }
        return bodies?.isSubset(of: others) ?? false
    }

    private static func isInside(_ place: Place?, _ other: Place?) -> Bool {
        switch (place, other) {
        case (_, nil): true
        case (nil, _): false
        case (.below(let code)?, .below(let wide)?), (.exactly(let code)?, .below(let wide)?):
            code == wide || code.hasPrefix(wide + ".")
        case (.exactly(let code)?, .exactly(let same)?): code == same
        case (.below, .exactly): false
        }
    }
}

extension CaseBox {
    /// All cases that a question is about.
    ///
    /// - Parameter bodies: the codes of its body and of those below it; nil when it names none.
    package init(_ question: FigureQuestion, bodies: Set<String>?) {
        self.init()
        place = question.region.map { .below($0) }
        self.bodies = bodies
        (first, last) = (question.from?.daysSinceEpoch, question.to?.daysSinceEpoch)
    }

    /// Those of one row of the answer.
    package func row(_ keys: [FigureTable.Key], of question: FigureQuestion) -> CaseBox {
        var box = self
        for (dimension, key) in zip(question.dimensions, keys) {
            switch dimension {
            case .period:
                guard let start = CivilDate(iso: key.code) else { continue }
                let end = question.period.next(after: start).daysSinceEpoch - 1
                box.first = max(first ?? .min, start.daysSinceEpoch)
                box.last = min(last ?? .max, end)
            case .region:
                let isWhole = key.code.utf8.count >= question.level.codeLength
                box.place = isWhole ? .below(key.code) : .exactly(key.code)
            case .body: box.bodies = [key.code]
            case .category: box.category = key.code
            case .kind: box.kind = key.code
            case .channel: box.channel = key.code
            case .status: box.status = key.code
            }
        }
        return box
    }
}
