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
        /// Waits until all of it is stored, routed and notified, and looks what became of it.
        case await
    }

    /// Rows that went nowhere, with the reason's code.
    struct Refused: Encodable {
        var code: String
        var lines: [Int]
        /// Of messages that are too large, in the order of the lines.
        var bytes: [Int]?
        /// Lines behind the last that were not read.
        var linesNotRead: Int?
    }

    var form: ImportForm
    /// Messages that the broker has confirmed in this run.
    var accepted = 0
    var resumedAfter = 0
    /// Where rows stand that are none of their table.
    var unreadableLines: [Int]
    var seconds = 0.0
    /// Whether the numbers below were seen; else they are what the contract and the store lead to expect.
    var seen = false
    var stored = 0
    var knownBefore = 0
    var parked: [ImportOutcome.Group] = []
    /// Lines of rows that are neither stored nor parked.
    var missingLines: [Int] = []
    var refused: [Refused]
    /// Closed cases that went to the history.
    var history = 0

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
        let bytes = file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try InputFile.read(file)
        Interruption.expect()
        let input = try ImportFile(bytes, reading)
        guard !pace.stamp || input.form.kind == .lines else { throw Failure(.badData, IntakeWords.stampNeedsLines) }
        let check = try Self.check(input)
        form = check.form
        unreadableLines = check.strangeLines
        refused = Self.refused(check.refused)
        history = check.closed.count
        tell(check.expected)
        guard extent != .check else { return }
        try keep(check, name: file, bytes)
        let place = progress ?? (file == "-" ? nil : file + ".progress")
        if !check.rows.isEmpty {
            try publish(input, pace, try ledger.map(Ledger.init), place.map { ImportProgress($0, input: bytes) })
        }
        guard extent == .await else { return }
        try Completion().wait()
        var database = try Connections.database(seconds: 60)
        tell(try ImportOutcome(of: input, check, &database))
        seen = true
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
                case .mangledID: continue
                case .tooLarge(let bytes): group.bytes = (group.bytes ?? []) + [bytes]
                case .unclosed(let lines): group.linesNotRead = lines
                }
            }
            return group
        }.sorted { $0.code < $1.code }
    }

    private mutating func tell(_ outcome: ImportOutcome) {
        (stored, knownBefore, parked, missingLines) = (outcome.stored, outcome.known, outcome.parked, outcome.missing)
    }

    /// Keeps closed cases in the history. The same file again changes nothing.
    private func keep(_ check: ImportCheck, name: String, _ bytes: [UInt8]) throws {
        guard !check.closed.isEmpty else { return }
        var file = HistoryFile(kind: "cases")
        file.rows = check.closed.count
        var seen: Set<String> = []
        file.cases = check.closed.filter { seen.insert($0.id).inserted }
        var database = try Connections.figures()
        // Told apart from the whole file, which `lapor history import` may still read.
        let text = "closed\n" + String(decoding: bytes, as: UTF8.self)
        _ = try HistoryTables.store(
            file, name: URL(fileURLWithPath: name).lastPathComponent, text: text, at: try StoreClock.now(&database),
            &database)
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

    mutating func stored(_ asked: [ImportCheck.Asked]) -> [ImportCheck.Stored] {
        guard var open = database.take() else { return [] }
        guard let found = try? SubmissionTable.stored(asked.map(\.key), &open),
            let key = try? DeploymentTable.codeKey(&open)
        else {
            Terminal.complain(IntakeWords.storeSilent)
            return []
        }
        database = consume open
        return asked.map { one in
            switch found[one.key] {
            case nil: .nothing
            case .unknown: .same
            case .hash(let hash): AcceptedSubmission.keyed(one.contentHash, key) == hash ? .same : .other
            }
        }
    }
}
