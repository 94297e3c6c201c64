import Contract
import Rabbit
import Shared
import Store
import TestKit
import Testing
import Tokens

@testable import CaseWorker
@testable import Complaints

/// Who gives the commands of a message, and what becomes of those that prove nobody.
@Suite struct CommandProofTests {
    private let now = SampleCases.start.advanced(bySeconds: 86_400)
    private let key = SipHashKey(k0: 1, k1: 2)
    /// The one that was used before.
    private static let former = SipHashKey(k0: 3, k1: 4)

    private func command(_ name: CommandName, key: String, role: CaseRole? = nil) -> CaseCommand {
        var command = CaseCommand(
            name, key: key, target: .code(SampleCases.code(1)), actor: CaseActor(role ?? name.usualRole, id: "uji"))
        (command.reason, command.text, command.stars) = ("alasan", "Kami periksa hari ini.", 5)
        return command
    }

    /// The message as an application publishes it.
    private func item(
        _ command: CaseCommand, secret: String? = nil, token: String? = nil, unsigned: Bool = false
    ) throws -> CaseItem {
        let body = command.json(at: now)
        var properties = MessageProperties()
        if !unsigned {
            properties.headers[CommandToken.header] = .text(
                try token ?? TestIssuer.token(for: body, by: command.actor, secret: secret, at: now))
        }
        let message = CommandMessage(Delivery(tag: 1, properties: properties, body: body))
        return CaseItem(command: UnprovenCommand(command), message: message)
    }

    private func judge(
        _ item: CaseItem, roles: Set<CaseRole>? = nil, channels: Set<String>? = nil
    ) throws -> JudgedCommand {
        var issuers = [try TestIssuer.issuer(), try TestIssuer.frontIssuer()]
        for place in issuers.indices {
            issuers[place].roles = roles ?? issuers[place].roles
            issuers[place].channels = channels ?? issuers[place].channels
        }
        var proofs = CommandProofs(TokenJudge(issuers: issuers, used: [], at: now), SampleCases.rules)
        return proofs.judge(item)
    }

    private func code(_ judged: JudgedCommand) -> CommandRefusal.Code? {
        if case .refused(_, let refusal, _, _) = judged { refusal.code } else { nil }
    }

    /// A batch in which case 1 is in `status`.
    private func batch(
        _ status: CaseStatus = .proses, isRehearsal: Bool = false, filing: Int64? = nil
    ) throws -> CommandBatch {
        var state = try SampleCases.assigned(1)
        state.status = status
        var facts = BatchFacts()
        facts.codes[SampleCases.code(1)] = state.id
        facts.cases[state.id] = .success(state)
        facts.contacts[state.id] = ReporterContact(phone: "+62811", email: "warga@contoh.example")
        facts.filingProofs[state.id] = filing
        var knowledge = CaseKnowledge(rules: SampleCases.rules, calendar: 1)
        knowledge.isRehearsal = isRehearsal
        return CommandBatch(facts, knowledge, PersonalHashes(codes: CodeKeys(key).knowing(Self.former)), at: now)
    }

    @Test func `the actor is whom the token names, and the journal keeps who vouched`() throws {
        let judged = try judge(item(command(.reply, key: "a")))
        let proven = try #require(judged.proven)
        #expect(proven.command.actor == CaseActor(.officer, id: "uji"))
        var batch = try batch(.belumDitindaklanjuti)
        let result = batch.carryOut(judged)
        #expect(result.outcome.refusal == nil)
        let proof = try #require(result.events.first?.details.proof)
        #expect(proof.issuer == TestIssuer.name && !proof.token.isEmpty)
        let json = try #require(result.events.first).details.json(version: 3, at: now)
        #expect(try EventDetails(json: json, at: now).proof == proof)
    }

    @Test func `no token, no act`() throws {
        for name in CommandName.allCases {
            let judged = try judge(item(command(name, key: "k"), unsigned: true))
            #expect(code(judged) == .tokenMissing)
            var batch = try batch()
            let result = batch.carryOut(judged)
            #expect(result.outcome.refusal?.code == .tokenMissing && result.events.isEmpty)
            #expect(result.outcome.version == nil && result.outcome.status == nil && result.outcome.code == nil)
            #expect(batch.new.isEmpty && batch.changes.isEmpty, "nothing is noted")
        }
    }

