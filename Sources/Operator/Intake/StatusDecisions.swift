import Complaints

/// Which statuses the operator has decided on, because nobody else knows them.
package struct StatusDecisions: Sendable, Equatable {
    /// Statuses, or words of statuses, of cases that go on.
    private var open: [[String]] = []
    /// Those of cases that are over.
    private var closed: [[String]] = []

    package init(open: [String] = [], closed: [String] = []) {
        (self.open, self.closed) = (open.map(Self.words), closed.map(Self.words))
    }

    /// Whether something was said to be both.
    package var contradictsItself: Bool { !Set(open).isDisjoint(with: closed) }

    /// All that was decided, as one text.
    var mark: String {
        let lists = [open, closed].map { list in list.map { $0.joined(separator: " ") }.sorted().joined(separator: ",")
        }
        return open.isEmpty && closed.isEmpty ? "" : lists.joined(separator: ";") + "\n"
    }

    /// What a status says: what was decided on all of it goes before what its words say, what was decided on a word behind.
    func read(_ text: String) -> WrittenStatus {
        guard !open.isEmpty || !closed.isEmpty else { return WrittenStatus(text) }
        let words = Self.words(text)
        if open.contains(words) { return .open }
        if closed.contains(words) { return .over(.selesai, cause: nil) }
        let read = WrittenStatus(text)
        guard read == .unknown else { return read }
        let (isOpen, isClosed) = (open.contains { words.holds($0) }, closed.contains { words.holds($0) })
        guard isOpen != isClosed else { return .unknown }
        return isOpen ? .open : .over(.selesai, cause: nil)
    }

    /// Of a text without words, its signs.
    private static func words(_ text: String) -> [String] {
        let words = StatusWords.clauses(of: text).flatMap(\.self)
        return words.isEmpty ? [text.trimmed] : words
    }
}

extension [String] {
    /// Whether `words` stand in it one behind the other.
    fileprivate func holds(_ words: [String]) -> Bool {
        guard words.count <= count else { return false }
        return (0...(count - words.count)).contains { self[$0..<($0 + words.count)].elementsEqual(words) }
    }
}
