import Complaints
import Learning
import Routing
import Store

package struct ModelList: CutList {
    package struct Row: Encodable {
        /// Null for shipped ones.
        var id: Int?
        var name: String
        var version: String
        var at: String?
        var actor: String?
        var live: Bool
    }

    package let rows: [Row]
    package let more: Int

    package init(limit: Int) throws {
        var database = try Connections.database()
        let own = try ModelTable.all(&database)
        let shipped = try RoutingModels.names.map { name in
            let isLive = !own.contains { $0.name == name && $0.isLive }
            return Row(id: nil, name: name, version: try RoutingModels.shipped(name).version, live: isLive)
        }
        let learned = own.map {
            Row(id: $0.id, name: $0.name, version: $0.version, at: $0.at.rfc3339, actor: $0.actor, live: $0.isLive)
        }
        (rows, more) = (shipped + learned).cut(to: limit)
    }

    package var text: String {
        return TextTable(
            [.id, RoutingWords.model, .version, .since, .actor, .used],
            rows.map {
                [
                    $0.id.map(String.init) ?? LearningWords.shipped, $0.name, $0.version,
                    IndonesianZone.wib.time(rfc3339: $0.at), $0.actor, $0.live ? CommonWords.yes.text : "",
                ]
            }
        ).text
    }
}

package struct ChosenModel: CommandResult {
    var name: String
    var id: Int?

    /// Goes back to an earlier model; nil: to the shipped one.
    ///
    /// - Throws: `Failure` `notFound`.
    package init(_ id: Int?, named name: String) throws {
        var database = try Connections.database()
        guard try ModelTable.use(id, named: name, &database) else {
            throw Failure(.notFound, LearningWords.noModel(name, id ?? 0))
        }
        (self.name, self.id) = (name, id)
    }

    package var text: String { (id.map { LearningWords.reads(name, $0) } ?? LearningWords.readsShipped(name)).text }
}

package struct AddedModel: CommandResult {
    var name: String
    var version: String

    /// - Throws: `LearningError`, `Failure` `badData` when it is none that routing reads with.
    package init(_ file: String, actor: String) throws {
        let model = try NamedModel.classifier(file)
        guard RoutingModels.names.contains(model.name) else {
            throw Failure(
                .badData,
                LearningWords.otherName(model.name, RoutingModels.names.joined(separator: ", ")))
        }
        // Fails when it does not fit the others.
        _ = try RoutingModels(replacing: [model])
        var database = try Connections.database()
        try ModelTable.goLive(model, at: try StoreClock.now(&database), actor: actor, figures: "{}", &database)
        (name, version) = (model.name, model.version)
    }

    package var text: String { LearningWords.readsVersion(name, version).text }
}