    @Test func `another message's token, a broken one and a header of another type prove nothing`() throws {
        let other = try TestIssuer.token(for: [1, 2, 3], by: CaseActor(.national, id: "x"), at: now)
        #expect(code(try judge(item(command(.reply, key: "a"), token: other))) == .tokenOtherCommand)
        #expect(code(try judge(item(command(.reply, key: "a"), token: "a.b.c"))) == .tokenMalformed)
        #expect(code(try judge(item(command(.reply, key: "a"), token: ""))) == .tokenMalformed)
        for value in [FieldValue.integer(7), .table([:]), .void, .bytes([0xFF])] {
            let delivery = Delivery(
                tag: 1, properties: MessageProperties(headers: [CommandToken.header: value]), body: [1])
            let item = CaseItem(
                command: UnprovenCommand(command(.reply, key: "a")), message: CommandMessage(delivery))
            #expect(code(try judge(item)) == .tokenMalformed)
        }
    }

    @Test func `a command that was signed in vain keeps its key free and says nothing of the case`() throws {
        let judged = try judge(item(command(.reply, key: "a")), roles: [.national])
        #expect(code(judged) == .tokenRole)
        var batch = try batch(.belumDitindaklanjuti)
        let refused = batch.carryOut(judged).outcome
        #expect(refused.refusal?.code == .tokenRole && refused.version == nil)
        #expect(batch.new.map(\.known.isFinal) == [false])
        _ = batch.carryOut(judged)
        let result = batch.carryOut(try judge(item(command(.reply, key: "a"))))
        #expect(result.outcome.refusal == nil && batch.new.map(\.command.key) == ["a"])
        #expect(batch.new.map(\.known.isFinal) == [true])
        // Come again with a token that is worth nothing any more, it is the same command.
        let again = batch.carryOut(judged).outcome
        #expect(again == result.outcome)
        let anothers = batch.carryOut(try judge(item(command(.close, key: "a")), roles: [.national])).outcome
        #expect(anothers.refusal?.code == .tokenRole && anothers.version == nil)
    }

