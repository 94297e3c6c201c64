import Complaints
import Rabbit
import Shared

/// What lies in the queues of parked messages, each message once.
package struct ParkedList: CutList {
    /// Those that are shown.
    package let rows: [DeadLetter]
    /// All that the filter leaves, of which `rows` may be the first ones.
    let meant: [DeadLetter]
    /// How many were looked at, copies included.
    private(set) var seen = 0
    /// Queues in which somebody else holds messages at the same time.
    private(set) var sharedQueues: [String] = []

    init(rows: [DeadLetter], limit: Int? = nil) {
        meant = rows
        self.rows = Array(rows.prefix(limit ?? rows.count))
        seen = rows.reduce(0) { $0 + $1.copies }
    }

    /// Looks at all messages of the filter's stages: what is cut before it is filtered would hide what somebody asks for.
    ///
    /// - Parameter limit: how many of those that the filter leaves are shown; nil for all.
    package init(_ filter: ParkedFilter, limit: Int?) throws {
        var letters: [DeadLetter] = []
        for stage in filter.stages {
            var queue = try DeadQueue(stage: stage)
            var sizes: [String: Int] = [:]
            letters += try Self.read(&queue, seen: &seen, sizes: &sizes)
            if queue.isShared {
                sharedQueues.append("\(stage).dead")
            } else if stage == "intake" {
                queue.correct(sizes)
            }
            let lying = queue.lying
            _ = consume queue
            try lying.wait()
        }
        meant = try filter.meant(of: letters)
        rows = Array(meant.prefix(limit ?? meant.count))
    }

    /// - Parameter sizes: bytes by channel.
    private static func read(
        _ queue: inout DeadQueue, seen: inout Int, sizes: inout [String: Int]
    ) throws -> [DeadLetter] {
        var letters: [DeadLetter] = []
        var positions: [String: Int] = [:]
        while let delivery = try queue.next() {
            seen += 1
            let letter = DeadLetter(delivery, stage: queue.stage)
            if let channel = letter.channel { sizes[channel, default: 0] += delivery.parkedBytes }
            if let position = positions[letter.id] {
                letters[position].copies += 1
            } else {
                positions[letter.id] = letters.count
                letters.append(letter)
            }
        }
        return letters
    }

    /// How many of those that are meant are not shown.
    package var more: Int { meant.count - rows.count }

    package var hint: Phrase? { CommonWords.hidden(more) }

    /// What others hold was not seen.
    package var failure: Failure? { shared.map { Failure(.notYet, $0) } }

    /// That somebody else holds messages, which are not seen here.
    var shared: Phrase? {
        sharedQueues.isEmpty ? nil : sharedQueues.map { ParkedWords.lookedAt($0) }.joined("\n")
    }

    /// Says on standard error that somebody else holds messages.
    func tellWhatIsHidden() { if let shared { Terminal.complain(shared) } }

    /// What is said of an empty list: that there is nothing, or nothing of what was asked for.
    var nothing: Phrase { seen == 0 && sharedQueues.isEmpty ? ParkedWords.nothing : ParkedWords.noneFits }

    package static let columns: [Phrase] = [
        .id, .stage, .parkedAt, .code, .field, .channel, .key, .bytes, .copies, .replays,
    ]

    package var text: String {
        guard !rows.isEmpty else { return nothing.text }
        return TextTable(
            Self.columns,
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
    package let failure: Failure?

    package init(_ list: ParkedList) {
        (nothing, failure) = (list.nothing, list.failure)
        rows = Dictionary(grouping: list.meant) { [$0.stage, $0.code, $0.field ?? ""] }.values.map { letters in
            let times = letters.compactMap(\.parkedAt).sorted()
            return Row(
                stage: letters[0].stage, code: letters[0].code, field: letters[0].field, messages: letters.count,
                copies: letters.reduce(0) { $0 + $1.copies } - letters.count, oldest: times.first, newest: times.last,
                reason: letters[0].reason)
        }.sorted { ($1.messages, $0.stage, $0.code) < ($0.messages, $1.stage, $1.code) }
    }

    package static let columns: [Phrase] = [
        .stage, .code, .field, .messages, .furtherCopies, .oldest, .newest, .reason,
    ]

    package var text: String {
        guard !rows.isEmpty else { return nothing.text }
        let table = TextTable(
            Self.columns,
            less: [.newest, .oldest, .furtherCopies], widest: 60,
            rows.map {
                [
                    $0.stage, $0.code, $0.field, $0.messages, $0.copies, IndonesianZone.wib.time(rfc3339: $0.oldest),
                    IndonesianZone.wib.time(rfc3339: $0.newest), Phrase(said: $0.reason).text,
                ]
            })
        return "\(table.text)\n\n\(Self.total(rows))"
    }

    static func total(_ rows: [Row]) -> Phrase {
        let messages = rows.reduce(0) { $0 + $1.messages }
        let copies = rows.reduce(0) { $0 + $1.copies }
        return ParkedWords.total(messages, copies, messages + copies)
    }
}
