import ArgumentParser
import Operator

/// `lapor body show`
struct BodyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one body: officers, decrees, open cases, whether it can act and why not.")

    @OptionGroup var options: BodyOptions

    func run() throws { try options.output.print(try BodyPage(of: options.body)) }
}
