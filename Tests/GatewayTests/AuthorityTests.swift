import Complaints
import Contract
import Faces
import Rabbit
import Store
import Testing
import Tokens

@testable import Gateway

/// Who may send.
@Suite struct AuthorityTests {
    private let report = #"{"channel":"web","external_id":"1","text":"Jalan rusak."}"#

    private func status(_ door: Door, key: String?, path: String = "/v1/complaints") async throws -> Door.Answer {
        try await door.ask("POST", path, Array(report.utf8), ["content-type": "application/json"], key: key)
    }

    @Test func `without a key that holds nothing is taken`() async throws {
        var random = SystemRandomNumberGenerator()
        let other = ChannelKey(by: &random)
        // The right name with another secret.
        let forged = "lapor_\(Door.key.id)_\(other.text.split(separator: "_", maxSplits: 2)[2])"
        for key in [nil, "", "lapor", other.text, forged, Door.key.text + "x", String(Door.key.text.dropLast())] {
            let door = Door()
            let answer = try await status(door, key: key)
            #expect(answer.status == 401 && answer.headers["www-authenticate"] == "Bearer", "\(key ?? "none")")
            #expect(answer.code == (key == nil ? "key_missing" : "key_unknown"))
            #expect(door.queue.messages.isEmpty)
        }
    }

    @Test func `a key ends when it is said to`() async throws {
        let ended = Door([Door.kept(endsAt: Door.now)])
        #expect(try await status(ended, key: Door.key.text).code == "key_unknown")
        let holds = Door([Door.kept(endsAt: Door.now.advanced(bySeconds: 1))])
        #expect(try await status(holds, key: Door.key.text).status == 202)
    }

    @Test func `two keys of a channel hold side by side`() async throws {
        var random = SystemRandomNumberGenerator()
        let next = ChannelKey(by: &random)
        let door = Door([Door.kept(), Door.kept(next)])
        for key in [Door.key, next] { #expect(try await status(door, key: key.text).status == 202) }
    }

    @Test func `a key is good for what it was given for`() async throws {
        let door = Door([Door.kept(scopes: [.submit])])
        let answer = try await status(door, key: Door.key.text, path: "/v1/complaints/batch")
        #expect(answer.status == 403 && answer.code == "key_scope")
    }

    @Test func `a channel of others is not served, as intake would not believe it`() async throws {
        for (pairs, status) in [
            ([("web", "gw")], 202), ([("web", "kanal-web"), ("web", "gw")], 202), ([("web", "kanal-web")], 403),
            ([("sms", "gw")], 403), ([("sms", "kanal-sms")], 202),
        ] as [([(String, String)], Int)] {
            let door = Door(pairs: pairs.map { .init(channel: $0.0, account: $0.1) })
            let answer = try await self.status(door, key: Door.key.text)
            #expect(answer.status == status && (status == 202 || answer.code == "channel_not_served"), "\(pairs)")
        }
    }

    @Test func `while nobody is known it is not our fault to say no`() async throws {
        let answer = try await status(Door(nil), key: Door.key.text)
        #expect(answer.status == 503 && answer.code == "not_ready" && answer.headers["retry-after"] != nil)
    }

    @Test func `whoever comes too often waits, by key and by address`() async throws {
        let door = Door(keyRate: 10, addressRate: 10)
        #expect(try await status(door, key: Door.key.text).status == 202)
        let slowed = try await status(door, key: Door.key.text)
        #expect(slowed.status == 429 && slowed.headers["retry-after"] == "6")
        // Who has no key is counted by address, and takes nothing from those who have one.
        #expect(try await status(door, key: nil).status == 401)
        #expect(try await status(door, key: nil).status == 429)
    }
}
