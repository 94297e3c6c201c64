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

        /// What the facts of `journals` add up to by `keys`, counted one by one.
        private static func counted(
            _ facts: [CaseFact], _ question: FigureQuestion
        ) -> [[String]: FigureCell] {
            var cells: [[String]: FigureCell] = [:]
            for fact in facts {
                cells[question.dimensions.map { code($0, fact, question) }, default: FigureCell()]
                    .add(fact, question.tallies)
            }
            return cells
        }

        private static func code(
            _ dimension: FigureQuestion.Dimension, _ fact: CaseFact, _ question: FigureQuestion
        ) -> String {
            let isCohort = question.view == .cohort
            switch dimension {
            case .period: return question.period.start(of: isCohort ? fact.cohortDate : fact.eventDate).description
            case .region: return String((fact.region ?? "").prefix(question.level.codeLength))
            case .body: return (isCohort ? fact.body : fact.eventBody) ?? ""
            case .category: return fact.category ?? ""
            case .kind: return fact.kind.rawValue
            case .channel: return fact.channel
            case .status: return fact.status.rawValue
            }
        }

        private static func compare(
            _ question: FigureQuestion, _ facts: [CaseFact], _ connection: inout PostgresConnection
        ) throws {
            let table = try FigureReader.answer(question, at: .now, &connection)
            let expected = counted(facts, question)
            // Rows that only fill a gap in time have nothing.
            let found = table.rows.filter { $0.cell != FigureCell() }
            #expect(Set(found.map { $0.keys.map(\.code) }) == Set(expected.keys), "\(question.dimensions)")
            for row in found {
                var cell = try #require(expected[row.keys.map(\.code)])
                for time in WorkingTime.allCases where !question.times.contains(time) { cell[time] = DayCounts() }
                #expect(row.cell == cell, "\(row.keys)")
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
                    try Self.compare(question, histories.compactMap(\.last), &connection)
                }
                (question.level, question.period, question.dimensions) = (.district, .week, [.region, .period])
                try Self.compare(question, histories.compactMap(\.last), &connection)
                // As it was: the one version of each case that held then.
                let moments = histories.flatMap(\.self).map(\.from).sorted()
                for place in 1..<4 {
                    let asOf = moments[moments.count * place / 4]
                    question.asOf = asOf
                    let then = histories.flatMap(\.self).filter {
                        $0.from <= asOf && $0.until.map { asOf < $0 } ?? true
                    }
                    try Self.compare(question, then, &connection)
                }
                question.asOf = nil
                (question.view, question.measures) = (.activity, Measure.activity)
                for dimensions in Self.dimensions {
                    question.dimensions = dimensions
                    try Self.compare(question, histories.flatMap(\.self), &connection)
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
                question.measures = Measure.ofCases
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
