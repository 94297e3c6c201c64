package import Contract
package import Rabbit
package import Shared
import Synchronization

/// A stage without a database: a delivery's body is words, each an item, judged as the script says.
///
/// It writes down `handle 2` when a batch is stored, `handle 2: unavailable` when it is not, `confirmed 2`, `rest` and
/// `reopen`; what it stored, in order, is in the script.
package struct ScriptedStage: Stage, ~Copyable {
    /// Whether many bad items mean a broken contract.
    package let inputIsOurs: Bool
    private let diary: CallLog
    private let script: StageScript

    /// A stage that judges as `script` says and writes into `diary`.
    package init(_ script: StageScript, diary: CallLog, inputIsOurs: Bool = false) {
        self.script = script
        self.diary = diary
        self.inputIsOurs = inputIsOurs
    }

    /// One item per word; words that begin with `unreadable` are none. Several words have an index, as in an envelope.
    package mutating func decode(_ delivery: Delivery) -> [Entry<String>] {
        let words = delivery.body.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        return words.enumerated().map { index, word in
            Entry(
                word.hasPrefix("unreadable") ? .failure(Rejection("json_invalid", "unreadable")) : .success(word),
                index: words.count > 1 ? index : nil, bytes: words.count > 1 ? Array(word.utf8) : nil)
        }
    }

    /// Fails as the script wants, or stores all and judges each.
    package mutating func handle(_ items: ArraySlice<String>) throws(StageFailure) -> [Verdict] {
        if let failure = script.failure(of: Array(items)) {
            write("handle \(items.count): \(failure.name)")
            throw failure
        }
        write("handle \(items.count)")
        script.store(Array(items))
        return items.map(script.verdict)
    }

    /// Writes down how many events are confirmed.
    package mutating func confirmed(_ outbound: [Outbound]) {
        if !outbound.isEmpty { write("confirmed \(outbound.count)") }
    }

    /// As the script allows; without a word of it, as many as there are.
    package mutating func allowance() throws(StageFailure) -> Int { script.nextAllowance() }

    /// Writes down what was parked.
    package mutating func settled(items: Int, parkedBytes: Int) { script.count(items, parkedBytes) }

    /// Fails as the script wants.
    package mutating func idle() throws(StageFailure) { try step("rest") }

    /// Fails as the script wants.
    package mutating func reopen() throws(StageFailure) { try step("reopen") }

    private func step(_ name: String) throws(StageFailure) {
        let failure = script.failure(of: [name])
        write(failure.map { "\(name): \($0.name)" } ?? name)
        if let failure { throw failure }
    }

    private func write(_ entry: String) {
        do throws(LaneError) {
            try diary.note(entry)
        } catch {}  // failures of the broker are not the stage's
    }
}

/// What a scripted stage stores, how it judges and when it fails.
package final class StageScript: Sendable {
    private struct Failing {
        var word: String
        var failure: StageFailure
        var times: Int
    }

    private struct State {
        var failing: [Failing] = []
        var stored: [String] = []
        var verdicts: [String: Verdict] = [:]
        var allowances: [Int] = []
        var settled = (items: 0, parkedBytes: 0)
    }

    private let state = Mutex(State())

    package init() {}

    /// All items that were stored, again when they were stored again.
    package var stored: [String] { state.withLock { $0.stored } }

    /// So many items each turn may take, one after the other; then as many as there are.
    package func allow(_ allowances: [Int]) { state.withLock { $0.allowances = allowances } }

    /// Items that were settled, and bytes that were parked.
    package var settled: (items: Int, parkedBytes: Int) { state.withLock { $0.settled } }

    fileprivate func nextAllowance() -> Int {
        state.withLock { $0.allowances.isEmpty ? .max : $0.allowances.removeFirst() }
    }

    fileprivate func count(_ items: Int, _ bytes: Int) {
        state.withLock { $0.settled = ($0.settled.items + items, $0.settled.parkedBytes + bytes) }
    }

    /// Batches that hold `word` fail `times` times; `rest` and `reopen` are words as well.
    package func fail(_ word: String, with failure: StageFailure, times: Int = 1) {
        state.withLock { $0.failing.append(Failing(word: word, failure: failure, times: times)) }
    }

    /// The item `word` is judged so, rather than passed on with the key `k`.
    package func judge(_ word: String, _ verdict: Verdict) { state.withLock { $0.verdicts[word] = verdict } }

    func store(_ words: [String]) { state.withLock { $0.stored += words } }

    func verdict(on word: String) -> Verdict {
        let standard = Verdict.pass(Outbound(routingKey: "k", messageID: word, json: Array("\"\(word)\"".utf8)))
        return state.withLock { $0.verdicts[word] ?? standard }
    }

    func failure(of words: [String]) -> StageFailure? {
        state.withLock { state in
            guard
                let index = state.failing.firstIndex(where: { $0.times > 0 && words.contains($0.word) })
            else { return nil }
            state.failing[index].times -= 1
            return state.failing[index].failure
        }
    }
}

extension StageFailure {
    /// The case's name.
    var name: String {
        switch self {
        case .unavailable: "unavailable"
        case .refused: "refused"
        case .forbidden: "forbidden"
        case .locked: "locked"
        case .contention: "contention"
        case .badData: "bad data"
        case .fault: "fault"
        }
    }
}
