import Foundation
import TestKit
import Testing

@testable import Contract

/// The documentation's examples are the contract: every one is judged exactly as it says.
@Suite struct ExamplesTests {
    @Test func `the manifest is there`() {
        #expect(ContractExample.all.count > 150)
        #expect(ContractExample.all.contains { $0.name == "invalid/json-too-deep" })
    }

    @Test(arguments: ContractExample.all) func outcome(of example: ContractExample) throws {
        let parts = try example.decoded()
        let expected = example.expect.flatMap { [ContractExample.Expectation](repeating: $0, count: $0.count ?? 1) }
        let isBatch =
            example.contentType == "application/cloudevents-batch+json" && (expected.count > 1 || parts.count > 1)
        try #require(parts.count == expected.count)
        for (position, (part, wanted)) in zip(parts, expected).enumerated() {
            switch part.content {
            case .success(let submission):
                // That its number is another one's only the store knows.
                #expect(wanted.outcome != "rejected" || wanted.code == Rejection.externalIDReused.code)
                let unread = submission.unread.map {
                    ContractExample.Fault(code: $0.rejection.code, field: $0.field)
                }
                #expect(unread == wanted.unread ?? [])
            case .failure(let rejection):
                #expect(wanted.outcome == "rejected", "\(rejection)")
                #expect(rejection.code == wanted.code)
                #expect(rejection.field == wanted.field)
                #expect(part.index == wanted.item)
                #expect(!rejection.reason.isEmpty)
            }
            if isBatch { #expect(part.index == position) }
        }
    }

    @Test func `a duplicate is told by channel, external id and what is said`() throws {
        var seen: [[String]: UInt64] = [:]
        var reused = 0
        for example in ContractExample.all {
            let outcomes = example.expect.flatMap { [String](repeating: $0.outcome, count: $0.count ?? 1) }
            for (part, outcome) in zip(try example.decoded(), outcomes) {
                guard let submission = part.content.accepted else { continue }
                let key = [submission.channel, submission.externalID]
                if example.name == "invalid/external-id-reused" {
                    #expect(seen[key] != nil && seen[key] != submission.contentHash)
                    reused += 1
                }
                // Examples that are refused as a whole share numbers with good ones.
                guard !example.name.hasPrefix("invalid/") else { continue }
                #expect((seen[key] != nil) == (outcome == "duplicate"))
                #expect(seen[key, default: submission.contentHash] == submission.contentHash)
                seen[key] = submission.contentHash
            }
        }
        #expect(seen.count > 300 && reused == 1)
    }

    @Test func `an item of a batch has its own bytes`() throws {
        let example = try #require(ContractExample.all.first { $0.name == "invalid/batch-all-sorts" })
        let body = try example.body()
        for part in try example.decoded() {
            let bytes = try #require(part.bytes)
            #expect(Data(body).range(of: Data(bytes)) != nil)
            #expect(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) is NSObject)
        }
        #expect(try example.decoded()[1].bytes == Array("42".utf8))
    }

    @Test func `events in the documentation decode`() throws {
        let folder = ContractExample.folder.appending(path: "events")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count >= 5)
        for file in files {
            let parts = CaseEventDecoder().decode(Array(try Data(contentsOf: folder.appending(path: file))))
            for part in parts {
                guard case .failure(let rejection) = part.content else { continue }
                #expect(rejection.code == "cloudevent_type_unknown", "\(file)")
            }
            #expect(parts.contains { (try? $0.content.get()) != nil }, "\(file)")
        }
    }
}
