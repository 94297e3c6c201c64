import Contract
import Rabbit
import Shared
import Store
import TestKit
import Testing
import Tokens

@testable import CaseWorker
@testable import Complaints

/// A reporter who has lost the secret: a code to their own address, once, and how often anybody may try.
@Suite struct OneTimeCodeTests {
    private let start = SampleCases.start.advanced(bySeconds: 86_400)
    private static let phone = "+62811"

    /// A case in dialogue, and what happens to it, each command in a transaction of its own.
    private struct Course {
        var facts = BatchFacts()
        var now: Instant
        var state: CaseState? { facts.state(SampleCases.id(1)) }
        private(set) var wrong = 0
        private(set) var last: CommandResult?
        /// Its words as officers will read them.
        private(set) var kept: String?
        private var number = 0

        init(at now: Instant) throws {
            self.now = now
            var state = try SampleCases.assigned(1)
            state.status = .proses
            facts.codes[SampleCases.code(1)] = state.id
            facts.cases[state.id] = .success(state)
            facts.contacts[state.id] = ReporterContact(phone: OneTimeCodeTests.phone, email: nil)
        }

        /// - Returns: why it was refused; nil: it was not.
        mutating func give(
            _ name: CommandName, secret: String? = nil, by issuer: String = "aplikasi", from source: String = "",
            to code: String? = nil, saying words: String = "Kami tunggu."
        ) -> CommandRefusal.Code? {
            number += 1
            var command = CaseCommand(
                name, key: "\(number)", target: .code(code ?? SampleCases.code(1)),
                actor: CaseActor(.reporter, id: "warga"))
            (command.text, command.reason) = (words, "alasan")
            var batch = CommandBatch(
                facts, CaseKnowledge(rules: SampleCases.rules, calendar: 1), SampleCases.hashes, at: now)
            let proof = CommandProof(issuer: issuer, token: "t")
            let proven = ProvenCommand(
                command: command, proof: .token(proof, channels: [], secret: secret), source: source)
            let result = batch.carryOut(.proven(proven), mayWait: true)
            for applied in batch.applied { facts.cases[applied.after.id] = .success(applied.after) }
            for wrong in batch.wrongSecrets { facts.secretTries[wrong, default: 0] += 1 }
            wrong += batch.wrongSecrets.count
            (last, kept) = (result, batch.applied.last?.command.text)
            return result.outcome.refusal?.code
        }

        /// What the reporter is told of the code that was asked for last.
        var code: String {
            ReporterSecret(
                onceFor: state?.codes.last?.version ?? 0, of: SampleCases.id(1), toldTo: OneTimeCodeTests.phone,
                key: SampleCases.hashes.codes.newest
            ).grouped
        }

        var secret: String {
            ReporterSecret(of: SampleCases.id(1), toldTo: OneTimeCodeTests.phone, key: SampleCases.hashes.codes.newest)
                .grouped
        }
    }

    @Test func `a code opens the case once, in the place of the secret, and for what is the reporter's alone`() throws {
        for name in [CommandName.counterReply, .add, .withdraw, .close, .escalate] {
            var course = try Course(at: start)
            #expect(course.give(name) == .tokenSecret)
            #expect(course.give(.askCode) == nil && course.last?.events.map(\.event) == [.codeAsked])
            let code = course.code
            #expect(code != course.secret && code.count == 9)
            course.now = start.advanced(bySeconds: 1799)
            #expect(course.give(name, secret: code.lowercased().replacing("-", with: " ")) == nil)
            #expect(course.last?.events.last?.details.proof?.reporter == .code)
            #expect(course.give(.add, secret: code) == .tokenSecret, "once")
        }
    }

    @Test
    func `it ends after half an hour; a former address's and another event's open nothing; the secret still does`()
        throws
    {
        var course = try Course(at: start)
        _ = course.give(.askCode)
        let first = course.code
        course.now = start.advanced(bySeconds: 1801)
        #expect(course.give(.add, secret: first) == .tokenSecret)
        _ = course.give(.askCode)
        #expect(course.give(.add, secret: first) == .tokenSecret && first != course.code)
        let code = course.code
        course.facts.contacts[SampleCases.id(1)] = ReporterContact(phone: "+62812", email: nil)
        #expect(course.give(.add, secret: code) == .tokenSecret)
        course.facts.contacts[SampleCases.id(1)] = ReporterContact(phone: Self.phone, email: nil)
        #expect(course.give(.add, secret: course.secret) == nil)
        #expect(course.give(.add, secret: code) == nil, "the secret does not spend it")
    }

