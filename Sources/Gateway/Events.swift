import Complaints
import Contract
import Faces
import Hummingbird
import Postgres
import Store
import Tokens

/// Says to a channel what happened to its own cases, from a place on that it names: for who has no queue, or was away for longer than
/// a queue keeps.
struct Events: Sendable {
    /// From where a channel wants to read.
    struct Question: Sendable, Equatable {
        var channel: String
        /// Nil: from now on.
        var cursor: EventCursor?
        var limit: Int

        /// Nil: the cursor is none of this store.
        func answer(_ connection: inout PostgresConnection) throws(PostgresError) -> EventPage? {
            guard let cursor else {
                return EventPage(items: [], next: try EventPage.newest(&connection), hasMore: false)
            }
            return try EventPage.read(after: cursor, channel: channel, limit: limit, &connection)
        }
    }

    static let limits = 1...500
    private static let usual = 100
    let authority: Authority
    /// Nil: the cursor is none of this store.
    let read: @Sendable (Question) async throws(ReadPool.Refusal) -> EventPage?

    /// `GET /v1/events?after=CURSOR&limit=NUMBER`
    func show(_ request: Request, _ context: FaceContext) async throws -> Response {
        let key = try authority.key(request, context, for: .events)
        try authority.count(1, by: key)
        let page = try await page(try Self.question(request, of: key.channel))
        guard page.stopsAt == nil || !page.items.isEmpty else { throw Problem.gatewayOlder }
        let headers: HTTPFields = [.eTag: "\"\(page.next)\"", .cacheControl: "private, no-cache"]
        guard !request.knows("\"\(page.next)\"") else { return Response(status: .notModified, headers: headers) }
        return JSONAnswer.response(.ok, json: Self.json(page), headers: headers)
    }

    private static func question(_ request: Request, of channel: String) throws(Problem) -> Question {
        let words = request.uri.queryParameters
        var question = Question(channel: channel, cursor: .beginning, limit: usual)
        if let after = words["after"], after != "latest" {
            guard let cursor = EventCursor(after) else { throw .cursorInvalid }
            question.cursor = cursor
        } else if words["after"] != nil {
            question.cursor = nil
        }
        if let said = words["limit"] {
            guard let limit = Int(said), limits ~= limit else { throw .limitInvalid }
            question.limit = limit
        }
        return question
    }

    private func page(_ question: Question) async throws(Problem) -> EventPage {
        let found: EventPage?
        do throws(ReadPool.Refusal) {
            found = try await read(question)
        } catch {
            throw Problem(error)
        }
        guard let found else { throw .cursorUnknown }
        return found
    }

    /// As the contract has it: each event byte by byte as it was published.
    private static func json(_ page: EventPage) -> [UInt8] {
        var json = JSONObject(capacity: 64 + page.items.reduce(0) { $0 + $1.json.count + 64 })
        json.add("events", page.items) { json, item in
            json.add("external_id", item.externalID)
            json.add("event", json: item.json)
        }
        json.add("next", page.next.description)
        json.add("more", page.hasMore)
        return json.bytes
    }
}

extension Request {
    /// Whether who asks has what `tag` stands for (RFC 9110, 13.1.2).
    func knows(_ tag: String) -> Bool {
        let known = header("if-none-match")?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
        return known.contains(tag) || known.contains("W/\(tag)") || known.contains("*")
    }
}

extension Problem {
    fileprivate static let cursorInvalid = Problem(
        .badRequest, "cursor_invalid", "This is no cursor: give 'next' of the last answer, 0 for all, or latest.",
        field: "after")
    fileprivate static let limitInvalid = Problem(
        .badRequest, "limit_invalid",
        "limit must be \(Events.limits.lowerBound) to \(Events.limits.upperBound).", field: "limit")
    fileprivate static let cursorUnknown = Problem(
        .gone, "cursor_unknown",
        "The event before this cursor is not the one that it was: the store was put back to an earlier state. Read again from an earlier cursor, or from 0; skip events whose id you have.",
        field: "after")
    fileprivate static let gatewayOlder = Problem(
        .serviceUnavailable, "gateway_older",
        "This gateway is older than the store, and does not know the next event. Nothing is lost: ask again later.",
        retryAfter: 60)
}
