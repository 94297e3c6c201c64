import Complaints
import Figures
import Postgres

/// Reads what a question asks for, row by row and over all.
struct FigureCounts {
    private let sql: FigureSQL

    init(_ question: FigureQuestion, _ days: FigureDays) { sql = FigureSQL(question, days) }

    private var question: FigureQuestion { sql.question }

    /// The cells by their codes; one without codes when they are not grouped.
    func read(
        grouped: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [[String]: FigureCell] {
        guard question.view == .activity else { return try counts(question.tallies, grouped: grouped, &connection) }
        var cells = try events(grouped: grouped, &connection)
        for (codes, cell) in try registrations(grouped: grouped, &connection) {
            cells[codes, default: FigureCell()][.event(.registered)] = cell[.cases]
        }
        return cells
    }

    private func counts(
        _ tallies: [CaseTally], grouped: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [[String]: FigureCell] {
        var cells: [[String]: FigureCell] = [:]
        let counts = sql.counts(tallies, grouped: grouped)
        for row in try connection.execute(counts.name, counts.sql, sql.parameters) {
            var cell = FigureCell()
            for (place, tally) in tallies.enumerated() { cell[tally] = row.integer(named: FigureSQL.tally(place)) }
            cells[codes(row, grouped)] = cell
        }
        for time in question.times {
            let days = sql.durations(time, grouped: grouped)
            for row in try connection.execute(days.name, days.sql, sql.parameters) {
                cells[codes(row, grouped), default: FigureCell()][time].add(row.integer("days"), row.integer("cases"))
            }
        }
        return cells
    }

    private func events(
        grouped: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [[String]: FigureCell] {
        let wanted = Set(question.tallies)
        var cells: [[String]: FigureCell] = [:]
        let events = sql.events(grouped: grouped)
        for row in try connection.execute(events.name, events.sql, sql.parameters) {
            guard let event = CaseEvent(rawValue: row.text("event")), wanted.contains(.event(event)) else { continue }
            cells[codes(row, grouped), default: FigureCell()][.event(event)] = row.integer("cases")
        }
        return cells
    }

    /// A report is received where and by whom its case is dealt with, on the day of its submission: what was received is what
    /// there is, whatever cases are told apart by.
    private func registrations(
        grouped: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [[String]: FigureCell] {
        guard question.tallies.contains(.event(.registered)) else { return [:] }
        var cohort = question
        (cohort.view, cohort.measures) = (.cohort, [.total])
        return try FigureCounts(cohort, sql.days).counts([.cases], grouped: grouped, &connection)
    }

    private func codes(_ row: Row, _ grouped: Bool) -> [String] {
        guard grouped else { return [] }
        return question.dimensions.indices.map { row.optionalText(named: FigureSQL.key($0)) ?? "" }
    }
}
