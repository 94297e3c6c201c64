import Rabbit

/// The parked messages that a call is about, found and named before anything is done to one.
package struct ParkedSelection {
    /// Each once, however many copies of it lie there.
    let letters: [DeadLetter]

    /// - Parameter ids: their beginnings, each of which must tell one message from all others; none does not narrow.
    /// - Throws: `Failure` `notFound` when none is meant, `badData` when a beginning is ambiguous.
    package init(ids: [String], _ filter: ParkedFilter) throws {
        let found = try ParkedList(filter, limit: nil)
        found.tellWhatIsHidden()
        letters = try Self.chosen(ids, of: found.rows)
        guard !letters.isEmpty else { throw Failure(.notFound, ParkedWords.noneMeant) }
    }

    init(_ letters: [DeadLetter]) { self.letters = letters }

    package var count: Int { letters.count }
    var stages: [String] { letters.map(\.stage).uniqued() }

    /// Those that can be put back as they were; says how many cannot, because only their beginning is kept.
    ///
    /// - Throws: `Failure` `badData` when none can.
    func whole() throws(Failure) -> ParkedSelection {
        let whole = letters.filter { !$0.isCut }
        guard whole.count < letters.count else { return self }
        let cut = ParkedWords.onlyBeginnings(letters.count - whole.count)
        guard !whole.isEmpty else { throw Failure(.badData, cut) }
        Terminal.complain(cut)
        return ParkedSelection(whole)
    }

    /// Without what came from others than its channel's accounts, but for one whose words somebody answers for; says what stays.
    ///
    /// - Parameter account: `-`: whoever did not say by which account they sent.
    /// - Throws: `Failure` `notPermitted` when nothing else is meant.
    func vouched(for account: String?) throws(Failure) -> ParkedSelection {
        let strange = letters.filter { $0.isStrangers && ($0.account ?? DeadLetter.nobody) != account }
        guard !strange.isEmpty else { return self }
        let names = strange.map { $0.account ?? DeadLetter.nobody }.uniqued().prefix(5)
        let stays = ParkedWords.strangers(strange.count, names.joined(separator: ", "))
        let ids = Set(strange.map(\.id))
        let rest = letters.filter { !ids.contains($0.id) }
        guard !rest.isEmpty else { throw Failure(.notPermitted, stays) }
        Terminal.complain(stays)
        return ParkedSelection(rest)
    }

    /// Those that `ids` name, each once, in the order of `letters`; all when none is named.
    static func chosen(_ ids: [String], of letters: [DeadLetter]) throws(Failure) -> [DeadLetter] {
        guard !ids.isEmpty else { return letters }
        var names: Set<String> = []
        for id in ids { names.insert(try one(id, of: letters).id) }
        return letters.filter { names.contains($0.id) }
    }

    /// The one whose id begins with `text`.
    ///
    /// - Throws: `Failure` `notFound` when there is none, `badData` with candidates when there are several.
    static func one(_ text: String, of letters: [DeadLetter]) throws(Failure) -> DeadLetter {
        let beginning = text.trimmingSpaces.lowercased()
        guard !beginning.isEmpty else { throw Failure(.badData, ParkedWords.emptyID) }
        let fitting = letters.filter { $0.id.hasPrefix(beginning) }
        guard let first = fitting.first else { throw Failure(.notFound, ParkedWords.noneBegins(beginning)) }
        guard fitting.count == 1 else {
            throw Failure(.badData, ParkedWords.ambiguous(beginning, fitting.map { ($0.id, $0.stage, $0.code) }))
        }
        return first
    }
}

extension String {
    /// Without spaces at both ends.
    var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, in order.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

/// What a call would do, for `--dry-run`: the messages that it is about.
package struct ParkedPlan: CommandResult {
    var dryRun = true
    var messages: [DeadLetter]
    private var list: ParkedList { ParkedList(rows: messages) }

    private enum CodingKeys: String, CodingKey {
        case dryRun, messages
    }

    package init(_ selection: ParkedSelection) { messages = selection.letters }

    package var text: String { "\(list.text)\n\n\(ParkedWords.wouldBe(messages.count))" }
}
