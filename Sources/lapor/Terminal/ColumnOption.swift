import ArgumentParser
import Operator

/// Which columns of a table, for who wants others than those that fit.
struct ColumnOption: ParsableArguments {
    @Option(help: "Only these columns of the table, in this order, as status,due; an unknown one names all.")
    var columns: String?

    /// Lets `body` print with the chosen columns of those that there are.
    func choosing(from known: [Phrase], _ output: OutputOptions, _ body: () throws -> Void) throws {
        guard let columns else { return try body() }
        try require(!output.json, CallWords.columnsForPeople)
        let choice = ColumnChoice(columns, of: known)
        try require(
            choice.unknown == nil, CallWords.unknownColumns(choice.unknown ?? "", choice.known.joined(separator: ", ")))
        try choice.applied(to: body)
    }
}
