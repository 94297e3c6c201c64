import ArgumentParser
import Operator

/// `lapor report definitions`
struct DefinitionsReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "definitions", abstract: "What each figure means: formula, unit, denominator, source.")

    @Flag(help: "Print docs/definitions.md.")
    var markdown = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        if markdown { return print(DefinitionsPage.text) }
        try output.print(DefinitionList())
    }
}
