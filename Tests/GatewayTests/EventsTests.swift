import Complaints
import Faces
import Foundation
import Store
import Testing
import Tokens

@testable import Gateway

/// What a channel hears of its cases over HTTP.
@Suite struct EventsTests {
    private let door = Door()
    private let cursor = EventCursor("41-0011aaff")!
    private let event = #"{"specversion":"1.0","id":"x:1","data":{"version":1,"ratio":0.50}}"#

    private func ask(_ query: String = "", _ headers: [String: String] = [:]) async throws -> Door.Answer {
        try await door.ask("GET", "/v1/events\(query)", [], headers)
    }

    private func page(_ items: Int = 1, hasMore: Bool = false, stopsAt: String? = nil) -> EventPage {
        let item = EventPage.Item(cursor: cursor, json: Array(event.utf8), externalID: "W-1 é")
        return EventPage(
            items: Array(repeating: item, count: items), next: cursor, hasMore: hasMore, stopsAt: stopsAt)
    }

    @Test func `events are told as they were published, with the number by which the channel knows the case`()
        async throws
    {
        door.shelf.set(events: .success(page(hasMore: true)))
        let answer = try await ask("?after=7-00000000&limit=2")
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == #"{"events":[{"external_id":"W-1 é","event":\#(event)}],"next":"41-0011aaff","more":true}"#)
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
        #expect(door.shelf.asks == [Events.Question(channel: "web", cursor: EventCursor("7-00000000"), limit: 2)])
    }

    @Test func `who names no place begins with the first event, and who wants news only with the next`() async throws {
        door.shelf.set(events: .success(page(0)))
        for query in ["", "?after=0", "?after=latest"] { #expect(try await ask(query).status == 200) }
        #expect(door.shelf.asks.map(\.cursor) == [.beginning, .beginning, nil])
        #expect(door.shelf.asks.map(\.limit) == [100, 100, 100])
    }

    @Test func `who has all that there is hears so`() async throws {
        door.shelf.set(events: .success(page(0)))
        let tag = try #require(try await ask("?after=\(cursor)").headers["etag"])
        let again = try await ask("?after=\(cursor)", ["if-none-match": tag])
        #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
        #expect(try await ask("?after=\(cursor)", ["if-none-match": "\"40-0011aaff\""]).status == 200)
    }

    @Test(arguments: ["41", "41-", "-1-00112233", "041-00112233", "41-0011AAFF", "41-0011aaff0", "x", "", "latest2"])
    func `what is no cursor is named`(_ text: String) async throws {
        let answer = try await ask("?after=\(text)")
        #expect(answer.status == 400 && answer.code == "cursor_invalid" && answer.field == "after")
        #expect(door.shelf.asks.isEmpty)
    }

    @Test(arguments: ["0", "501", "-1", "x", "", "1.0"]) func `so is what is no limit`(_ text: String) async throws {
        let answer = try await ask("?limit=\(text)")
        #expect(answer.status == 400 && answer.code == "limit_invalid" && answer.field == "limit")
    }

    @Test func `a cursor of another state of the store is gone, and an event of a later release is waited for`()
        async throws
    {
        let gone = try await ask("?after=\(cursor)")
        #expect(gone.status == 410 && gone.code == "cursor_unknown")
        door.shelf.set(events: .success(page(1, stopsAt: "from_tomorrow")))
        #expect(try await ask().status == 200)
        door.shelf.set(events: .success(page(0, stopsAt: "from_tomorrow")))
        let later = try await ask()
        #expect(later.status == 503 && later.code == "gateway_older" && later.headers["retry-after"] == "60")
        door.shelf.set(events: .failure(.away))
        #expect(try await ask().code == "store_away")
    }

    @Test func `a key is needed that is good for it`() async throws {
        #expect(try await door.ask("GET", "/v1/events", key: nil).status == 401)
        let other = Door([Door.kept(scopes: [.submit, .batch])])
        let answer = try await other.ask("GET", "/v1/events")
        #expect(answer.status == 403 && answer.code == "key_scope" && other.shelf.asks.isEmpty)
    }

    @Test func `a cursor reads as it is written`() {
        for text in ["0", "1-00000000", "999999999999999999-ffffffff"] {
            #expect(EventCursor(text)?.description == text)
        }
    }
}
