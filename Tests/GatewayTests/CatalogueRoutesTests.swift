import Faces
import Foundation
import HTTPTypes
import Hummingbird
import Store
import Testing

@testable import Gateway

/// Lists that reports name, and the contract.
@Suite struct CatalogueRoutesTests {
    private let door = Door()

    private let lists = ReferenceLists(
        version: 7,
        [
            .regions: [
                .init(parent: nil, json: Array(#"{"code":"32"}"#.utf8)),
                .init(parent: "32", json: Array(#"{"code":"32.04"}"#.utf8)),
            ]
        ])

    private func codes(_ answer: Door.Answer) -> [String] {
        (answer.object["items"] as? [[String: String]] ?? []).compactMap { $0["code"] }
    }

    @Test func `a list is shown without a key, whole or below a code`() async throws {
        door.lists.note(lists)
        let whole = try await door.ask("GET", "/v1/regions", key: nil)
        #expect(whole.status == 200 && codes(whole) == ["32", "32.04"] && whole.object["version"] as? Int == 7)
        let below = try await door.ask("GET", "/v1/regions?parent=32", key: nil)
        #expect(codes(below) == ["32.04"])
        #expect(codes(try await door.ask("GET", "/v1/bodies", key: nil)).isEmpty)
    }

    @Test func `who knows a list is not sent it again`() async throws {
        door.lists.note(lists)
        let first = try await door.ask("GET", "/v1/regions", key: nil)
        let tag = try #require(first.headers["etag"])
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try await door.ask("GET", "/v1/regions", [], ["if-none-match": known], key: nil)
            #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag, "\(known)")
        }
        door.lists.note(ReferenceLists(version: 8, [:]))
        #expect(try await door.ask("GET", "/v1/regions", [], ["if-none-match": tag], key: nil).status == 200)
    }

    @Test func `before the store was read there is no list`() async throws {
        let answer = try await door.ask("GET", "/v1/categories", key: nil)
        #expect(answer.status == 503 && answer.headers["retry-after"] != nil)
    }

    /// The document is what the code does: the same addresses with the same methods.
    @Test func `the contract names what there is`() async throws {
        let answer = try await door.ask("GET", "/openapi.yaml", key: nil)
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/yaml")
        var (path, named): (String, Set<String>) = ("", [])
        for line in String(decoding: answer.body, as: UTF8.self).split(separator: "\n") {
            if let found = line.firstMatch(of: /^ {2}(\/.*):$/) { path = String(found.1) }
            if let found = line.firstMatch(of: /^ {4}(get|post|put|delete):$/) { named.insert("\(found.1) \(path)") }
        }
        let there = Set(door.endpoints.map { "\($0.method.rawValue.lowercased()) \($0.path)" })
        #expect(named == there)
    }
}
