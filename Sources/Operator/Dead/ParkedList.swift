import Complaints
import Rabbit

/// Parked messages, each.
package struct ParkedList: ListResult {
    package let rows: [DeadLetter]

    /// Looks at up to `limit` messages of each stage; the same message parked twice counts once.
    ///
    /// - Throws: `SettingError`, `RabbitError`.
    package init(stages: [String], limit: Int) throws { rows = try stages.flatMap { try Self.read($0, limit) } }

    private static func read(_ stage: String, _ limit: Int) throws -> [DeadLetter] {
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

    package var text: String {
        guard !rows.isEmpty else { return ParkedWords.nothing.text }
        var table = TextTable([
            Heading.id, Heading.stage, Heading.parkedAt, Heading.code, Heading.field, Heading.key, Heading.bytes,
            Heading.copies, Heading.replays,
        ])
        for letter in rows {
            table.add([
                letter.id, letter.stage, IndonesianZone.wib.time(rfc3339: letter.parkedAt), letter.code,
                letter.field ?? "-",
                letter.routingKey,
                String(letter.bytes), String(letter.copies), String(letter.replays),
            ])
        }
        return table.text
    }
}

/// Parked messages, counted by stage and reason; the largest group first.
package struct ParkedGroups: ListResult {
    /// Parked messages of one stage and reason.
    package struct Row: Encodable {
        var stage: String
        var code: String
        var field: String?
        var messages: Int
        var copies: Int
        var oldest: String?
        var newest: String?
        var reason: String
    }

    package let rows: [Row]

    package init(_ list: ParkedList) {
        rows = Dictionary(grouping: list.rows) { [$0.stage, $0.code, $0.field ?? ""] }.values.map { letters in
            let times = letters.compactMap(\.parkedAt).sorted()
            return Row(
                stage: letters[0].stage, code: letters[0].code, field: letters[0].field, messages: letters.count,
                copies: letters.reduce(0) { $0 + $1.copies } - letters.count, oldest: times.first, newest: times.last,
                reason: letters[0].reason)
        }.sorted { ($1.messages, $0.stage, $0.code) < ($0.messages, $1.stage, $1.code) }
    }

    package var text: String {
        guard !rows.isEmpty else { return ParkedWords.nothing.text }
        var table = TextTable(
            [
                Heading.stage, Heading.code, Heading.field, Heading.messages, Heading.oldest, Heading.newest,
                Heading.reason,
            ], widest: 60)
        for group in rows {
            table.add([
                group.stage, group.code, group.field ?? "-", String(group.messages),
                IndonesianZone.wib.time(rfc3339: group.oldest),
                IndonesianZone.wib.time(rfc3339: group.newest), group.reason,
            ])
        }
        return table.text
    }
}
