import Foundation
import TestKit
import Testing

@testable import Complaints
@testable import Contract
@testable import Shared

/// The documentation's events are what the program writes and reads.
@Suite struct EventExamplesTests {
    /// One event of the examples.
    struct Example: Sendable, CustomStringConvertible {
        var file: String
        var json: [UInt8]
        var description: String { file }
    }

    static let all: [Example] = {
        let folder = ContractExample.folder.appending(path: "events")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.sorted().flatMap { file -> [Example] in
            let body = (try? Data(contentsOf: folder.appending(path: file))).map { [UInt8]($0) } ?? []
            guard JSONSlices.elements(of: body) != nil else { return [Example(file: file, json: body)] }
            return CaseEventDecoder().decode(body).compactMap { part in
                part.index.flatMap { CaseEventDecoder.slice($0, of: body) }.map { Example(file: file, json: $0) }
            }
        }
    }()

    /// JSON with its times as moments: `10:00:00Z` and `10:00:00.000000Z` are one.
    private static func withTimes(_ value: Any) -> Any {
        switch value {
        case let text as String: Instant(rfc3339: text)?.microseconds ?? text
        case let list as [Any]: list.map(withTimes)
        case let object as [String: Any]: object.mapValues(withTimes)
        default: value
        }
    }

    @Test func `there is one of each event`() {
        let named = Self.all.compactMap { try? CaseEventDecoder().decode($0.json).first?.content.get().event }
        #expect(Set(named) == Set(CaseEvent.allCases))
    }

    @Test(arguments: all) func `the journal writes it in these words`(example: Example) throws {
        guard let message = try? CaseEventDecoder().decode(example.json).first?.content.get() else {
            #expect(example.file == "unknown-event-and-fields.json")
            return
        }
        let event = try #require(try JSONSerialization.jsonObject(with: Data(example.json)) as? [String: Any])
        let data = try #require(event["data"] as? [String: Any])
        let bytes = [UInt8](try JSONSerialization.data(withJSONObject: data))
        let details = try EventDetails(json: bytes, at: message.time)
        let written = details.json(version: message.version, at: message.time)
        let again = try #require(try JSONSerialization.jsonObject(with: Data(written)) as? [String: Any])
        let isRouting = data["role"] == nil && (message.event == .assigned || message.event == .unrouted)
        func compared(_ object: [String: Any]) -> NSDictionary {
            // The examples of routing are from before clocks were journaled.
            let kept = object.filter { !($0.value is NSNull) && !(isRouting && $0.key == "clocks") }
            return kept.mapValues(Self.withTimes) as NSDictionary
        }
        #expect(compared(again) == compared(data))
        let outbound = Outbound.event(
            message.complaint, message.version, message.event, message.time, written)
        #expect(event["id"] as? String == outbound.messageID)
    }

    @Test(arguments: all) func `its clocks are all read`(example: Example) throws {
        guard let message = try? CaseEventDecoder().decode(example.json).first?.content.get() else { return }
        let event = try #require(try JSONSerialization.jsonObject(with: Data(example.json)) as? [String: Any])
        let data = try #require(event["data"] as? [String: Any])
        guard let clocks = data["clocks"] as? [String: Any] else { return }
        let details = try EventDetails(
            json: [UInt8](try JSONSerialization.data(withJSONObject: data)), at: message.time)
        #expect(Set(details.clocks?.map(\.clock.rawValue) ?? []) == Set(clocks.keys))
    }
}
