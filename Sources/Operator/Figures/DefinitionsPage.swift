import Figures

/// What each figure means: formula, unit, denominator, source.
package struct DefinitionList: ListResult {
    package struct Row: Encodable {
        var id: String
        var version: Int
        var title: String
        var formula: String
        var unit: String
        var denominator: String
        var source: String
    }

    package let rows = Measure.all.map {
        Row(
            id: $0.id, version: $0.version, title: $0.title, formula: $0.formula, unit: $0.unit.rawValue,
            denominator: $0.denominator, source: $0.source)
    }

    package init() {}

    package var text: String {
        return TextTable(
            [.figure, .version, .formula, .unit, .denominator], widest: 70,
            rows.map { [$0.id, $0.version, $0.formula, $0.unit, $0.denominator] }
        ).text
    }
}

/// What each figure means, as a page.
package enum DefinitionsPage {
    /// docs/definitions.md, without the last line end.
    package static var text: String {
        let known = Measure.groups.filter { $0.name != "all" }
        var parts = [introduction]
        var done: [Measure] = []
        for (name, measures) in known {
            parts.append("## Group `\(name)`\n\n" + rows(measures.filter { !done.contains($0) }))
            done += measures
        }
        parts.append("## Activity (`--view activity`)\n\n" + rows(Measure.activity))
        return parts.joined(separator: "\n\n")
    }

    private static let introduction = """
        # Definitions

        Made by `lapor report definitions --markdown` from the program. Every figure that is printed is one of these. A figure \
        whose meaning changes gets a higher version; its name is never given to another.

        - Figures are counted from the event journal and from nothing else. Rows and sums are counted apart and compared \
        before anything is printed; a table whose parts do not sum is refused with the difference.
        - **Rounding**: to two decimals, halves away from zero. **Median**: of an even number the mean of the middle two. \
        **Percentile 90**: nearest rank, the smallest number of working days that 90 % did not exceed.
        - **Working days** are taken from the journal, where they were written by the calendar of that day.
        - A case belongs to the day of its submission in its own zone (cohort), an event to its own day (activity).
        - The body of a case is who must act or acted last. A case that is held for a body that cannot act counts at the \
        body that holds it, and there as waiting at the coordinator.
        - **As of** a moment: what the journal knew then. What happens later changes nothing in it.
        - The two rates are never printed without each other.
        """

    private static func rows(_ measures: [Measure]) -> String {
        let lines = measures.map {
            "| `\($0.id)` | \($0.version) | \($0.title) | \($0.formula) | \($0.unit.rawValue) "
                + "| \($0.denominator.isEmpty ? "–" : $0.denominator) | \($0.source) |"
        }
        return
            (["| id | version | name | formula | unit | denominator | source |", "|---|---|---|---|---|---|---|"]
            + lines)
            .joined(separator: "\n")
    }
}
