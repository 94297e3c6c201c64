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
        } else if evidence.isOpen || evidence.isAtStep || evidence.isUnsure || evidence.isWorkedOnApart {
            self = .unknown
        } else {
            self = .over(end, cause: Self.actor(text))
        }
    }
}

extension WrittenStatus {
    /// Which of the six it is, and what closed or filed the case; nil: none of them.
    ///
    /// - Parameter text: the status as it was written.
    func standing(_ text: String) -> (CaseStatus?, cause: String?) {
        switch self {
        case .over(let end, let cause): (end, cause)
        case .open: (Self.stage(text), nil)
        case .unknown: (nil, nil)
        }
    }

    /// What closed or filed a case, by the status's last word.
    private static func actor(_ text: String) -> String? {
        let actors = ["sistem": "silence", "admin": "officer", "pelapor": "reporter"]
        return text.lowercased().split(separator: " ").last.flatMap { actors[String($0)] }
    }

    /// How far a case has come that goes on. Where no word says so, nobody has done anything: no rate is the better for it.
    private static func stage(_ text: String) -> CaseStatus {
        let words = StatusWords.clauses(of: text).flatMap(\.self)
        let isDenied = words.contains { StatusWords.turn($0) == .negated || $0.hasPrefix("belum") || $0 == "blm" }
        if words.contains(where: { $0.contains("verifi") || StatusWords.fresh.contains($0) }) {
            return .belumTerverifikasi
        }
        if words.contains(where: StatusWords.paused.contains) { return .tunda }
        let isWorkedOn = words.contains { word in
            StatusWords.work.contains(word) || word.contains("tindak") || word == "sedang" || word == "ongoing"
        }
        return isWorkedOn && !isDenied ? .proses : .belumDitindaklanjuti
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
    /// Clauses that name work, which may be that on all of the case.
    private var worked: Set<Int> = []
    var isWorkedOn: Bool { !worked.isEmpty }
    /// Clauses that say that it is over.
    private var ended: Set<Int> = []
    /// Whether work is named beside the end, and not as what ended: "Selesai/Proses".
    var isWorkedOnApart: Bool { !worked.isSubset(of: ended) }
    /// Whether it was over and is no longer.
    private(set) var isReopened = false
    /// Whether it is over in part, for a time, or perhaps.
    private(set) var isUnsure = false
    /// What the words before say of those that follow in their clause.
    private var before: StatusWords.Turn?

    init(_ text: String) {
        isUnsure = text.contains("?") || text.contains("%") && !text.contains("100")
        let clauses = StatusWords.clauses(of: text)
        for (number, clause) in clauses.enumerated() {
            before = nil
            for (place, word) in clause.enumerated() {
                let next = place + 1 < clause.count ? clause[place + 1] : ""
                add(word, next, number)
            }
            let isRefused = Self.isRefused(clause + (number + 1 < clauses.count ? clauses[number + 1] : []))
            if isRefused || Self.isInDoubt(clause) { isUnsure = true }
        }
    }

    /// "Ditolak oleh pelapor": they refuse what was done, not their own case.
    private static func isRefused(_ clause: [String]) -> Bool {
        zip(clause, clause.dropFirst()).contains { word, next in
            StatusWords.refusals.contains(word) && !StatusWords.withdrawals.contains(word)
                && StatusWords.reporters.contains(next)
        }
    }

    /// Whether a clause takes back what it says, refuses something else than the case, or tells when work is to end.
    private static func isInDoubt(_ clause: [String]) -> Bool {
        // "Selesai: tidak".
        if clause.last.map(StatusWords.negations.contains) == true { return true }
        if clause.contains(where: StatusWords.refusals.contains),
            clause.contains(where: {
                StatusWords.refusable.contains($0) || StatusWords.finished.contains($0) || StatusWords.work.contains($0)
            })
        {
            return true
        }
        // "Selesai 3 dari 5".
        let isPart = clause.indices.dropLast(2).contains { place in
            Int(clause[place]) != nil && StatusWords.outOf.contains(clause[place + 1]) && Int(clause[place + 2]) != nil
        }
        if isPart { return true }
        // "Diproses selesai tgl 5".
        guard let end = clause.firstIndex(where: StatusWords.finished.contains),
            clause[..<end].contains(where: StatusWords.work.contains)
        else { return false }
        return clause[end...].contains { StatusWords.dates.contains($0) || $0 != "100" && Int($0) != nil }
    }

    private mutating func add(_ word: String, _ next: String, _ clause: Int) {
        // "Batal ditutup": what was called off is the end.
        if word == "batal", StatusWords.finished.contains(next) {
            before = .negated
            return
        }
        if StatusWords.finished.contains(word) { return close(.selesai, clause) }
        if StatusWords.filed.contains(word) { return close(.arsip, clause) }
        if end != nil, StatusWords.followUps.contains(word) { isUnsure = true }
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
        if StatusWords.work.contains(word) { worked.insert(clause) }
    }

    private mutating func close(_ status: CaseStatus, _ clause: Int) {
        switch before {
        case nil:
            ended.insert(clause)
            end = end ?? status
            isReopened = false
        case .notYet, .negated: isOpen = true
        case .unable: isUnsure = true
        case .past: break
        }
    }
}
