import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store

package struct ImportedSubmissions: CommandResult {
    /// What is done beyond publishing.
    package enum Extent: Sendable {
        /// Nothing is published: every row is judged here.
        case check
        case publish
        /// Waits until all of it is stored, routed and notified, and looks what became of it; not longer than so many seconds.
        case await(within: Double?)

        var isCheck: Bool { if case .check = self { true } else { false } }
    }

    /// Rows that went nowhere, with the reason's code.
    struct Refused: Encodable {
        var code: String
        var lines: [Int]
        /// Of messages that are too large, in the order of the lines.
        var bytes: [Int]?
        /// How many fields each has that has more than the header, in the order of the lines.
        var fields: [Int]?
        /// How many the header has.
        var columns: Int?
        /// Lines behind the last that were not read.
        var linesNotRead: Int?
        /// Which statuses nobody knows, each once, personal data masked.
        var statuses: [Status]?
    }

    /// A status that is not known to be that of a case that is over, or of one that goes on.
    struct Status: Encodable {
        var status: String
        var count: Int
        var lines: [Int]
    }

    /// Rows with an optional field that could not be read: they are stored without it.
    struct UnreadRows: Encodable {
        var field: String
        var count: Int
        var lines: [Int]
    }

    var form: ImportForm
    /// Messages that the broker has confirmed in this run.
    var accepted = 0
    var resumedAfter = 0
    /// Where rows stand that are not UTF-8.
    var unreadableLines: [Int]
    var seconds = 0.0
    /// Whether the numbers below were seen; else they are what the contract and the store lead to expect.
    var seen = false
    var stored = 0
    var knownBefore = 0
    var parked: [ImportOutcome.Group] = []
    /// Lines of parts of SMS that are stored and wait for the others; no case has come of them yet.
    var waitingLines: [Int] = []
    /// Lines of rows that are neither stored nor parked.
    var missingLines: [Int] = []
    var refused: [Refused]
    /// Rows that are stored without a field that could not be read, by the field's name.
    var unread: [UnreadRows]
    /// Rows of closed cases, which went to the history.
    var history = 0
    /// What is wrong with some of them, as `lapor history problems` lists it.
    var historyProblems: [HistoryProblems.Group] = []

    /// Columns of the official export: all, and those that must be there.
    package static var columns: (all: [String], required: [String]) { (SP4NExport.columns, SP4NExport.required) }

    /// Whether `name` can be a channel's.
    package static func isChannel(_ name: String) -> Bool { ChannelName.isValid(name) }

    /// Publishes `file`; `-` is standard input.
    ///
    /// - Parameters:
    ///   - ledger: where to append what was accepted.
    ///   - progress: where to note how far it came; beside the input when nil.
    /// - Throws: `Failure`, `RabbitError`, `SettingError`. What was confirmed until then stays published.
    package init(
        _ file: String, _ reading: ImportReading, _ pace: Pace, ledger: String?, progress: String?, to extent: Extent
    ) throws {
        let bytes = try InputFile.read(file)
        Interruption.expect()
        let input = try ImportFile(bytes, reading)
        guard !pace.stamp || input.isLines else { throw Failure(.badData, IntakeWords.stampNeedsLines) }
        let check = try Self.check(input)
        form = check.form
        unreadableLines = check.unreadable
        refused = Self.refused(check.refused)
        unread = check.unread.map { UnreadRows(field: $0, count: $1.count, lines: $1) }
            .sorted { ($1.count, $0.field) < ($0.count, $1.field) }
        history = check.closed.count
        let closed = HistoryReading.closed(check.closed)
        historyProblems = HistoryProblems.groups(closed.problems)
        tell(check.expected)
        guard !extent.isCheck else { return }
        let start = ContinuousClock.now
        try keep(closed, name: file, bytes, reading)
        let place = progress ?? (InputFile.isStream(file) ? nil : file + ".progress")
        if !check.rows.isEmpty {
            let progress = place.map { ImportProgress($0, input: bytes, reading.mark) }
            try publish(input, pace, try ledger.map(Ledger.init), progress)
        }
        guard case .await(let seconds) = extent else { return }
        tell(try Self.awaited(input, check, within: seconds, since: start))
        seen = true
    }

    /// What has become of the rows when nothing is on its way any more.
    private static func awaited(
        _ input: ImportFile, _ check: ImportCheck, within seconds: Double?, since start: ContinuousClock.Instant
    ) throws -> ImportOutcome {
        func look() throws -> ImportOutcome {
            var database = try Connections.database(seconds: 60)
            return try ImportOutcome(of: input, check, &database)
        }
        var outcome: ImportOutcome?
        try Completion(within: seconds, since: start).wait {
            let seen = try look()
            outcome = seen
            return seen.missing.count
        }
        return try outcome ?? look()
    }

    /// - Throws: `Failure` `badData` when there is no record at all.
    private static func check(_ input: ImportFile) throws(Failure) -> ImportCheck {
        var store = KnownSubmissions()
        let check = try ImportCheck(input) { store.stored($0) }
        guard check.records > 0 else { throw Failure(.badData, IntakeWords.noRecords) }
        return check
    }

    private static func refused(_ rows: [(line: Int, why: ImportRecord.Refusal)]) -> [Refused] {
        Dictionary(grouping: rows, by: \.why.code).map { code, rows in
            var group = Refused(code: code, lines: rows.map(\.line))
            for row in rows {
                switch row.why {
                case .mangledID, .faultyID, .unknownStatus: continue
                case .tooManyFields(let fields, let columns):
                    group.fields = (group.fields ?? []) + [fields]
                    group.columns = columns
                case .tooLarge(let bytes): group.bytes = (group.bytes ?? []) + [bytes]
                case .unclosed(let lines): group.linesNotRead = lines
                }
            }
            group.statuses = statuses(rows)
            return group
        }.sorted { $0.code < $1.code }
    }

    private mutating func tell(_ outcome: ImportOutcome) {
        (stored, knownBefore, parked, missingLines) = (outcome.stored, outcome.known, outcome.parked, outcome.missing)
        waitingLines = outcome.waiting
    }

    /// Each status that nobody knows, the most frequent first; nil when none is among the reasons.
    private static func statuses(_ rows: [(line: Int, why: ImportRecord.Refusal)]) -> [Status]? {
        var lines: [String: [Int]] = [:]
        for row in rows {
            guard case .unknownStatus(let text) = row.why else { continue }
            let shown = FieldMask.mask(text)
            lines[shown.count > 60 ? shown.prefix(60) + "…" : shown, default: []].append(row.line)
        }
        guard !lines.isEmpty else { return nil }
        return lines.map { Status(status: $0, count: $1.count, lines: $1) }
            .sorted { ($1.count, $0.status) < ($0.count, $1.status) }
    }

    /// Keeps closed cases in the history. The same file again changes nothing.
    private func keep(_ closed: HistoryFile, name: String, _ bytes: [UInt8], _ reading: ImportReading) throws {
        guard !closed.cases.isEmpty else { return }
        var database = try Connections.figures()
        // Told apart from the whole file, which `lapor history import` may still read, and from what other decisions close.
        let text = "closed\n" + reading.statuses.mark + String(decoding: bytes, as: UTF8.self)
        _ = try HistoryTables.store(
            closed, name: URL(fileURLWithPath: name).lastPathComponent, text: text, by: NSUserName(),
            at: try StoreClock.now(&database), &database)
    }

    private mutating func publish(
        _ input: ImportFile, _ pace: Pace, _ ledger: Ledger?, _ progress: ImportProgress?
    ) throws {
        var importer = Importer(input: input, pace: pace, ledger: ledger, progress: progress)
        let start = ContinuousClock.now
        try importer.run()
        let took = (ContinuousClock.now - start) / .seconds(1)
        (accepted, resumedAfter) = (importer.accepted, importer.resumedAfter)
        seconds = (took * 100).rounded() / 100
    }
}

/// Which submissions are stored already, when the store can be asked.
private struct KnownSubmissions: ~Copyable {
    private var database: Database?

    init() {
        guard Connections.environment.text(.databaseURL) != nil else { return }
        database = try? Connections.database()
        if database == nil { Terminal.complain(IntakeWords.storeSilent) }
    }

    mutating func stored(_ asked: [LookedUpSubmission]) -> [StoredSubmission] {
        guard var open = database.take() else { return [] }
        guard let hashes = try? DeploymentTable.hashes(&open),
            let found = try? SubmissionTable.compare(asked, hashes, &open)
        else {
            Terminal.complain(IntakeWords.storeSilent)
            return []
        }
        database = consume open
        return found
    }
}
