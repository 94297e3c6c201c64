import Complaints
import Figures

/// A picture, drawn for a wide screen or paper, and for a phone.
struct Chart {
    /// For a wide screen, paper, and files.
    let svg: String
    let narrow: String

    init(_ draw: (ChartWidth) -> String) { (svg, narrow) = (draw(.broad), draw(.narrow)) }

    /// Both, of which a page shows the one that fits.
    var html: String {
        let pictures = [(svg, "broad"), (narrow, "narrow")].map { picture, name in
            picture.replacing("<svg ", with: "<svg class=\"\(name)\" ", maxReplacements: 1)
        }
        return "<figure>\n\(pictures.joined(separator: "\n"))\n</figure>"
    }
}

extension PrintedTable {
    private static let colors: [CaseStatus: String] = [
        .selesai: "#12766f", .proses: "#e0a526", .belumDitindaklanjuti: "#d1495b", .belumTerverifikasi: "#7d8aa0",
        .tunda: "#5aa9d6", .arsip: "#4a5160",
    ]
    private static let followUpColor = "#b0711a"
    /// What is done first: the eye compares it along the axis.
    private static let order: [CaseStatus] = [
        .selesai, .proses, .belumDitindaklanjuti, .belumTerverifikasi, .tunda, .arsip,
    ]

    /// The chart that shows most of the table.
    ///
    /// - Throws: `Failure` when there is nothing that a chart can show.
    func chart() throws(Failure) -> Chart {
        guard let chart = charts.first else {
            throw Failure(.badData, FigureWords.nothingToDraw)
        }
        return chart
    }

    /// A picture for each question that the figures answer: where cases stand along each dimension, the rates along time, who
    /// closed them, how long they take, how many are late, where they wait.
    var charts: [Chart] {
        guard question.view == .cohort else { return singles }
        let standing = hasStatuses ? statusCharts : []
        let further = withheld == nil ? furtherCharts : []
        return standing.isEmpty && further.isEmpty && !hasStatuses ? singles : standing + further
    }

    private var statusCharts: [Chart] {
        guard !question.dimensions.isEmpty else { return [standing].compactMap(\.self) }
        // Sums over rows of which some are withheld would give them away.
        if withheld ?? 0 > 0, question.dimensions.count > 1 { return [] }
        return question.dimensions.indices.flatMap { place in
            let rows = rolledUp(place)
            let isTime = question.dimensions[place] == .period
            return [composition(rows, question.dimensions[place])] + (isTime ? [rates(rows)] : [])
        }
    }

    private var hasStatuses: Bool {
        question.view == .cohort && CaseStatus.allCases.allSatisfy { question.tallies.contains(.status($0)) }
            && question.measures.contains(Measure.followUp)
    }

    /// One row for each value of a dimension; without a cell: withheld.
    private func rolledUp(_ place: Int) -> [(key: FigureTable.Key, cell: FigureCell?)] {
        if withheld ?? 0 > 0 {
            return zip(rows, table.rows).map { ($0.keys[place], $0.isWhole ? $1.cell : nil) }
        }
        var cells: [FigureTable.Key: FigureCell] = [:]
        for row in table.rows { cells[row.keys[place], default: FigureCell()].add(row.cell) }
        return cells.sorted { $0.key.code < $1.key.code }.map { ($0.key, $0.value) }
    }

    private var parts: [StackedChart.Part] {
        Self.order.map { StackedChart.Part(name: $0.title, color: Self.colors[$0] ?? "#888888") }
    }

    private func composition(
        _ rows: [(key: FigureTable.Key, cell: FigureCell?)], _ dimension: FigureQuestion.Dimension
    ) -> Chart {
        let bars = rows.map { key, cell in
            StackedChart.Bar(
                name: Self.name(key, among: rows.map(\.key)),
                counts: cell.map { cell in Self.order.map { cell[.status($0)] } },
                note: cell.map { "\(Self.percent(Measure.resolution, $0)) selesai" } ?? "")
        }
        let chart = StackedChart(title: "Laporan menurut \(dimension.title.id.lowercased())", parts: parts, bars: bars)
        return Chart(dimension == .period ? chart.columns : chart.rows)
    }

    /// Two that are called the same have their codes with them.
    private static func name(_ key: FigureTable.Key, among keys: [FigureTable.Key]) -> String {
        keys.count { $0.name == key.name } > 1 ? "\(key.name) (\(key.code))" : key.name
    }

    private func rates(_ rows: [(key: FigureTable.Key, cell: FigureCell?)]) -> Chart {
        func line(_ measure: Measure, _ color: String, isDashed: Bool) -> LineChart.Line {
            LineChart.Line(
                name: measure.title, color: color, isDashed: isDashed,
                values: rows.map { $0.cell.flatMap { Self.hundredths(measure, $0) } })
        }
        let chart = LineChart(
            title: "Persentase tindak lanjut dan persentase selesai", names: rows.map(\.key.name),
            counts: rows.map { $0.cell?[.cases] },
            lines: [
                line(.followUp, Self.followUpColor, isDashed: true),
                line(.resolution, Self.colors[.selesai] ?? "", isDashed: false),
            ])
        return Chart(chart.svg)
    }

    private var standing: Chart? {
        guard isTotalWhole else { return nil }
        let bars = Self.order.map { status in
            StackedChart.Bar(
                name: status.title,
                counts: Self.order.map { $0 == status ? table.total[.status(status)] : 0 },
                note: IndonesianNumber.percent(
                    hundredths: Rate(table.total[.status(status)], of: table.total[.cases]).hundredths))
        }
        return Chart(StackedChart(title: "Laporan menurut status", parts: parts, bars: bars).rows)
    }

    /// Figures that are no statuses: a bar for each that is counted, over all rows.
    private var singles: [Chart] {
        let counts = zip(question.measures, totals).compactMap { measure, value -> StackedChart.Bar? in
            guard case .count(let count)? = value, count > 0 else { return nil }
            return StackedChart.Bar(name: measure.title, counts: [count])
        }
        guard !counts.isEmpty else { return [] }
        let title = question.view == .cohort ? "Laporan" : question.view == .activity ? "Kejadian" : "Tenggat"
        return [Chart(StackedChart(title: title, parts: [.init(name: title, color: "#2f6f9f")], bars: counts).rows)]
    }

    static func hundredths(_ measure: Measure, _ cell: FigureCell) -> Int? {
        guard case .share(let rate) = measure.value(cell, before: nil) else { return nil }
        return rate.hundredths
    }

    static func percent(_ measure: Measure, _ cell: FigureCell) -> String {
        IndonesianNumber.percent(hundredths: hundredths(measure, cell))
    }
}
