import Foundation
import Testing

/// Where SQL stands: statements in module Store, and each table written in one place.
@Suite struct SQLPlacesTests {
    typealias File = ArchitectureTests.File

    /// Modules that may speak SQL: the tables', libpq's face, and what sets databases up for tests.
    private static let speakers: Set<String> = ["Store", "Postgres", "TestKit"]
    /// Tables that several files write, and why.
    private static let shared: [String: String] = [
        "complaint": "each stage takes a case a step further",
        "event_todo": "who stores events notes them for both tables in one statement",
        "notice": "a receipt ends a notice, and frees it of its claim in one statement",
        "notification_claim": "a receipt ends a notice, and frees it of its claim in one statement",
        "fact_todo": "who stores events notes them for both tables in one statement",
    ]
    /// Where a statement asks the machine's time, and why; all others are told the store's, which may be a scenario's.
    private static let machineTime: [String: String] = [
        "Store/Intake/ChannelBudgetTable.swift":
            "a budget is used up by the clock that lanes of several machines share",
        "Store/DatabaseHealth.swift": "the server's clock is what is asked for",
        "Store/Migrator.swift": "a migration is applied before there is a store",
        "Store/Sweep/SweepStore.swift": "partitions are made by the machine's months",
        "Store/WorkInHand.swift": "whether these partitions are there",
        "Store/Workers/ParkedGrowthTable.swift": "what is parked is told by the clock that tells lives",
        "Store/Workers/WorkerTable.swift": "a life is proved by the server's own clock, whatever time a store lives by",
    ]

    @Test(arguments: ArchitectureTests.files.filter { !speakers.contains($0.module) })
    func `no SQL outside the store`(file: File) {
        let statement = /\bSELECT\b.*\bFROM\b|\bINSERT INTO \w|\bDELETE FROM \w|\bUPDATE \w+( \w+)? SET\b/
        for line in file.code { #expect(line.firstMatch(of: statement) == nil, "\(line)") }
    }

    @Test func `each table is written in one place`() {
        let writers = Self.writers
        #expect(writers.count > 40)
        for (table, places) in writers where places.count > 1 {
            #expect(Self.shared[table] != nil, "\(table): \(places.sorted())")
        }
        for table in Self.shared.keys { #expect(writers[table]?.count ?? 0 > 1, "\(table) has one place now") }
    }

    @Test func `statements are told the time`() {
        let asked = /(?:^|[^.\w])(?:now|\w+_timestamp|timeofday)\(\)|\bcurrent_(?:date|time|timestamp)\b|\blocaltime\b/
        let places = ArchitectureTests.files.filter { file in
            file.module == "Store"
                && file.code.contains { $0.firstMatch(of: asked) != nil && !$0.contains("func now()") }
        }
        #expect(Set(places.map(\.path)) == Set(Self.machineTime.keys))
    }

    @Test(arguments: ArchitectureTests.files.filter { $0.module == "Store" && $0.path != "Store/StoreClock.swift" })
    func `the store reads no clock but its own`(file: File) {
        for line in file.code {
            #expect(line.replacing("ContinuousClock.now", with: "").firstMatch(of: /\.now\b/) == nil, "\(line)")
        }
    }

    /// Files that write each table; `Type+Part.swift` is the place of `Type.swift`.
    private static var writers: [String: Set<Substring>] {
        let write =
            /\bINSERT INTO ([a-z_]+)|\bDELETE FROM ([a-z_]+)|\bUPDATE ([a-z_]+)(?: \w+)?\s+SET|into: "([a-z_]+)|= "([a-z_]+) \([a-z_, ]+\)"/
        return ArchitectureTests.files.filter { $0.module != "TestKit" }.reduce(into: [:]) { writers, file in
            let place = file.path.dropLast(".swift".count).prefix { $0 != "+" }
            for match in file.code.joined(separator: "\n").matches(of: write) {
                let names = [match.output.1, match.output.2, match.output.3, match.output.4, match.output.5]
                for case let table?? in names { writers[String(table), default: []].insert(place) }
            }
        }
    }
}
