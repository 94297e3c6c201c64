import ArgumentParser
import Figures
import Operator

/// `lapor report definitions`
struct DefinitionsReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "definitions", abstract: "What each figure means: formula, unit, denominator, source.")

    @Flag(help: "Print docs/definitions.md.")
    var markdown = false
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var id: String
        var version: Int
        var title: String
        var formula: String
        var unit: String
        var denominator: String
        var source: String
    }

    func run() throws {
        if markdown { return print(DefinitionsPage.text) }
        let rows = Measure.all.map {
            Row(
                id: $0.id, version: $0.version, title: $0.title, formula: $0.formula, unit: $0.unit.rawValue,
                denominator: $0.denominator, source: $0.source)
        }
        var table = TextTable(["Ukuran", "Versi", "Rumus", "Satuan", "Penyebut"], widest: 70)
        for row in rows { table.add([row.id, String(row.version), row.formula, row.unit, row.denominator]) }
        try output.print(rows, table.text)
    }
}
