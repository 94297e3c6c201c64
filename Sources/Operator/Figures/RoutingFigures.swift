import Complaints
import Figures
import Foundation
import Store

package struct RoutingFigures: CommandResult {
    struct Row: Encodable {
        var by: String
        var value: String
        var assigned: Int
        var refused: Int
        /// By a desk, without a refusal.
        var moved: Int
        /// Percent to two decimals; null of nothing.
        var misrouted: Double?
    }

    var assigned: Int
    var refused: Int
    var moved: Int
    var desk: Int
    var rows: [Row]
    private let limit: Int

    private enum CodingKeys: String, CodingKey {
        case assigned, refused, moved, desk, rows
    }

    /// Counts those of that time.
    ///
    /// - Parameter limit: most rows per table of the page.
    /// - Throws: `FigureError` when a table does not sum to the totals.
    package init(since: Age, limit: Int) throws {
        var database = try Connections.database()
        let start = try StoreClock.now(&database).advanced(bySeconds: -Int64(since.seconds))
        let figures = try AssignmentFigures(since: start, &database)
        (assigned, refused) = (figures.total.assigned, figures.total.refused)
        (moved, desk) = (figures.total.moved, figures.desk)
        rows = figures.rows.map { by, value, count in
            Row(
                by: by.rawValue, value: value, assigned: count.assigned, refused: count.refused, moved: count.moved,
                misrouted: Rate(count.refused + count.moved, of: count.assigned).hundredths.map { Double($0) / 100 })
        }
        self.limit = limit
    }

    package var hint: Phrase? {
        let counts = Dictionary(grouping: rows, by: \.by).values.map(\.count)
        return CommonWords.hidden(counts.reduce(0) { $0 + max(0, $1 - limit) })
    }

    package var text: String {
        let rate = Rate(refused + moved, of: assigned)
        var parts = [
            RoutingWords.totals(assigned, refused, moved, rate.percent, desk).text
        ]
        for dimension in AssignmentFigures.Dimension.allCases {
            let table = TextTable(
                [RoutingWords.dimension(dimension.rawValue), RoutingWords.disposition, .refused, .moved, .percent],
                rows.filter({ $0.by == dimension.rawValue }).prefix(limit).map {
                    [$0.value, $0.assigned, $0.refused, $0.moved, Rate($0.refused + $0.moved, of: $0.assigned).percent]
                })
            parts.append(table.text)
        }
        return parts.joined(separator: "\n\n")
    }
}
