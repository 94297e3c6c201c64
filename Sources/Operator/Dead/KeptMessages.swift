import Complaints
import Rabbit
import Shared
import Store

/// Parked messages that somebody discarded, or replaced by a corrected copy, and that can still be put back.
package struct KeptMessages: CutList {
    package struct Row: Encodable {
        var id: String
        var stage: String
        var code: String
        var parkedAt: String?
        var action: String
        var run: RunName
        var actor: String
        var reason: String?
        var at: String
        /// When it goes.
        var until: String

        init(_ letter: KeptLetterTable.Letter) {
            (id, stage, code, parkedAt) = (
                letter.named.id, letter.named.stage, letter.named.code, letter.named.parkedAt
            )
            (action, run, actor, reason) = (letter.action, RunName(Int64(letter.run)), letter.actor, letter.reason)
            at = letter.keptAt.rfc3339
            until = letter.keptAt.advanced(bySeconds: KeptLetterTable.days * 86_400).rfc3339
        }
    }

    package let rows: [Row]
    package let more: Int

    package init(stages: [String], limit: Int) throws {
        var database = try Connections.database()
        let kept = try KeptLetterTable.letters(stages: stages, limit: .max, &database).cut(to: limit)
        (rows, more) = (kept.rows.map(Row.init), kept.more)
    }

    package static let columns: [Phrase] = [
        .id, .stage, .code, .takenOut, .how, .call, .actor, .reason, .until,
    ]

    package var text: String {
        guard !rows.isEmpty else { return ParkedWords.keepsNothing.text }
        return TextTable(
            Self.columns,
            less: [.until, .code, .how, .stage],
            rows.map {
                [
                    $0.id, $0.stage, $0.code, IndonesianZone.wib.time(rfc3339: $0.at), ParkedWords.action($0.action),
                    $0.run, $0.actor, $0.reason, IndonesianZone.wib.time(rfc3339: $0.until).prefix(10),
                ]
            }
        ).text
    }

    /// Those that `text` names: a call such as `run-17`, or the beginning of the id of one message.
    ///
    /// - Throws: `Failure` `notFound`, or `badData` when several messages have ids that begin so.
    static func choose(
        _ text: String, stages: [String], _ database: inout Database
    ) throws -> [KeptLetterTable.Letter] {
        let name = text.trimmingSpaces.lowercased()
        guard !name.isEmpty else { throw Failure(.badData, ParkedWords.emptyID) }
        let run = RunName(name)
        let kept = try KeptLetterTable.letters(
            run: run?.number, beginning: run == nil ? name : nil, stages: stages, limit: .max, &database)
        guard !kept.isEmpty else {
            throw Failure(.notFound, ParkedWords.nothingKept(name, Int(KeptLetterTable.days)))
        }
        let letters = kept.map { ($0.named.id, $0.named.stage, $0.named.code) }
        guard run != nil || Set(letters.map(\.0)).count == 1 else {
            throw Failure(.badData, ParkedWords.ambiguous(name, letters))
        }
        return kept
    }
}

package struct UndoneMessages: CommandResult {
    /// Copies of them included, as each was taken out.
    var putBack = 0
    /// How many messages these are, each once.
    var messages = 0
    /// Those that lay in their queue already.
    var lay = 0
    var ids: [String] = []

    /// Puts what was taken out back where it lay: published and confirmed, then forgotten. What lies there already, because
    /// the call that took it out or an earlier undo ended halfway, is forgotten alone.
    ///
    /// - Parameter what: a call such as `run-17`, or the beginning of an id.
    /// - Throws: `Failure` `notFound`, `badData`, or `notYet` while somebody else puts messages back.
    package init(_ what: String, stages: [String], actor: String) throws {
        var database = try Connections.database()
        guard try KeptLetterTable.isMyTurn(&database) else { throw Failure(.notYet, ParkedWords.othersUndo) }
        let kept = try KeptMessages.choose(what, stages: stages, &database)
        let run = ParkedActionTable.Run(
            number: try ParkedActionTable.nextRun(&database), actor: actor, reason: nil)
        var connection = try Connections.publisher()
        let list = try ParkedList(ParkedFilter(stages: kept.map(\.named.stage).uniqued()), limit: nil)
        list.tellWhatIsHidden()
        let lying = Set(list.rows.map(\.id))
        var bar = ProgressBar(ParkedWords.undoing, onlyIfWatched: true)
        defer { bar.end() }
        do {
            // The one that was taken out first goes back first.
            for (index, letter) in kept.reversed().enumerated() {
                guard let content = try KeptLetterTable.content(of: letter, &database) else { continue }
                if lying.contains(letter.named.id) {
                    lay += 1
                } else {
                    try Self.publish(content, letter.named.stage, &connection)
                    putBack += 1
                }
                try KeptLetterTable.putBack(letter, at: try StoreClock.now(&database), by: run, &database)
                KillPoint.committed.pass()
                ids.append(letter.named.id)
                bar.show(Double(index + 1) / Double(kept.count), ParkedWords.soFar(index + 1, kept.count))
            }
        } catch {
            bar.end()
            Terminal.complain(ParkedWords.undoInterrupted(putBack + lay, kept.count, what))
            throw Self.cause(error)
        }
        messages = Set(ids).count
    }

    /// A queue that takes no more is full: that is mended by the desk itself.
    private static func cause(_ error: any Error) -> any Error {
        guard let error = error as? RabbitError, error.code == .notAccepted else { return error }
        return Failure(.notYet, ParkedWords.queueFull)
    }

    private static func publish(
        _ content: KeptLetterTable.Content, _ stage: String, _ connection: inout RabbitConnection
    ) throws {
        try connection.publish(
            Publication(
                exchange: Topology.deadExchange, routingKey: stage,
                properties: try KeptProperties(json: content.properties).properties, body: content.body))
        KillPoint.publishing.pass()
        try ConfirmPatience.wait(&connection, seconds: 30)
        KillPoint.confirmed.pass()
    }

    package var text: String {
        let copies = putBack + lay - messages
        let done = lay == 0 ? ParkedWords.undone(putBack) : ParkedWords.undoneAndLay(putBack, lay)
        return copies > 0 ? "\(done) (\(ParkedWords.ofWhich(messages, copies)))" : done.text
    }
}
