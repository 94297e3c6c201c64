import ArgumentParser
import Complaints
import Figures
import Foundation
import Learning
import Operator
import Postgres
import Routing
import Store

/// `lapor model`
struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Models that routing reads with: lists them, goes back to another.",
        subcommands: [ModelList.self, ModelAdd.self, ModelUse.self])
}

/// `lapor model list`
struct ModelList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the shipped models and those learned here.")

    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        /// Null for shipped ones.
        var id: Int?
        var name: String
        var version: String
        var at: String?
        var actor: String?
        var live: Bool
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let own = try ModelTable.all(&database)
        var rows = try RoutingModels.names.map { name in
            let isLive = !own.contains { $0.name == name && $0.isLive }
            return Row(id: nil, name: name, version: try RoutingModels.shipped(name).version, live: isLive)
        }
        rows += own.map {
            Row(id: $0.id, name: $0.name, version: $0.version, at: $0.at.rfc3339, actor: $0.actor, live: $0.isLive)
        }
        var table = TextTable(["Id", "Model", "Versi", "Sejak", "Oleh", "Dipakai"])
        for row in rows {
            table.add([
                row.id.map(String.init) ?? "bawaan", row.name, row.version, row.at ?? "-", row.actor ?? "-",
                row.live ? "ya" : "",
            ])
        }
        try output.print(rows, table.text)
    }
}

/// `lapor model use`
struct ModelUse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Lets routing read with an earlier model, or with the shipped one.",
        discussion: "Workers follow within 30 seconds.")

    @Argument(help: "Name of the model: \(RoutingModels.names.joined(separator: ", ")).")
    var name: String
    @Option(help: "Id of a model learned here; left out: the shipped one.")
    var id: Int?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var name: String
        var id: Int?
    }

    func validate() throws {
        guard RoutingModels.names.contains(name) else {
            throw ValidationError("NAME must be one of \(RoutingModels.names.joined(separator: ", "))")
        }
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        guard try ModelTable.use(id, named: name, &database) else {
            throw Failure(.notFound, "there is no model \(name) with id \(id ?? 0); see lapor model list")
        }
        try output.print(
            Result(name: name, id: id), "routing reads \(name) with \(id.map { "model \($0)" } ?? "the shipped model")."
        )
    }
}

/// `lapor model add`
struct ModelAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Lets routing read with a model from a file, such as one adapted to a region.",
        discussion: """
            The model takes the place of its namesake. Measure it first with lapor evaluate; lapor model use goes back. \
            Workers follow within 30 seconds.
            """)

    @Argument(help: "The file, made by lapor train --name \(RoutingModels.names.joined(separator: ", --name ")).")
    var file: String
    @Option(help: "Who adds it; default: the user's name.")
    var actor = NSUserName()
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var name: String
        var version: String
    }

    func run() throws {
        let model = try NamedModel.classifier(file)
        guard RoutingModels.names.contains(model.name) else {
            throw Failure(
                .badData,
                "the model is called \(model.name); routing reads \(RoutingModels.names.joined(separator: ", "))")
        }
        // Fails when it does not fit the others.
        _ = try RoutingModels(replacing: [model])
        var database = try PostgresConnection(to: try Connections.databaseURL())
        try ModelTable.goLive(model, actor: actor, figures: "{}", &database)
        try output.print(
            Result(name: model.name, version: model.version), "routing reads \(model.name) with \(model.version).")
    }
}
