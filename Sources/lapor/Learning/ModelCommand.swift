import ArgumentParser
import Foundation
import Operator

/// `lapor model`
struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Models that routing reads with: lists them, goes back to another.",
        subcommands: [ModelListCommand.self, ModelAdd.self, ModelUse.self])
}

/// `lapor model list`
struct ModelListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the shipped models and those learned here.")

    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try ModelList()) }
}

/// `lapor model use`
struct ModelUse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Lets routing read with an earlier model, or with the shipped one.",
        discussion: "Workers follow within 30 seconds.")

    @Argument(help: "Name of the model: \(ShippedModels.names.joined(separator: ", ")).")
    var name: String
    @Option(help: "Id of a model learned here; left out: the shipped one.")
    var id: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard ShippedModels.names.contains(name) else {
            throw ValidationError("NAME must be one of \(ShippedModels.names.joined(separator: ", "))")
        }
    }

    func run() throws { try output.print(try ChosenModel(id, named: name)) }
}

/// `lapor model add`
struct ModelAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Lets routing read with a model from a file, such as one adapted to a region.",
        discussion: """
            The model takes the place of its namesake. Measure it first with lapor evaluate; lapor model use goes back. \
            Workers follow within 30 seconds.
            """)

    @Argument(help: "The file, made by lapor train --name \(ShippedModels.names.joined(separator: ", --name ")).")
    var file: String
    @Option(help: "Who adds it; default: the user's name.")
    var actor = NSUserName()
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try AddedModel(file, actor: actor)) }
}