    @Test func `a secret typed among the words is taken out of them`() throws {
        var course = try Course(at: start)
        let secret = course.secret
        #expect(course.give(.add, secret: secret, saying: "Kata rahasia saya \(secret), lampu masih mati") == nil)
        #expect(course.kept == "Kata rahasia saya \(TypedSecrets.mark), lampu masih mati")
    }

    @Test func `one that is used ends those before it`() throws {
        var course = try Course(at: start)
        _ = course.give(.askCode)
        let first = course.code
        _ = course.give(.askCode)
        #expect(course.give(.add, secret: course.code) == nil && course.give(.add, secret: first) == .tokenSecret)
    }

    @Test func `asked for three times a day at most; whoever asks hears the same, whatever there is`() throws {
        var course = try Course(at: start)
        var told: Set<[UInt8]> = []
        func hear(_ result: CommandResult?) throws {
            var outcome = try #require(result).outcome
            outcome.key = "k"
            told.insert(outcome.json(at: start))
        }
        for wanted in [nil, nil, nil, CommandRefusal.Code.tooManyTries] {
            #expect(course.give(.askCode) == wanted)
            try hear(course.last)
        }
        course.now = start.advanced(bySeconds: 86_400)
        #expect(course.give(.askCode) == nil)
        #expect(course.give(.askCode, to: SampleCases.code(9)) == .unknownCase && course.last?.isEarly == false)
        try hear(course.last)
        course.facts.contacts = [:]
        #expect(course.give(.askCode) == .unreachable)
        try hear(course.last)
        let json = String(decoding: try #require(told.first), as: UTF8.self)
        #expect(told.count == 1 && json.contains("id.lapor.command.accepted.v1") && !json.contains(SampleCases.code(1)))
    }

    @Test func `it leaves no word, and changes nothing of the case`() throws {
        var course = try Course(at: start)
        let before = try #require(course.state)
        _ = course.give(.askCode)
        let (after, entry) = (try #require(course.state), try #require(course.last?.events.first))
        #expect(entry.details.reason == nil && entry.details.due == start.advanced(bySeconds: 1800))
        #expect((after.status, after.body, after.clocks) == (before.status, before.body, before.clocks))
        #expect(after.isAnswerFresh == before.isAnswerFresh && after.officials == before.officials)
        let json = entry.details.json(version: entry.version, at: start)
        #expect(try EventDetails(json: json, at: start) == entry.details)
        #expect(!String(decoding: json, as: UTF8.self).contains(course.code))
    }

    @Test func `wrong secrets are counted; who holds a code, or comes by another application, is not kept out`() throws
    {
        var course = try Course(at: start)
        for _ in 0..<10 { #expect(course.give(.add, secret: "BCDF-GHJK") == .tokenSecret) }
        #expect(course.give(.add, secret: "BCDF-GHJK") == .tooManyTries && course.wrong == 10)
        #expect(course.last?.outcome.code == nil && course.last?.outcome.version == nil)
        #expect(course.give(.add, secret: course.secret) == .tooManyTries)
        #expect(course.give(.add, secret: course.secret, by: "loket") == nil)
        #expect(course.give(.askCode) == nil && course.give(.add, secret: course.code) == nil)
        // None is missing where none is named.
        #expect(course.give(.add) == .tokenSecret && course.wrong == 10)
    }

    @Test func `a stranger shuts out nobody but those who come from where they do`() throws {
        var course = try Course(at: start)
        for _ in 0..<10 { #expect(course.give(.add, secret: "BCDF-GHJK", from: "a") == .tokenSecret) }
        #expect(course.give(.add, secret: course.secret, from: "a") == .tooManyTries)
        #expect(course.give(.add, secret: course.secret, from: "b") == nil)
    }

    @Test func `strangers in a thousand places leave each other place one try; nobody tries without end`() throws {
        var course = try Course(at: start)
        for place in 0..<SecretTries.crowded / SecretTries.most {
            course.facts.secretTries[SecretTry(SampleCases.id(1), by: "aplikasi", from: "\(place)")] = SecretTries.most
        }
        #expect(course.give(.add, secret: course.secret, from: "rumah") == nil)
        #expect(course.give(.add, secret: "BCDF-GHJK", from: "warung") == .tokenSecret)
        #expect(course.give(.add, secret: course.secret, from: "warung") == .tooManyTries)
        course.facts.secretTries[SecretTry(SampleCases.id(1), by: "aplikasi", from: "x")] = SecretTries.ceiling
        #expect(course.give(.add, secret: course.secret, from: "rumah") == .tooManyTries)
        #expect(course.give(.add, secret: course.secret, by: "loket", from: "rumah") == nil)
        #expect(course.give(.askCode) == nil && course.give(.add, secret: course.code, from: "rumah") == nil)
    }
}
