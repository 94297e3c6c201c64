import ArgumentParser
import Complaints
import Operator
import Postgres
import Store

/// `lapor calendar diff`
struct CalendarDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares the draft with the calendar in force, and says which open deadlines would move.")

    @Option(help: "How many cases to show.")
    var sample = 10
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var change: ChangeRows
        var deadlines: MovedDeadlines
    }

    func validate() throws {
        guard 0...1000 ~= sample else { throw ValidationError("--sample must be 0 to 1000") }
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        guard let draft = try CalendarTable.draft(&database) else {
            throw Failure(.notFound, "there is no draft; run 'lapor calendar import FILE'")
        }
        let inForce = try CalendarTable.inForce(&database)
        let change = CalendarChange(draft, in: inForce)
        let legal = try ReferenceTables.clocks(&database, holidays: change.applied(to: inForce))
        let moved = change.isEmpty ? MovedDeadlines() : try MovedDeadlines(under: legal, sample: sample, &database)
        let result = Result(change: ChangeRows(change), deadlines: moved)
        try output.print(result, "\(result.change.text)\n\n\(moved.text)")
    }
}

/// How many open deadlines move, by clock.
struct MovedDeadlines: Encodable {
    /// A deadline that moves.
    struct Example: Encodable {
        var code: String
        var clock: String
        var before: String
        var after: String
    }

    /// Open cases that were looked at.
    var cases = 0
    /// Deadlines that move, by clock.
    var clocks: [String: Int] = [:]
    /// Some of them.
    var sample: [Example] = []
    /// Cases whose journal cannot be read.
    var unreadable = 0

    /// None.
    init() {}

    /// Computes all open deadlines again with `legal`, and stores nothing.
    ///
    /// - Throws: `PostgresError`.
    init(
        under legal: LegalClocks, sample limit: Int, _ database: inout PostgresConnection
    ) throws(PostgresError) {
        var last = ComplaintID(high: 0, low: 0)
        let total = Int(try database.execute("open cases", "SELECT count(*) FROM agenda").integer(0, 0))
        var progress = ProgressBar("deadlines")
        while true {
            let rows = try database.execute(
                "next open cases",
                "SELECT complaint_id FROM agenda WHERE complaint_id > $1 ORDER BY complaint_id LIMIT 1000",
                [.id(last)])
            guard rows.count > 0 else { break }
            let ids = (0..<rows.count).map { rows.complaintID($0, 0) }
            last = ids.last ?? last
            let states = try CaseTable.read(ids, &database)
            for id in ids { if let state = states[id] { add(state, legal, limit) } }
            if total > 1000 { progress.show(Double(cases) / Double(total), "\(cases) of \(total) cases") }
        }
        if total > 1000 { progress.end() }
    }

    private mutating func add(_ found: Result<CaseState, ReplayError>, _ legal: LegalClocks, _ limit: Int) {
        cases += 1
        guard case .success(let state) = found else {
            unreadable += 1
            return
        }
        for move in state.rescheduled(legal)?.details.moves ?? [] {
            clocks[move.clock.rawValue, default: 0] += 1
            guard sample.count < limit else { continue }
            sample.append(
                Example(
                    code: TrackingCode(state.code)?.grouped ?? state.code, clock: move.clock.rawValue,
                    before: state.zone.day(move.before), after: state.zone.day(move.after)))
        }
    }

    var text: String {
        var counts = TextTable(["Tenggat", "Bergeser"])
        for (clock, count) in clocks.sorted(by: { $0.key < $1.key }) { counts.add([clock, String(count)]) }
        var examples = TextTable(["Nomor", "Tenggat", "Semula", "Menjadi"])
        for example in sample { examples.add([example.code, example.clock, example.before, example.after]) }
        let broken = unreadable > 0 ? "\n\(unreadable) cases have a journal that cannot be read" : ""
        guard !clocks.isEmpty else { return "no deadline of \(cases) open cases moves\(broken)" }
        return "deadlines that move, of \(cases) open cases\n\(counts.text)\n\n\(examples.text)\(broken)"
    }
}
