import Complaints
import Figures
import Foundation
import Postgres
import Shared
import Store
import Synchronization
import TestKit
import Testing

extension SystemTests {
    @Suite("Facts and figures")
    struct FactTests {
        /// Runs `body` on a fresh database with reference data.
        static func store(_ body: (inout PostgresConnection, _ url: String) throws -> Void) throws {
            let url = try SiteDatabase.fresh(on: TestStack.required().database)
            defer { TestDatabase.drop(url) }
            var connection = try FigureReader.session(url)
            try body(&connection, url)
        }

        static func journals(_ count: Int, seed: UInt64) throws -> [[JournalEntry]] {
            var cases = RandomCases(seed: seed)
            return try (0..<count).map { _ in try cases.journal() }
        }

        /// What the facts of `histories` add up to by `keys`, counted one by one: of cases and registrations the last, of events
        /// each, of deadlines those that it settled.
        private static func counted(
            _ histories: [[CaseFact]], _ question: FigureQuestion, _ days: FigureDays
        ) -> [[String]: FigureCell] {
            var cells: [[String]: FigureCell] = [:]
            func add(_ fact: CaseFact, _ view: FigureQuestion.View, _ tallies: [CaseTally], due: CivilDate? = nil) {
                let keys = question.dimensions.map { code($0, fact, view, question, due: due) }
                cells[keys, default: FigureCell()].add(fact, tallies, days)
            }
            for history in histories {
                switch question.view {
                case .cohort: history.last.map { add($0, .cohort, question.tallies) }
                case .activity:
                    for fact in history where fact.event != .registered { add(fact, .activity, question.tallies) }
                    if var last = history.last {
                        last.event = .registered
                        add(last, .cohort, [.event(.registered)])
                    }
                case .deadlines:
                    for fact in history {
                        for (kind, one) in fact.settled?.byKind ?? [:]
                        where one.due < days.today && !isVoided(kind, of: fact, in: history) {
                            var alone = fact
                            alone.settled = SettledDeadlines([kind: one], of: fact.settled?.body)
                            add(alone, .deadlines, question.tallies, due: one.due)
                        }
                    }
                }
            }
            return cells
        }

        /// Whether a deadline that was kept was missed later by the same body.
        private static func isVoided(_ kind: DutyDeadline, of fact: CaseFact, in history: [CaseFact]) -> Bool {
            history.contains { later in
                later.version > fact.version && later.settled?.body == fact.settled?.body
                    && later.settled?.voided.contains(kind) == true
            }
        }

        private static func code(
            _ dimension: FigureQuestion.Dimension, _ fact: CaseFact, _ view: FigureQuestion.View,
            _ question: FigureQuestion, due: CivilDate?
        ) -> String {
            let day = due ?? (view == .cohort ? fact.cohortDate : fact.eventDate)
            let body = view == .deadlines ? fact.settled?.body : view == .cohort ? fact.body : fact.eventBody
            switch dimension {
            case .period: return question.period.start(of: day).description
            case .region: return String((fact.region ?? "").prefix(question.level.codeLength))
            case .body: return body ?? ""
            case .category: return fact.category ?? ""
            case .kind: return fact.kind.rawValue
            case .channel: return fact.channel
            case .status: return fact.status.rawValue
            }
        }

        private static func compare(
            _ question: FigureQuestion, _ histories: [[CaseFact]], _ connection: inout PostgresConnection
        ) throws {
            let table = try FigureReader.answer(question, at: .now, &connection)
            let days = FigureDays(asOf: table.asOf, clocks: try ReferenceTables.clocks(&connection))
            let expected = counted(histories, question, days)
            // Rows that only fill a gap in time have nothing.
            let found = table.rows.filter { $0.cell != FigureCell() }
            #expect(Set(found.map { $0.keys.map(\.code) }) == Set(expected.keys), "\(question.dimensions)")
            for row in found {
                var cell = try #require(expected[row.keys.map(\.code)])
                for time in WorkingTime.allCases where !question.times.contains(time) { cell[time] = DayCounts() }
                #expect(row.cell == cell, "\(row.keys)")
            }
        }

