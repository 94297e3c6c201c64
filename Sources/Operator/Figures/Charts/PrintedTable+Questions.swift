import Complaints
import Figures

/// Pictures of what else is asked of cases: one for each question.
extension PrintedTable {
    private static let hues = ["#2f6f9f", "#e0a526", "#7d8aa0", "#d1495b", "#12766f", "#4a5160"]

    var furtherCharts: [Chart] {
        [
            stacked("Siapa yang menutup", Measure.ids(beginning: "ditutup_", among: question.measures)),
            stacked("Di mana laporan menunggu", Measure.ids(beginning: "tunggakan_", among: question.measures)),
        ].compactMap(\.self) + question.measures.compactMap(valued)
    }

    /// Rows by a name that is theirs alone.
    private var named: [(name: String, row: FigureTable.Row)] {
        question.dimensions.isEmpty
            ? [("Semua laporan", FigureTable.Row(keys: [], cell: table.total))]
            : table.rows.map { ($0.keys.map(\.name).joined(separator: " · "), $0) }
    }

    private func stacked(_ title: String, _ measures: [Measure]) -> Chart? {
        guard !measures.isEmpty else { return nil }
        let parts = zip(measures, Self.hues).map { StackedChart.Part(name: $0.title, color: $1) }
        let bars = named.map { name, row in
            StackedChart.Bar(
                name: name,
                counts: measures.prefix(parts.count).map { measure in
                    if case .count(let count) = measure.value(row.cell, before: nil) { count } else { 0 }
                })
        }
        return Chart(StackedChart(title: title, parts: parts, bars: bars).rows)
    }

    /// Of a median or a share other than the two rates, which have a picture of their own.
    private func valued(_ measure: Measure) -> Chart? {
        let unit: String
        switch measure.rule {
        case .medianDays: unit = " hari kerja"
        case .share where measure != .followUp && measure != .resolution: unit = " %"
        default: return nil
        }
        let bars = named.map { name, row in
            switch measure.value(row.cell, before: nil) {
            case .mean(let value, let count): ValueChart.Bar(name: name, value: value, count: count)
            case .share(let rate): ValueChart.Bar(name: name, value: rate.hundredths, count: rate.denominator)
            case .count(let count): ValueChart.Bar(name: name, value: nil, count: count)
            }
        }
        return bars.isEmpty ? nil : Chart(ValueChart(title: measure.title, unit: unit, bars: bars).svg)
    }
}

extension Measure {
    fileprivate static func ids(beginning word: String, among measures: [Measure]) -> [Measure] {
        measures.filter { measure in
            if case .count = measure.rule { return measure.id.hasPrefix(word) }
            return false
        }
    }
}
