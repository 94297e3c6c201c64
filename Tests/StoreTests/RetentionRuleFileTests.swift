import Complaints
import Store
import Testing

/// Files of rules of retention.
@Suite struct RetentionRuleFileTests {
    @Test func `what lapor comes with can be read, and is off`() throws {
        let rules = RetentionRules(rules: try RetentionRuleFile(RetentionRuleFile.shipped).rules)
        #expect(rules.rules.count == 6 && rules.active.isEmpty)
        #expect(rules.rules.allSatisfy { $0.source.contains("schedule") })
        #expect(Set(rules.rules.flatMap(\.conditions.kinds)) == Set(ReportKind.allCases))
    }

    @Test func `all members are read`() throws {
        let rule = try #require(
            try RetentionRuleFile(
                """
                # catatan
                {"name":"a","if":{"kind":"aspirasi","status":["arsip"],"cause":["spam"],"channel":["sms"],"anonymous":true,"confidential":false},"erase":{"identity":30,"words":36500},"source":"JRA 1","on":true}
                """
            ).rules.first)
        var conditions = RetentionRule.Conditions()
        (conditions.kinds, conditions.statuses, conditions.causes) = ([.aspirasi], [.arsip], ["spam"])
        (conditions.channels, conditions.isAnonymous, conditions.isConfidential) = (["sms"], true, false)
        #expect(
            rule
                == RetentionRule(
                    name: "a", conditions: conditions, days: [.identity: 30, .words: 36_500], source: "JRA 1",
                    isOn: true))
    }

    @Test(arguments: [
        (#"{"name":"a","erase":{"identity":29},"source":"x"}"#, "identity must be kept from 30 to 36500 days"),
        (#"{"name":"a","erase":{"identity":30},"source":"1"}"#, "source must say by what law"),
        (#"{"name":"a","erase":{"names":30},"source":"x"}"#, "names is not known here; known are identity, words"),
        (#"{"name":"a","source":"x"}"#, "erase is required"),
        (#"{"name":"a","if":{"status":["proses"]},"erase":{},"source":"x"}"#, "status must be selesai or arsip"),
        (#"{"name":"a","if":{"kind":["keluhan"]},"erase":{},"source":"x"}"#, "there is no kind keluhan; known are"),
        (#"{"name":"a","if":{"cause":[]},"erase":{},"source":"x"}"#, "cause has an empty list"),
        (#"{"name":"a","if":{"confidential":"no"},"erase":{},"source":"x"}"#, "confidential must be true or false"),
        (#"{"name":"a","on":true,"on":false,"erase":{},"source":"x"}"#, "a member occurs twice"),
        (#"{"name":"a","erase":{},"source":"x""#, "the line is no JSON object"),
    ])
    func `what is wrong is told with its line, and nothing of it holds`(line: String, fault: String) throws {
        let error = #expect(throws: RuleFileError.self) {
            try RetentionRuleFile("{\"name\":\"baik\",\"erase\":{},\"source\":\"x\"}\n\(line)")
        }
        #expect(error?.line == 2 && error?.reason.contains(fault) == true, "\(error?.reason ?? "")")
    }
}
