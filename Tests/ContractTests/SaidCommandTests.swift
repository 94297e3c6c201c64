import Complaints
import Contract
import Testing

/// What commands say, in the one form whose hash the store keeps: a command that comes again after an update must say the same.
@Suite struct SaidCommandTests {
    private static let full: CaseCommand = {
        let actor = CaseActor(.officer, id: "o-1", body: "32.73")
        var command = CaseCommand(.close, key: "k-1", target: .code("BBBB-BBBB-BBBB"), actor: actor)
        (command.expectedVersion, command.reason, command.text) = (7, "alasan", "kata \"asing\"\n")
        (command.decision, command.action, command.further) = ("putusan", "tindakan", "lanjutan")
        (command.body, command.cause, command.kind, command.isMisconduct) = ("32.73", "spam", .pengaduan, true)
        (command.category, command.stars, command.into) = ("jalan", 4, "CCCC-CCCC-CCCC")
        (command.level, command.consent, command.correspondence) = (.ombudsman, false, ComplaintID(high: 5, low: 6))
        return command
    }()

    @Test func `a command with all fields`() {
        let said = #"""
            {"command":"close","expected_version":7,"reason":"alasan","text":"kata \"asing\"\n","decision":"putusan",\#
            "action":"tindakan","further":"lanjutan","body":"32.73","cause":"spam","kind":"pengaduan","supervised":true,\#
            "category":"jalan","stars":4,"into":"CCCC-CCCC-CCCC","level":"ombudsman","consent":false,\#
            "correspondence":"00000000-0000-0005-0000-000000000006"}
            """#
        #expect(String(decoding: Self.full.said, as: UTF8.self) == said)
    }

    @Test func `a bare one; under which id, by whom and on which case does not count`() {
        let actor = CaseActor(.reporter, id: "reporter")
        for (key, target) in [
            ("a", CaseCommand.Target.code("BBBB-BBBB-BBBB")), ("b", .id(ComplaintID(high: 1, low: 2))),
        ] {
            let command = CaseCommand(.withdraw, key: key, target: target, actor: actor)
            #expect(String(decoding: command.said, as: UTF8.self) == #"{"command":"withdraw"}"#)
        }
    }
}
