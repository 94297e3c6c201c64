import Contract
import Foundation
import Store

/// Numbered events, each as it was published on a line of its own; and at the end, on standard error, from where to go on.
package struct EventReplay {
    private static let page = 500
    /// Seconds between two looks for what is new.
    private static let pause = 1.0
    private let channel: String?
    private let isFollowing: Bool
    private let showsCursors: Bool
    private var left: Int

    /// - Parameters:
    ///   - channel: whose cases; nil: all.
    ///   - limit: how many events at most; nil: all that there are.
    ///   - isFollowing: whether to wait for more, until Ctrl-C.
    ///   - showsCursors: whether each line has the cursor behind its event as well.
    package init(of channel: String?, limit: Int?, isFollowing: Bool, showsCursors: Bool) {
        (self.channel, self.isFollowing, self.showsCursors) = (channel, isFollowing, showsCursors)
        left = limit ?? .max
    }

    /// - Parameter text: a cursor; `latest`; nil: from the first event on.
    /// - Throws: `Failure`: `badData` for what is no cursor; `notFound` when it is none of this store; `inconsistent` at an event of
    ///   a later release.
    package mutating func run(after text: String?) throws {
        var database = try Connections.database()
        var cursor = try Self.start(text, &database)
        Interruption.expect()
        var isBegun = false
        defer { if isBegun { Terminal.complain(EventWords.goOn(cursor.description)) } }
        while left > 0, !Interruption.hasCome {
            let limit = min(left, Self.page)
            guard let page = try EventPage.read(after: cursor, channel: channel, limit: limit, &database) else {
                throw Failure(.notFound, EventWords.unknownCursor(cursor.description))
            }
            isBegun = true
            for item in page.items {
                try Screen.copy(line(item))
                cursor = item.cursor
            }
            (cursor, left) = (page.next, left - page.items.count)
            if let event = page.stopsAt { throw Failure(.inconsistent, EventWords.newer(event)) }
            guard !page.hasMore else { continue }
            guard isFollowing else { return try warn(&database) }
            Thread.sleep(forTimeInterval: Self.pause)
        }
    }

    private static func start(_ text: String?, _ database: inout Database) throws -> EventCursor {
        guard let text else { return .beginning }
        if text == "latest" { return try EventPage.newest(&database) }
        guard let cursor = EventCursor(text) else { throw Failure(.badData, EventWords.badCursor(text)) }
        return cursor
    }

    private func warn(_ database: inout Database) throws {
        if try EventLog.isBehind(&database) { Terminal.complain(EventWords.unnumbered) }
    }

    private func line(_ item: EventPage.Item) -> [UInt8] {
        guard showsCursors else { return item.json + [UInt8(ascii: "\n")] }
        var json = JSONObject(capacity: item.json.count + 64)
        json.add("cursor", item.cursor.description)
        json.add("event", json: item.json)
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