        @Test(
            "a deadline that was kept and is missed later by the same body counts as missed alone, from that moment on")
        func voided() throws {
            try Self.store { connection, _ throws in
                let journal = try #require(try Self.journals(50, seed: 3).first { $0.count > 4 })
                try StoredJournals.insert([journal], &connection)
                try FactProjector.catchUpWhole(&connection)
                try connection.run(
                    """
                    UPDATE fact SET verify_due = NULL, verify_kept = NULL, first_reply_due = NULL, first_reply_kept = NULL,
                        completion_due = NULL, completion_kept = NULL, reply_due = NULL, reply_kept = NULL, duty_voided = 0;
                    UPDATE fact SET completion_due = '2020-01-10', completion_kept = true, duty_body = '64' WHERE version = 2;
                    UPDATE fact SET completion_due = '2020-01-20', completion_kept = false, duty_body = '64', duty_voided = 4
                    WHERE version = 4;
                    UPDATE fact SET completion_due = '2020-01-12', completion_kept = true, duty_body = '65' WHERE version = 3
                    """)
                func counts(_ asOf: Instant?) throws -> [Int] {
                    var question = FigureQuestion()
                    (question.view, question.measures, question.asOf) = (.deadlines, Measure.deadlines, asOf)
                    let total = try FigureReader.answer(question, at: .now, &connection).total
                    return [total[.due(.completion)], total[.kept(.completion)]]
                }
                #expect(try counts(nil) == [2, 1], "another body's stays kept")
                #expect(try counts(journal[3].at) == [2, 1])
                #expect(try counts(journal[2].at) == [2, 2], "as it was known before")
            }
        }

        private static let dimensions: [[FigureQuestion.Dimension]] = [
            [.region, .period], [.body], [.category, .kind], [.channel, .status], [.period],
        ]

        @Test("every figure is what counting case by case gives", arguments: [3, 4] as [UInt64])
        func figures(_ seed: UInt64) throws {
            try Self.store { connection, _ throws in
                let journals = try Self.journals(250, seed: seed)
                try StoredJournals.insert(journals, &connection)
                let histories = try journals.map { journal throws(ReplayError) in try CaseFact.fold(journal).facts }
                var question = FigureQuestion()
                question.measures = Measure.ofCases
                for dimensions in Self.dimensions {
                    question.dimensions = dimensions
                    try Self.compare(question, histories, &connection)
                }
                (question.level, question.period, question.dimensions) = (.district, .week, [.region, .period])
                try Self.compare(question, histories, &connection)
                // As it was: what the journals told then.
                let moments = histories.flatMap(\.self).map(\.from).sorted()
                let views: [(FigureQuestion.View, [Measure])] = [
                    (.cohort, Measure.ofCases), (.activity, Measure.activity), (.deadlines, Measure.deadlines),
                ]
                for (view, measures) in views {
                    (question.view, question.measures) = (view, measures)
                    for asOf in [nil] + (1..<4).map({ moments[moments.count * $0 / 4] }) {
                        question.asOf = asOf
                        let known = histories.map { $0.filter { fact in asOf.map { fact.from <= $0 } ?? true } }
                        for dimensions in Self.dimensions {
                            question.dimensions = dimensions
                            try Self.compare(question, known.filter { !$0.isEmpty }, &connection)
                        }
                    }
                }
            }
        }

        @Test("what was received is what there is, by region, body and day, now and as of then")
        func received() throws {
            try Self.store { connection, _ throws in
                let journals = try Self.journals(200, seed: 9)
                try StoredJournals.insert(journals, &connection)
                let moments = journals.flatMap(\.self).map(\.at).sorted()
                for asOf in [nil, moments[moments.count / 2]] {
                    var question = FigureQuestion()
                    (question.asOf, question.dimensions) = (asOf, [.region, .body, .period])
                    (question.period, question.level, question.measures) = (.day, .district, [.total])
                    let cohort = try FigureReader.answer(question, at: .now, &connection)
                    (question.view, question.measures) = (.activity, [.received])
                    let activity = try FigureReader.answer(question, at: .now, &connection)
                    #expect(cohort.rows.map { $0.keys.map(\.code) } == activity.rows.map { $0.keys.map(\.code) })
                    let received = activity.rows.map { $0.cell[.event(.registered)] }
                    #expect(received == cohort.rows.map { $0.cell[.cases] } && received.contains { $0 > 0 })
                }
            }
        }

