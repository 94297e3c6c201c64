import ArgumentParser
import Operator

/// How a command prints its result: for people, or as JSON.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.")
    var json = false

    /// Prints `result`, or the text that says the same.
    func print(_ result: some Encodable, _ text: @autoclosure () -> String) throws {
        Swift.print(json ? try JSONResult.encode(result) : text())
    }
}