    @Test func `words that intake keeps need no token, and bring nothing else along`() throws {
        var answer = command(.answer, key: "intake:\(SampleCases.id(99))")
        answer.correspondence = SampleCases.id(99)
        (answer.expectedVersion, answer.consent) = (7, true)
        let proven = try #require(try judge(item(answer, unsigned: true)).proven)
        #expect(proven.proof == .keptWords && proven.command.actor.role == .reporter)
        #expect(proven.command.text == nil && proven.command.expectedVersion == nil && proven.command.consent == nil)
        var others = [answer, answer, answer]
        others[0].key = "intake:\(SampleCases.id(98))"
        others[1].name = .reply
        others[2].correspondence = nil
        for other in others { #expect(code(try judge(item(other, unsigned: true))) == .tokenMissing) }
        // Nobody's words: nothing is noted, so that intake itself may still come.
        var batch = try batch()
        let nobodys = batch.carryOut(.proven(proven)).outcome
        #expect(nobodys.refusal?.code == .tokenMissing && nobodys.version == nil && batch.new.isEmpty)
        // Nor does anybody hear whether there is such a case, or wait for it.
        var elsewhere = answer
        elsewhere.target = .code("BBBB")
        let unknown = try #require(try judge(item(elsewhere, unsigned: true)).proven)
        let result = batch.carryOut(.proven(unknown), mayWait: true)
        #expect(result.outcome == nobodys && !result.isEarly)
        // Nor may an application call its commands as intake does.
        #expect(code(try judge(item(answer))) == .keyTaken)
    }

    @Test(arguments: [CommandName.rate, .confirm, .dispute]) func `a reporter proves themselves by their secret`(
        name: CommandName
    ) throws {
        func outcome(_ secret: String?, channels: Set<String>, isRehearsal: Bool = false) throws -> CommandRefusal.Code?
        {
            var batch = try batch(.selesai, isRehearsal: isRehearsal)
            let judged = try judge(item(command(name, key: "a"), secret: secret), channels: channels)
            let outcome = batch.carryOut(judged).outcome
            if outcome.refusal?.code == .tokenSecret { #expect(outcome.version == nil && outcome.code == nil) }
            return outcome.refusal?.code
        }
        for address in ["+62811", "warga@contoh.example"] {
            for key in [key, Self.former] {
                let secret = ReporterSecret(of: SampleCases.id(1), toldTo: address, key: key).grouped
                #expect(try outcome(secret, channels: []) == nil)
            }
        }
        let foreign = SipHashKey(k0: 5, k1: 6)
        let forged = ReporterSecret(of: SampleCases.id(1), toldTo: "+62811", key: foreign).grouped
        let former = ReporterSecret(of: SampleCases.id(1), toldTo: "+62812", key: key).grouped
        let anothers = ReporterSecret(of: SampleCases.id(2), toldTo: "+62811", key: key).grouped
        for wrong in [former, anothers, forged, "", "BCDF-GHJK"] {
            #expect(try outcome(wrong, channels: [Issuer.all]) == .tokenSecret, "\(wrong)")
        }
        #expect(try outcome(nil, channels: []) == .tokenSecret)
        #expect(try outcome(nil, channels: ["sms"]) == .tokenSecret)
        #expect(try outcome(nil, channels: ["web"]) == nil)
        #expect(try outcome(nil, channels: [], isRehearsal: true) == nil)
    }

    @Test func `the secret that was told when the report was taken proves as much as that of the notice`() throws {
        for key in [key, Self.former] {
            let filing = FilingSecret(channel: "web", externalID: "1", content: 7, key: key)
            func outcome(_ secret: String, _ proof: Int64?) throws -> CommandRefusal.Code? {
                var batch = try batch(.proses, filing: proof)
                return batch.carryOut(try judge(item(command(.withdraw, key: "a"), secret: secret))).outcome.refusal?
                    .code
            }
            let proof = filing.proof(key)
            for typed in [filing.grouped, filing.grouped.lowercased().replacing("-", with: " ")] {
                #expect(try outcome(typed, proof) == nil)
                #expect(try outcome(typed, nil) == .tokenSecret)
                #expect(try outcome(typed, proof &+ 1) == .tokenSecret)
            }
            let notice = ReporterSecret(of: SampleCases.id(1), toldTo: "+62811", key: key).grouped
            #expect(try outcome(notice, proof) == nil)
            let other = FilingSecret(channel: "web", externalID: "1", content: 8, key: key).grouped
            #expect(try outcome(other, proof) == .tokenSecret)
        }
    }

    @Test(arguments: [CommandName.rate, .confirm, .dispute, .add])
    func `who speaks for officials speaks for no reporter without their secret`(name: CommandName) throws {
        for roles in [[CaseRole.reporter, .officer], [.reporter, .coordinator], [.reporter, .national]] {
            var batch = try batch(.selesai)
            let judged = try judge(item(command(name, key: "a")), roles: Set(roles), channels: [Issuer.all, "web"])
            #expect(batch.carryOut(judged).outcome.refusal?.code == .tokenSecret, "\(roles)")
        }
    }

    @Test func `the journal says whether a reporter proved themselves, or their channel spoke for them`() throws {
        func proof(_ secret: String?) throws -> ReporterProof? {
            var batch = try batch(.selesai)
            let events = batch.carryOut(try judge(item(command(.rate, key: "a"), secret: secret))).events
            let details = try #require(events.first).details
            #expect(try EventDetails(json: details.json(version: 3, at: now), at: now).proof == details.proof)
            return details.proof?.reporter
        }
        #expect(try proof(nil) == .channel)
        #expect(try proof(ReporterSecret(of: SampleCases.id(1), toldTo: "+62811", key: key).grouped) == .secret)
    }

    @Test func `who mistyped the secret may try again with the same id`() throws {
        var batch = try batch(.selesai)
        let rate = command(.rate, key: "a")
        let wrong = batch.carryOut(try judge(item(rate, secret: "BCDF-GHJK")))
        #expect(wrong.outcome.refusal?.code == .tokenSecret && batch.new.map(\.known.isFinal) == [false])
        let secret = ReporterSecret(of: SampleCases.id(1), toldTo: "+62811", key: key).grouped
        #expect(batch.carryOut(try judge(item(rate, secret: secret))).outcome.refusal == nil)
        #expect(batch.new.map(\.known.isFinal) == [true])
    }

    @Test func `nobody consents or withdraws for a reporter`() throws {
        func outcome(_ change: (inout CaseCommand) -> Void, secret: String? = nil) throws -> CommandRefusal.Code? {
            var command = command(.escalate, key: "a", role: .reporter)
            change(&command)
            var batch = try batch(.proses)
            return batch.carryOut(try judge(item(command, secret: secret))).outcome.refusal?.code
        }
        let secret = ReporterSecret(of: SampleCases.id(1), toldTo: "+62811", key: key).grouped
        let alone: [(inout CaseCommand) -> Void] = [
            { _ in }, { $0.level = .ombudsman }, { $0.consent = true }, { ($0.level, $0.consent) = (.head, true) },
            { ($0.level, $0.consent) = (.ombudsman, false) }, { $0.name = .close }, { $0.name = .withdraw },
        ]
        for change in alone {
            #expect(try outcome(change) == .tokenSecret)
            #expect(try outcome(change, secret: secret) != .tokenSecret)
        }
        #expect(try outcome { $0.level = .head } == nil)
        #expect(try outcome({ _ in }, secret: secret) == nil)
    }
}