        @Test("only what is asked for is counted: a region, a body with those below it, days")
        func filters() throws {
            try Self.store { connection, _ throws in
                let journals = try Self.journals(200, seed: 5)
                try StoredJournals.insert(journals, &connection)
                let facts = try journals.compactMap { journal throws(ReplayError) in
                    try CaseFact.fold(journal).facts.last
                }
                var question = FigureQuestion()
                question.region = "64.71"
                let inRegion = facts.filter { $0.region == "64.71" || $0.region == "64.71.01" }
                #expect(try FigureReader.answer(question, at: .now, &connection).total[.cases] == inRegion.count)
                #expect(inRegion.contains { $0.region == "64.71.01" })
                (question.region, question.body) = (nil, "64.71")
                let ofBody = facts.filter { $0.body?.hasPrefix("64.71") == true }
                #expect(try FigureReader.answer(question, at: .now, &connection).total[.cases] == ofBody.count)
                question.body = nil
                let days = facts.map(\.cohortDate).sorted()
                (question.from, question.to) = (days[40], days[120])
                let between = facts.filter { days[40] <= $0.cohortDate && $0.cohortDate <= days[120] }
                #expect(try FigureReader.answer(question, at: .now, &connection).total[.cases] == between.count)
                #expect(between.count >= 81 && between.count < 200)
            }
        }

        @Test("last year's report gives last year's numbers, whatever happens afterwards")
        func asOf() throws {
            try Self.store { connection, _ throws in
                let journals = try Self.journals(150, seed: 6)
                let split = journals.flatMap(\.self).map(\.at).sorted()[300]
                let before = journals.map { $0.filter { $0.at <= split } }.filter { !$0.isEmpty }
                try StoredJournals.insert(before, &connection)
                var question = FigureQuestion()
                question.dimensions = [.region, .status]
                // What depends on the day of the report changes with it.
                question.measures = Measure.ofCases.filter { !(Measure.ages + Measure.ripeness).contains($0) }
                question.asOf = split
                let then = try FigureReader.answer(question, at: .now, &connection)
                question.asOf = nil
                let present = try FigureReader.answer(question, at: .now, &connection)
                #expect(present.rows == then.rows)

                let known = Set(before.compactMap { $0.first?.complaint })
                for journal in journals where known.contains(journal[0].complaint) {
                    let later = journal.filter { $0.at > split }
                    guard !later.isEmpty else { continue }
                    try StoredJournals.append(later, to: journal.filter { $0.at <= split }, &connection)
                }
                try StoredJournals.insert(journals.filter { !known.contains($0[0].complaint) }, &connection)
                #expect(try FigureReader.answer(question, at: .now, &connection).rows != present.rows)
                question.asOf = split
                let again = try FigureReader.answer(question, at: .now, &connection)
                #expect(again.rows == then.rows && again.total == then.total && again.asOf == then.asOf)
                question.asOf = Instant(microseconds: .max)
                #expect(throws: FigureError.self) { try FigureReader.answer(question, at: .now, &connection) }
            }
        }

        @Test("any number of copies fold at once while cases move: each case once, in its newest state")
        func copies() throws {
            try Self.store { connection, url throws in
                let journals = try Self.journals(160, seed: 8)
                let folders = Folders(url, count: 3)
                try StoredJournals.insert(journals.map { [$0[0]] }, &connection)
                for length in 1..<(journals.map(\.count).max() ?? 1) {
                    for journal in journals where journal.count > length {
                        try StoredJournals.append([journal[length]], to: Array(journal[..<length]), &connection)
                    }
                }
                #expect(folders.end() == [])
                #expect(try FactCheckTests.proof(&connection).left.count == 160)
                #expect(try FactCheckTests.proof(&connection).isSound)
                let facts = try connection.execute("facts", "SELECT count(*) AS facts FROM fact")[0].integer("facts")
                #expect(Int(facts) == journals.reduce(0) { $0 + $1.count })
            }
        }
    }
}

/// Copies that fold what comes in, until they are told to end.
private final class Folders: Sendable {
    private let isOpen = Mutex(true)
    private let failures = Mutex<[String]>([])
    private let group = DispatchGroup()

    init(_ url: String, count: Int) {
        for _ in 0..<count {
            DispatchQueue.global().async(group: group) {
                do {
                    var connection = try FigureReader.session(url)
                    while self.isOpen.withLock({ $0 }) { try FactProjector.catchUp(limit: 7, &connection) }
                } catch {
                    self.failures.withLock { $0.append("\(error)") }
                }
            }
        }
    }

    /// What went wrong.
    func end() -> [String] {
        isOpen.withLock { $0 = false }
        group.wait()
        return failures.withLock { $0 }
    }
}
