import Complaints
import Sealing
import Shared
import Testing

@testable import Operator
@testable import Store

@Suite("which keys the workers have") struct WorkersKeysTests {
    private func worker(_ kind: String, _ keys: [LoadedKey]?, silent: Double = 1) -> WorkerTable.Listed {
        var beat = WorkerTable.Beat()
        beat.keys = keys
        return WorkerTable.Listed(
            identity: WorkerTable.Identity(
                instance: "a", kind: kind, host: "satu", pid: 7, version: "1", filed: []),
            beat: beat, startedAt: .now, turnedAt: .now, workedAt: nil, beatSeconds: silent)
    }

    @Test func `a key is used when all have loaded it that need it`() throws {
        let id = try #require(KeyFile(new: .words).ids.first)
        let (words, identity) = (LoadedKey(kind: .words, id: id), LoadedKey(kind: .identity, id: id))
        #expect(throws: Never.self) {
            try WorkersKeys([worker("RoutingWorker", [words]), worker("ClockWorker", [])]).require(words)
            try WorkersKeys([worker("RoutingWorker", [words])]).require(identity)
            try WorkersKeys([]).require(words)
        }
        let (ours, other) = (
            LoadedKey(kind: .codes, id: id), LoadedKey(kind: .codes, id: try #require(MasterKeyID("00000000")))
        )
        let workers = WorkersKeys([worker("IntakeWorker", [words, ours, other]), worker("CaseWorker", [other])])
        #expect(throws: Never.self) { try workers.requireCodes(by: ours) }
        #expect(throws: Never.self) { try workers.requireCodes(by: nil) }
        #expect(throws: Failure.self) { try workers.requireCodes(by: other) }
        // The gateway tells codes as well, and seals nothing.
        #expect(throws: Failure.self) { try WorkersKeys([worker("Gateway", [])]).require(ours) }
        #expect(throws: Never.self) { try WorkersKeys([worker("Gateway", [ours])]).require(words) }
        // One that has another, none, or is of a version that does not say.
        for keys in [[identity], [], nil] as [[LoadedKey]?] {
            let error = #expect(throws: Failure.self) {
                try WorkersKeys([worker("RoutingWorker", [words]), worker("NotifyWorker", keys)]).require(words)
            }
            #expect(error?.status == .notYet && error.map { "\($0)" }?.contains("NotifyWorker satu 7") == true)
        }
        #expect(LoadedKey("\(words)"[...]) == words && LoadedKey("words:xyz") == nil && LoadedKey("words") == nil)
    }

    @Test func `a key goes when nobody seals by another than the first, nor may be doing so unheard`() throws {
        let ids = KeyFile(new: .words).grown.ids
        let (first, old) = (LoadedKey(kind: .words, id: ids[0]), LoadedKey(kind: .words, id: ids[1]))
        func refusal(_ workers: [WorkerTable.Listed], _ connected: Set<String> = []) -> String? {
            do throws(Failure) {
                try WorkersKeys(workers, connected: connected).requireFirst(first)
                return nil
            } catch {
                return error.status == .notYet ? error.phrase.en : "other"
            }
        }
        #expect(refusal([]) == nil)
        #expect(refusal([worker("RoutingWorker", [first, old]), worker("ClockWorker", [])], ["RoutingWorker"]) == nil)
        #expect(refusal([worker("RoutingWorker", [first, old], silent: 300)]) == nil)
        for keys in [[old, first], [old], [], nil] as [[LoadedKey]?] {
            #expect(
                refusal([worker("RoutingWorker", keys)])?.hasPrefix("sealing by another key than \(ids[0])") == true)
            #expect(refusal([worker("IntakeWorker", keys, silent: 300)])?.hasPrefix("silent for less than 10") == true)
        }
        // One that works, and has never said that it lives.
        #expect(
            refusal([worker("RoutingWorker", [first])], ["IntakeWorker", "ClockWorker", "psql"])?.hasSuffix(
                "IntakeWorker; copy the file there first") == true)
    }
}
