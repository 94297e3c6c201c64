import Complaints
import Figures
import TestKit
import Testing

// Counting case by case: what every figure of the database is compared with.

extension CaseTally {
    /// What figures about cases can be made of.
    static let ofCases: [CaseTally] =
        [.cases] + CaseStatus.allCases.map { .status($0) } + Closing.allCases.map { .closed($0) }
        + Filing.allCases.map { .filed($0) }
        + [
            .everOverdue, .overdueElsewhere, .disputedElsewhere, .overdue, .waitingAtDesk, .waitingAtBody, .hops,
            .refusals, .refused, .reopened, .disputed,
            .confirmed, .rated, .stars, .confirmedByChannel, .disputedByChannel, .ratedByChannel, .starsByChannel,
            .askedAgain, .answeredAgain, .holding, .contested, .pasted, .asked, .open, .ripe, .ripeResolved,
            .everClosed,
        ] + WaitingAge.allCases.map { .waiting($0) }

    /// What one case adds.
    fileprivate func value(_ fact: CaseFact, _ days: FigureDays) -> Int {
        switch self {
        case .cases: 1
        case .hops: fact.hops
        case .refusals: fact.refusals
        case .stars: fact.byChannel.contains(.rating) ? 0 : fact.stars ?? 0
        case .starsByChannel: fact.byChannel.contains(.rating) ? fact.stars ?? 0 : 0
        case .due(let kind): settled(fact, kind, days).count
        case .kept(let kind): settled(fact, kind, days).count(where: \.isKept)
        default: counts(fact, days) ? 1 : 0
        }
    }

    /// Deadlines that the event settled and that have passed by now.
    private func settled(_ fact: CaseFact, _ kind: DutyDeadline?, _ days: FigureDays) -> [SettledDeadline] {
        DutyDeadline.allCases.filter { kind == nil || $0 == kind }.compactMap { fact.settled?[$0] }
            .filter { $0.due < days.today }
    }

    private func counts(_ fact: CaseFact, _ days: FigureDays) -> Bool {
        switch self {
        case .cases, .hops, .refusals, .stars, .starsByChannel, .due, .kept: false
        case .status(let status): fact.status == status
        case .closed(let closing): fact.status == .selesai && Self.closing(fact.cause) == closing
        case .filed(let filing): fact.status == .arsip && Self.filing(fact.cause) == filing
        case .everOverdue: fact.wasOverdue
        case .overdueElsewhere: fact.wasOverdueElsewhere
        case .disputedElsewhere: fact.isDisputedElsewhere
        case .overdue: fact.isOverdue
        case .waitingAtDesk: Self.waits(fact.status) && (fact.isAtDesk || fact.status == .belumTerverifikasi)
        case .waitingAtBody: fact.status == .belumDitindaklanjuti && !fact.isAtDesk
        case .refused: fact.refusals > 0
        case .reopened: fact.reopenings > 0
        case .disputed: fact.disputes > 0
        case .confirmed: fact.isConfirmed && !fact.byChannel.contains(.confirmation) && fact.status == .selesai
        case .confirmedByChannel: fact.byChannel.contains(.confirmation) && fact.status == .selesai
        case .disputedByChannel: fact.byChannel.contains(.objection)
        case .rated: fact.stars != nil && !fact.byChannel.contains(.rating)
        case .ratedByChannel: fact.stars != nil && fact.byChannel.contains(.rating)
        case .askedAgain: fact.isAskedAgain
        case .contested: fact.isContested
        case .answeredAgain: fact.holds != nil
        case .holding: fact.holds == true
        case .pasted: fact.isPasted
        case .asked: fact.questions > 0
        case .open: fact.status.isOpen
        case .waiting(let age): fact.status.isOpen && Self.age(fact, days) == age
        case .ripe: Self.isRipe(fact, days)
        case .ripeResolved: fact.status == .selesai && Self.isRipe(fact, days)
        case .everClosed: fact.closings > 0
        case .event(let event): fact.event == event
        }
    }

    private static func age(_ fact: CaseFact, _ days: FigureDays) -> WaitingAge? {
        WaitingAge.allCases.first { days.firstDay(of: $0).map { $0 <= fact.cohortDate } ?? true }
    }

    private static func isRipe(_ fact: CaseFact, _ days: FigureDays) -> Bool {
        fact.cohortDate <= days.lastRipeDay(of: CaseClass(fact.kind, isMisconduct: fact.isMisconduct))
    }

    private static func waits(_ status: CaseStatus) -> Bool {
        status == .belumTerverifikasi || status == .belumDitindaklanjuti
    }

    private static func closing(_ cause: String?) -> Closing { cause.flatMap { Closing(rawValue: $0) } ?? .other }

    private static func filing(_ cause: String?) -> Filing { cause.flatMap { Filing(rawValue: $0) } ?? .other }
}

extension WorkingTime {
    /// The days of a case; nil: it has not come so far.
    fileprivate func days(_ fact: CaseFact) -> Int? {
        switch self {
        case .firstReply: fact.firstReplyDays
        case .completion: fact.completionDays
        case .secondClosing: fact.secondClosingDays
        }
    }
}

extension FigureCell {
    /// One case more.
    mutating func add(_ fact: CaseFact, _ tallies: [CaseTally], _ days: FigureDays) {
        for tally in tallies { self[tally] += tally.value(fact, days) }
        for duration in WorkingTime.allCases {
            if let taken = duration.days(fact) { self[duration].add(taken) }
        }
    }
}

@Suite("Counting case by case")
struct CaseCountingTests {
    @Test("what is counted of a case adds up, whatever its life")
    func sums() throws {
        var cases = RandomCases(seed: 11)
        let days = FigureDays(asOf: Instant(microseconds: 1_780_000_000_000_000), clocks: cases.rules.clocks)
        var seen: Set<CaseEvent> = []
        for _ in 0..<1200 {
            let journal = try cases.journal(steps: 40)
            seen.formUnion(journal.map(\.event))
            for fact in try CaseFact.fold(journal).facts {
                var cell = FigureCell()
                cell.add(fact, CaseTally.ofCases, days)
                try cell.check(Set(CaseTally.ofCases), in: "\(fact)")
                #expect(cell[.cases] == 1)
            }
        }
        #expect(seen.isSuperset(of: [.closed, .archived, .refused, .disputed, .rated, .overdue, .merged, .unmerged]))
    }
}
