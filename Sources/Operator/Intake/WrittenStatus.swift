import Complaints

/// Where a case stands, as somebody's table says it.
enum WrittenStatus: Equatable {
    /// Which of the two ends it is, and who brought it about, as far as it is told.
    case over(CaseStatus, cause: String?)
    case open
    /// No word is known, or the words contradict each other.
    case unknown

    init(_ text: String) {
        let evidence = StatusEvidence(text)
        guard let end = evidence.end else {
            self = evidence.isOpen || evidence.isAtStep || evidence.isWorkedOn ? .open : .unknown
            return
        }
        if evidence.isReopened {
            self = .open
        } else if evidence.isOpen || evidence.isAtStep || evidence.isUnsure {
            self = .unknown
        } else {
            self = .over(end, cause: SP4NStatus.read(text).1)
        }
    }
}

/// What the words of a status tell, each with what stands before it.
private struct StatusEvidence {
    /// Over, without a negation before it.
    private(set) var end: CaseStatus?
    /// Whether it is said that the case goes on.
    private(set) var isOpen = false
    /// Whether a step of cases is named: it may be all that is over.
    private(set) var isAtStep = false
    /// Whether work is named, which may be that on all of the case.
    private(set) var isWorkedOn = false
    /// Whether it was over and is no longer.
    private(set) var isReopened = false
    /// Whether it is over in part, for a time, or perhaps.
    private(set) var isUnsure = false
    /// What the words before say of those that follow in their clause.
    private var before: StatusWords.Turn?

    init(_ text: String) {
        isUnsure = text.contains("?") || text.contains("%") && !text.contains("100")
        let clauses = StatusWords.clauses(of: text)
        for clause in clauses {
            before = nil
            for (place, word) in clause.enumerated() {
                let next = place + 1 < clause.count ? clause[place + 1] : ""
                add(word, next)
            }
        }
    }

    private mutating func add(_ word: String, _ next: String) {
        // "Batal ditutup": what was called off is the end.
        if word == "batal", StatusWords.finished.contains(next) {
            before = .negated
            return
        }
        if StatusWords.finished.contains(word) { return close(.selesai) }
        if StatusWords.filed.contains(word) { return close(.arsip) }
        if StatusWords.unsure.contains(word) { isUnsure = true }
        let isTold = before == nil || before == .notYet
        if StatusWords.waiting.contains(word), isTold { isOpen = true }
        if let turn = StatusWords.turn(word) {
            if before != .past, before != .unable { before = turn }
            return
        }
        guard isTold else { return }
        if StatusWords.again.contains(word) || StatusWords.opened.contains(word) && StatusWords.anew.contains(next) {
            (isOpen, isReopened) = (true, true)
        }
        if StatusWords.opened.contains(word) { isOpen = true }
        if StatusWords.steps.contains(word) { isAtStep = true }
        if StatusWords.work.contains(word) { isWorkedOn = true }
    }

    private mutating func close(_ status: CaseStatus) {
        switch before {
        case nil:
            end = end ?? status
            isReopened = false
        case .notYet, .negated: isOpen = true
        case .unable: isUnsure = true
        case .past: break
        }
    }
}
