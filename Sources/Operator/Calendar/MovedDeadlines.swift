import Complaints
import Store

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

    init() {}

    /// Computes all open deadlines again with `legal`, and stores nothing.
    init(under legal: LegalClocks, sample limit: Int, _ database: inout Database) throws {
        var last = ComplaintID(high: 0, low: 0)
        let total = try AgendaTable.count(&database)
        var progress = ProgressBar(CalendarWords.deadlines)
        while case let ids = try AgendaTable.page(after: last, &database), let end = ids.last {
            last = end
            let states = try CaseTable.read(ids, &database)
            for id in ids { if let state = states[id] { add(state, legal, limit) } }
            if total > 1000 { progress.show(Double(cases) / Double(total), CommonWords.progress(cases, of: total)) }
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
        var counts = TextTable([Heading.clock, Heading.movedDeadlines])
        for (clock, count) in clocks.sorted(by: { $0.key < $1.key }) { counts.add([clock, String(count)]) }
        var examples = TextTable([Heading.caseNumber, Heading.clock, Heading.old, Heading.new])
        for example in sample { examples.add([example.code, example.clock, example.before, example.after]) }
        let broken = unreadable > 0 ? "\n\(CalendarWords.unreadable(unreadable))" : ""
        guard !clocks.isEmpty else { return "\(CalendarWords.noneMoves(of: cases))\(broken)" }
        return "\(CalendarWords.move(of: cases))\n\(counts.text)\n\n\(examples.text)\(broken)"
    }
}
