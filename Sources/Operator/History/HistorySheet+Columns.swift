import Complaints
import Figures

/// What files and pages of history tell: their columns are named in Indonesian.
extension HistorySheet {
    private static let statuses = CaseStatus.allCases.map { Column(id: $0.rawValue, title: Phrase(same: $0.rawValue)) }
    private static let rates = [
        Column(id: Measure.followUp.id, title: .followUp, isRate: true),
        Column(id: Measure.resolution.id, title: .resolution, isRate: true),
    ]
    /// What closed the cases that are `selesai`: an officer's or a reporter's decision, or nobody's.
    private static let closings: [(column: Column, closing: CaseTally.Closing)] = [
        (Column(id: "ditutup_sistem", title: HistoryWords.closedBySystem), .silence),
        (Column(id: "ditutup_petugas", title: HistoryWords.closedByOfficer), .officer),
        (Column(id: "ditutup_pelapor", title: HistoryWords.closedByReporter), .reporter),
        (Column(id: "ditutup_tak_tercatat", title: HistoryWords.closedUnknown), .other),
    ]

    /// Exports and published tables, added up.
    init(_ exports: FigureTable, _ published: [PublishedSum]) {
        self.init(
            HistoryWords.sums,
            [
                Column(id: "sumber", title: HistoryWords.origin), Column(id: "periode", title: .period),
                Column(id: "rincian", title: HistoryWords.detail), Column(id: "baris", title: .rows),
                Column(id: "tidak_dihitung", title: HistoryWords.notCounted), Column(id: "jumlah", title: .total),
            ] + Self.statuses + [Column(id: "lain", title: HistoryWords.otherStatuses)] + Self.rates
                + Self.closings.map(\.column))
        for row in exports.rows where row.cell[.cases] > 0 { add(export: row) }
        for sum in published { add(sum) }
    }

    private mutating func add(export row: FigureTable.Row) {
        let cell = row.cell
        let status = cell[.status(.selesai)]
        var values: [Value] = [
            .word(HistoryWords.fromExport), .text(row.keys[0].name), .blank, .count(cell[.cases]), .blank,
            .count(cell[.cases]),
        ]
        values += CaseStatus.allCases.map { .count(cell[.status($0)]) } + [.count(0)]
        values += [
            .rate(Rate(cell[.status(.proses)] + status, of: cell[.cases])), .rate(Rate(status, of: cell[.cases])),
        ]
        add(values + Self.closings.map { .count(cell[.closed($0.closing)]) })
    }

    private mutating func add(_ sum: PublishedSum) {
        let detail = [HistoryWords.name(of: sum.grain), HistoryWords.name(of: sum.level)].joined(", ")
        let head: [Value] = [
            .word(HistoryWords.fromTable), .text(sum.period), .word(detail), .count(sum.rows),
            .count(sum.rowsLeftOut),
        ]
        let counts: [Value] =
            sum.rows == 0
            ? Array(repeating: .blank, count: 8) + [.none(HistoryWords.notRated), .none(HistoryWords.notRated)]
            : [.count(sum.total)] + CaseStatus.allCases.map { .count(sum.counts[$0] ?? 0) }
                + [.count(sum.further), .rate(sum.followUp), .rate(sum.resolution)]
        add(head + counts + Self.closings.map { _ in .blank })
    }

    /// Rows of published tables, as published.
    init(rows: [PublishedRow]) {
        self.init(
            HistoryWords.rows,
            [
                Column(id: "periode", title: .period), Column(id: "nama", title: .name),
                Column(id: "kode", title: .code), Column(id: "berkas", title: .file), Column(id: "baris", title: .line),
                Column(id: "jumlah", title: .total),
            ] + Self.statuses + [Column(id: "lain", title: HistoryWords.otherStatuses)] + Self.rates
                + [Column(id: "masalah", title: .problem)])
        for row in rows { add(row) }
    }

    private mutating func add(_ row: PublishedRow) {
        var values: [Value] = [
            .text(row.period), .text(row.name), row.region.map(Value.text) ?? .blank,
            row.file.map(Value.text) ?? .blank, .count(row.line), .count(row.total),
        ]
        values += CaseStatus.allCases.map { status in
            row.parts.first { $0.status == status.rawValue }.map { .count($0.count) } ?? .blank
        }
        let further = row.parts.filter { CaseStatus(rawValue: $0.status) == nil }
        values.append(
            further.isEmpty
                ? .blank : .text(further.map { "\($0.status) \($0.count)" }.joined(separator: ", ")))
        add(values + Self.rates(of: row))
    }

    private static func rates(of row: PublishedRow) -> [Value] {
        let problem: Phrase? =
            row.difference != 0
            ? HistoryWords.difference(row.difference) : row.flaw == nil ? nil : HistoryWords.faulty
        guard problem == nil, let followUp = try? row.followUp(), let resolution = try? row.resolution() else {
            return [.none(HistoryWords.notRated), .none(HistoryWords.notRated)]
                + [problem.map(Value.word) ?? .blank]
        }
        return [.rate(followUp), .rate(resolution), .blank]
    }
}
