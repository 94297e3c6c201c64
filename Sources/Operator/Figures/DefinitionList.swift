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
        var table = TextTable(
            [Heading.figure, Heading.version, Heading.formula, Heading.unit, Heading.denominator], widest: 70)
        for row in rows { table.add([row.id, String(row.version), row.formula, row.unit, row.denominator]) }
        return table.text
    }
}
