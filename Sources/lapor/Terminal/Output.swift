import ArgumentParser
import Operator

/// How a command prints its result: for people, or as JSON.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.")
    var json = false

    func print(_ result: some CommandResult) throws {
        Swift.print(json ? try JSONResult.encode(result) : result.text)
    }
}
