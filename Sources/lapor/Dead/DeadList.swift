import ArgumentParser
import Operator
import Shared

/// `lapor dead list`
struct DeadList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "Counts parked messages by stage and reason, or lists each; the same message parked twice counts once.")

    @OptionGroup var stage: DeadCommand.StageOption
    @Flag(help: "List each message instead of counting them.")
    var each = false
    @Option(help: "Look at so many messages of each stage at most.")
    var limit = 100_000
    @OptionGroup var output: OutputOptions

    /// Parked messages of one stage and reason.
    struct Group: Encodable {
        var stage: String
        var code: String
        var field: String?
        var messages: Int
        var copies: Int
        var oldest: String?
        var newest: String?
        var reason: String
    }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be above 0") }
    }

    func run() throws {
        let letters = try stage.stages.flatMap { try read($0) }
        guard !each else { return try output.print(letters, Self.text(of: letters)) }
        let groups = Self.groups(of: letters)
        try output.print(groups, Self.text(of: groups))
    }

    private func read(_ stage: String) throws -> [DeadLetter] {
        var letters: [DeadLetter] = []
        var positions: [String: Int] = [:]
        var queue = try DeadQueue(stage: stage)
        var seen = 0
        while seen < limit, let delivery = try queue.next() {
            seen += 1
            let letter = DeadLetter(delivery, stage: stage)
            if let position = positions[letter.id] {
                letters[position].copies += 1
            } else {
                positions[letter.id] = letters.count
                letters.append(letter)
            }
        }
        return letters
    }

    /// The largest group first.
    static func groups(of letters: [DeadLetter]) -> [Group] {
        Dictionary(grouping: letters) { [$0.stage, $0.code, $0.field ?? ""] }.values.map { letters in
            let times = letters.compactMap(\.parkedAt).sorted()
            return Group(
                stage: letters[0].stage, code: letters[0].code, field: letters[0].field, messages: letters.count,
                copies: letters.reduce(0) { $0 + $1.copies } - letters.count, oldest: times.first, newest: times.last,
                reason: letters[0].reason)
        }.sorted { ($1.messages, $0.stage, $0.code) < ($0.messages, $1.stage, $1.code) }
    }

    private static func text(of groups: [Group]) -> String {
        guard !groups.isEmpty else { return "Nothing is parked." }
        var table = TextTable(["Stage", "Code", "Field", "Messages", "Oldest", "Newest", "Reason"], widest: 60)
        for group in groups {
            table.add([
                group.stage, group.code, group.field ?? "-", String(group.messages), short(group.oldest),
                short(group.newest), group.reason,
            ])
        }
        return table.text
    }

    private static func text(of letters: [DeadLetter]) -> String {
        guard !letters.isEmpty else { return "Nothing is parked." }
        var table = TextTable(["Id", "Stage", "Parked at", "Code", "Field", "Key", "Bytes", "Copies", "Replays"])
        for letter in letters {
            table.add([
                letter.id, letter.stage, short(letter.parkedAt), letter.code, letter.field ?? "-", letter.routingKey,
                String(letter.bytes), String(letter.copies), String(letter.replays),
            ])
        }
        return table.text
    }

    private static func short(_ moment: String?) -> String { moment.map { String($0.prefix(19)) } ?? "-" }
}
