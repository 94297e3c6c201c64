import Complaints
import Figures
import Testing

@Suite struct CaseFactTests {
    private static let id = ComplaintID.v7(milliseconds: 1_583_110_800_000, random: (1, 2))

    /// Entries a day apart; the first on 2 March 2020, 23:30 UTC, which is 3 March in Makassar.
    private static func journal(_ steps: [(CaseEvent, (inout EventDetails) -> Void)]) -> [JournalEntry] {
        steps.enumerated().map { index, step in
            var details = EventDetails()
            step.1(&details)
            return JournalEntry(
                complaint: id, version: index + 1, event: step.0,
                at: Instant(microseconds: 1_583_191_800_000_000).advanced(bySeconds: Int64(index) * 86_400),
                actor: "test", details: details)
        }
    }

    private static var life: [(CaseEvent, (inout EventDetails) -> Void)] {
        [
            (.registered, { $0.channel = "sms" }),
            (
                .assigned,
                {
                    ($0.body, $0.hop, $0.zone, $0.region) = ("64.71/1.03", 1, .wita, "64.71")
                    $0.heldAt = "64.71"
                }
            ),
            (.released, { _ in }), (.refused, { $0.body = "64.71/1.03" }),
            (.assigned, { ($0.body, $0.hop) = ("64.71/1.02", 2) }), (.replied, { $0.workingDays = 4 }),
            (.closed, { ($0.cause, $0.workingDays) = ("silence", 14) }), (.rated, { $0.stars = 2 }),
            (.disputed, { _ in }),
        ]
    }

    @Test func `a life, version by version`() throws {
        let facts = try CaseFact.fold(Self.journal(Self.life)).facts
        #expect(facts.map(\.version) == Array(1...9))
        #expect(
            facts.map(\.status.rawValue).map { $0.prefix(8) } == [
                "belum_te", "belum_di", "belum_di", "belum_te", "belum_di", "proses", "selesai", "selesai", "proses",
            ])
        // The day of submission is that of the place, once the place is known.
        #expect(facts[0].cohortDate.description == "2020-03-03" && facts[0].eventDate.description == "2020-03-03")
        #expect(facts[1].cohortDate.description == "2020-03-03" && facts[1].eventDate.description == "2020-03-04")
        #expect(facts.map(\.isAtDesk) == [true, true, false, true, false, false, false, false, false])
        #expect(facts[1].body == "64.71" && facts[2].body == "64.71/1.03")
        #expect(facts[3].eventBody == "64.71/1.03" && facts[3].refusals == 1)
        #expect(facts[6].cause == "silence" && facts[6].completionDays == 14 && facts[6].firstReplyDays == 4)
        #expect(facts[7].stars == 2)
        // Taken up again: neither closed nor completed.
        #expect(facts[8].cause == nil && facts[8].completionDays == nil && facts[8].disputes == 1)
        #expect(facts[8].reopenings == 1 && facts[8].until == nil)
    }

    @Test func `intervals follow each other without gap, whatever the machines' clocks say`() throws {
        var journal = Self.journal(Self.life)
        let late = journal[3]
        journal[3] = JournalEntry(
            complaint: late.complaint, version: late.version, event: late.event, at: journal[1].at, actor: late.actor,
            details: late.details)
        let facts = try CaseFact.fold(journal).facts
        for (fact, next) in zip(facts, facts.dropFirst()) { #expect(fact.until == next.from && fact.from <= next.from) }
        #expect(facts[3].from == journal[2].at)
        #expect(facts[3].eventDate == facts[1].eventDate)
    }

    @Test func `a journal with a hole is refused`() {
        var journal = Self.journal(Self.life)
        journal.remove(at: 4)
        #expect(throws: ReplayError.self) { try CaseFact.fold(journal).facts }
    }
}
