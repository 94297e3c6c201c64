import ArgumentParser
import Operator
import Shared

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The operator's own key, which signs the commands that lapor sends.",
        discussion: """
            It is a file that only its owner can read. 'lapor issuer add NAME' registers the public half.
            \(SettingKey.helpText([.keyFile]))
            """,
        subcommands: [New.self, Show.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key and prints its public half. A key that is there is left alone.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try OperatorKey.make()) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the public half of the key.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try OperatorKey()) }
    }
}
