import ArgumentParser
import Foundation
import Operator

/// `lapor dead show`
struct DeadShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one parked message: reason, headers, and its content with personal data masked.")

    @Argument(help: "The id that 'lapor dead list' prints, or its beginning.")
    var id: String
    @OptionGroup var stage: DeadCommand.StageOption
    @Flag(help: "Write the original bytes to standard output, unmasked, and nothing else.")
    var raw = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let message = try ParkedMessage(id, stages: stage.stages)
        if raw { return FileHandle.standardOutput.write(Data(message.bytes)) }
        try output.print(message)
    }
}
