import Contract
import Foundation
import Testing

@testable import Complaints

/// What a person's decision announces has all that version 1 of the contract promises.
@Suite struct DispositionTests {
    private func command(_ name: CommandName, body: String? = nil) -> CaseCommand {
        var command = CaseCommand(
            name, key: "1", target: .code(SampleCase.code), actor: CaseActor(.coordinator, id: "admin-3273"))
        command.body = body
        command.reason = "Jalan kota"
        return command
    }

    @Test func `an assignment by a person says what one by routing says`() throws {
        var state = SampleCase.state(.belumTerverifikasi)
        let verify = try #require(SampleCase.rules.clocks.start(.verify, at: state.submittedAt, in: state.place))
        state.clocks = [verify]
        let step = try state.decide(
            command(.disposition, body: "32.73/2.15"), at: SampleCase.now, rules: SampleCase.rules)
        let json = step.details.json(version: 5, at: SampleCase.now)
        let data = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(data["confidence"] as? Double == 1)
        #expect(data["supervised"] as? Bool == false && data["hop"] as? Int == 2)
        #expect(data["verify_due"] as? String == verify.due?.rfc3339)
        let reply = try #require(step.details.clocks?.first { $0.clock == .firstReply })
        #expect(data["first_reply_due"] as? String == reply.due?.rfc3339)
        #expect(try EventDetails(json: json, at: SampleCase.now) == step.details)
    }

    @Test func `a second assignment names the deadline of the first`() throws {
        let state = SampleCase.state(.belumDitindaklanjuti)
        let step = try state.decide(
            command(.disposition, body: "32.04/2.15"), at: SampleCase.now, rules: SampleCase.rules)
        let expected = SampleCase.rules.clocks.start(.verify, at: state.submittedAt, in: state.place)
        #expect(step.details.verifyDue == expected?.due)
    }

    @Test func `nobody refuses a case before a desk has it`() {
        var state = SampleCase.state(.belumTerverifikasi)
        state.desk = nil
        let refusal = #expect(throws: CommandRefusal.self) {
            try state.decide(command(.refuse), at: SampleCase.now, rules: SampleCase.rules)
        }
        #expect(refusal?.code == .illegalMove)
    }
}
