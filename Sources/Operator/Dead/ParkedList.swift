import Complaints
import Rabbit

/// What lies in the queues of parked messages, each message once.
package struct ParkedList: ListResult {
    package let rows: [DeadLetter]
    /// How many were looked at, copies included.
    private(set) var seen = 0
    /// How many lie there besides and were not looked at.
    private(set) var more = 0
    private(set) var limit = 0
    /// Queues in which somebody else holds messages at the same time.
    private(set) var sharedQueues: [String] = []

    init(rows: [DeadLetter]) {
        self.rows = rows
        seen = rows.reduce(0) { $0 + $1.copies }
    }

    /// Looks at up to `limit` messages of each stage, of which the filter keeps some; nil for all.
    package init(_ filter: ParkedFilter, limit: Int?) throws {
        var letters: [DeadLetter] = []
        for stage in filter.stages {
            var queue = try DeadQueue(stage: stage)
            letters += try Self.read(&queue, limit ?? .max, seen: &seen)
            more += queue.left
            if queue.isShared { sharedQueues.append("\(stage).dead") }
        }
        self.limit = limit ?? 0
        rows = try filter.meant(of: letters)
    }

    private static func read(_ queue: inout DeadQueue, _ limit: Int, seen: inout Int) throws -> [DeadLetter] {
        var letters: [DeadLetter] = []
        var positions: [String: Int] = [:]
        var count = 0
        while count < limit, let delivery = try queue.next() {
            count += 1
            let letter = DeadLetter(delivery, stage: queue.stage)
            if let position = positions[letter.id] {
                letters[position].copies += 1
            } else {
                positions[letter.id] = letters.count
                letters.append(letter)
            }
        }
        seen += count
        return letters
    }

    /// Says on standard error what the list does not show.
    package func tellWhatIsHidden() {
        if more > 0 { Terminal.complain(ParkedWords.moreFollow(more, limit)) }
        for queue in sharedQueues { Terminal.complain(ParkedWords.lookedAt(queue)) }
    }

    /// What is said of an empty list: that there is nothing, or nothing of what was asked for.
    var nothing: Phrase { seen == 0 && sharedQueues.isEmpty ? ParkedWords.nothing : ParkedWords.noneFits }

    package var text: String {
        guard !rows.isEmpty else { return nothing.text }
        return TextTable(
            [.id, .stage, .parkedAt, .code, .field, .channel, .key, .bytes, .copies, .replays],
            less: [.bytes, .key, .replays, .copies, .channel, .stage],
            rows.map {
                [
                    $0.id, $0.stage, IndonesianZone.wib.time(rfc3339: $0.parkedAt), $0.code, $0.field, $0.channel,
                    $0.routingKey, $0.bytes, $0.copies, $0.replays,
                ]
            }
        ).text
    }
}

/// Parked messages, counted by stage and reason; the largest group first.
package struct ParkedGroups: ListResult {
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
    private let nothing: Phrase

    package init(_ list: ParkedList) {
        nothing = list.nothing
        rows = Dictionary(grouping: list.rows) { [$0.stage, $0.code, $0.field ?? ""] }.values.map { letters in
            let times = letters.compactMap(\.parkedAt).sorted()
            return Row(
                stage: letters[0].stage, code: letters[0].code, field: letters[0].field, messages: letters.count,
                copies: letters.reduce(0) { $0 + $1.copies } - letters.count, oldest: times.first, newest: times.last,
                reason: letters[0].reason)
        }.sorted { ($1.messages, $0.stage, $0.code) < ($0.messages, $1.stage, $1.code) }
    }

    package var text: String {
        guard !rows.isEmpty else { return nothing.text }
        let table = TextTable(
            [.stage, .code, .field, .messages, .furtherCopies, .oldest, .newest, .reason],
            less: [.newest, .oldest, .furtherCopies], widest: 60,
            rows.map {
                [
                    $0.stage, $0.code, $0.field, $0.messages, $0.copies, IndonesianZone.wib.time(rfc3339: $0.oldest),
                    IndonesianZone.wib.time(rfc3339: $0.newest), Phrase(said: $0.reason).text,
                ]
            })
        let messages = rows.reduce(0) { $0 + $1.messages }
        let copies = rows.reduce(0) { $0 + $1.copies }
        return "\(table.text)\n\n\(ParkedWords.total(messages + copies, messages, copies))"
    }
}
