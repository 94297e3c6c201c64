import Contract
import Shared
import Store
import Testing

@testable import Operator

/// The file of accounts, and what the doctor says of channels.
@Suite struct AccountFileTests {
    private func fault(_ lines: String...) -> String? {
        do throws(Failure) {
            _ = try AccountFile(Array((["account,role,channel"] + lines).joined(separator: "\n").utf8))
            return nil
        } catch {
            return error.phrase.en
        }
    }

    @Test func `roles and channels`() throws {
        let text =
            "account,role,channel\nlapor-intake,intake,\nkanal-web,channel,web\nkanal-web-2,channel,web\nop,operator,\n"
        let file = try AccountFile(Array(text.utf8))
        #expect(file.rows.map(\.role) == [.worker("intake"), .channel("web"), .channel("web"), .operators])
        #expect(
            file.pairs.sorted() == [
                .init(channel: "*", account: "op"), .init(channel: "web", account: "kanal-web"),
                .init(channel: "web", account: "kanal-web-2"),
            ])
    }

    @Test func `a gateway has the channels that its line names, each with a budget`() throws {
        let text = "account,role,channel\ngw,gateway,web jabar\nkanal-web,channel,web\n"
        let file = try AccountFile(Array(text.utf8))
        #expect(
            file.pairs.sorted() == [
                .init(channel: "jabar", account: "gw"), .init(channel: "web", account: "gw"),
                .init(channel: "web", account: "kanal-web"),
            ])
        #expect(file.budgets.map(\.channel).sorted() == ["jabar", "web"] && file.logins == [.init("gw", .gateway)])
        #expect(fault("gw,gateway,web Jabar")?.contains("with a blank between them") == true)
        #expect(fault("a,intake,web")?.contains("must be empty") == true)
    }

    @Test func `one file for broker and database`() throws {
        let text = "account,role,channel\na,intake,\nb,report,\nc,migrate,\nd,monitor,\ne,channel,web\nf,operator,\n"
        let file = try AccountFile(Array(text.utf8))
        #expect(file.rows.map(\.account) == ["a", "d", "e", "f"])
        #expect(
            file.logins == [.init("a", .intake), .init("b", .report), .init("c", .migrate), .init("f", .operators)])
    }

    @Test func `the doctor names workers that may do everything`() {
        func line(_ logins: [LoginDifference], _ mighty: [(worker: String, login: String, isSuperuser: Bool)]) -> String
        {
            LoginChecks.findings(logins, mighty, []).map { "\($0.severity) \($0.finding.en)" }.joined(separator: "; ")
        }
        #expect(line([], []).hasPrefix("note programs have no logins of their own"))
        #expect(
            line([], [("IntakeWorker", "lapor", false)]) == "note IntakeWorker works as lapor, which may do everything")
        #expect(line([], [("IntakeWorker", "postgres", true)]) == "error IntakeWorker works as the superuser postgres")
    }

    @Test(arguments: [
        ".,channel,web", "../x,channel,web", "a b,channel,web", ",channel,web", "é,channel,web", "a/b,channel,web",
        "\u{212A},channel,web", String(repeating: "x", count: 65) + ",channel,web",
    ]) func `a name that is none`(line: String) { #expect(fault(line)?.hasPrefix("line 2: account must be") == true) }

    @Test(arguments: ["a,channel,", "a,channel,*", "a,channel,Web", "a,channel,web#"])
    func `a channel that is none`(line: String) {
        #expect(fault(line)?.hasPrefix("line 2: channel must be a channel's name") == true)
    }

    @Test func `further faults`() {
        #expect(fault("a,admin,")?.hasPrefix("line 2: role must be one of intake, routing") == true)
        #expect(fault("a,intake,web") == "line 2: channel must be empty for the role intake")
        #expect(fault("a,intake,", "a,routing,") == "line 3: a is in line 2 already")
        #expect(fault() != nil)
    }

    @Test func `channels that take the events of their cases`() throws {
        func listeners(_ lines: String...) throws -> Set<String> {
            try AccountFile(Array((["account,role,channel,events"] + lines).joined(separator: "\n").utf8)).listeners
        }
        #expect(try listeners("a,channel,web,yes", "b,channel,sms,no", "c,channel,app,", "op,operator,,") == ["web"])
        #expect(throws: Failure.self) { try listeners("a,channel,web,perhaps") }
        #expect(throws: Failure.self) { try listeners("a,intake,,yes") }
    }

    @Test func `what a channel may have`() throws {
        func budgets(_ lines: String...) throws -> Set<ChannelBudget> {
            let header = "account,role,channel,per_minute,parked_mib"
            return try AccountFile(Array(([header] + lines).joined(separator: "\n").utf8)).budgets
        }
        #expect(try budgets("a,channel,web,,", "op,operator,,,") == [ChannelBudget(channel: "web")])
        #expect(
            try budgets("a,channel,web,600,", "b,channel,web,,2", "c,channel,sms,,")
                == [ChannelBudget(channel: "web", perMinute: 600, parkedLimit: 2 << 20), ChannelBudget(channel: "sms")])
        for (line, words) in [
            ("a,channel,web,0,", "per_minute must be a number from 1 to 6000000"),
            ("a,channel,web,many,", "per_minute must be"), ("a,channel,web,,-1", "parked_mib must be"),
            ("a,intake,,5,", "per_minute is for the role channel only"),
            ("a,intake,,,5", "parked_mib is for the role channel only"),
        ] {
            #expect { try budgets(line) } throws: { ($0 as? Failure)?.phrase.en.contains(words) == true }
        }
        #expect { try budgets("a,channel,web,5,", "b,channel,web,6,") } throws: {
            ($0 as? Failure)?.phrase.en.hasPrefix("line 3: the budget of channel web is another one") == true
        }
    }

    @Test func `the doctor names channels over their budget, and nobody else`() {
        func lines(_ parked: Int, slowed: Double?) -> [String] {
            let uses = [("web", parked, slowed), ("sms", 0, nil)].map { channel, parked, slowed in
                ChannelBudgetTable.Use(
                    budget: ChannelBudget(channel: channel, perMinute: 600, parkedLimit: 1000), parked: parked,
                    slowedSeconds: slowed)
            }
            return BudgetChecks.findings(uses).map { "\($0.severity) \($0.finding.en)" }
        }
        #expect(lines(800, slowed: 61) == ["good 2 channels are within their budget"])
        #expect(lines(801, slowed: nil) == ["warning channel web: 801 B of it are parked, of 1.0 kB that may be"])
        #expect(lines(1000, slowed: 1) == ["error channel web is no longer read: 1.0 kB of it are parked"])
        #expect(lines(0, slowed: 59).first?.hasPrefix("warning channel web sends more than 600 submissions") == true)
        #expect(BudgetChecks.findings([]).isEmpty)
    }

    @Test func `the doctor names channels without an account`() {
        func line(_ pairs: [ChannelAccounts.Pair], _ open: [String]) -> String {
            let found = AccountChecks.findings(pairs, open: open)
            return found.map { "\($0.severity) \($0.finding.en)" }.joined()
        }
        let web = ChannelAccounts.Pair(channel: "web", account: "kanal-web")
        #expect(line([], ["web"]).hasPrefix("note no channel has an account"))
        #expect(line([.init(channel: "*", account: "op")], []).hasPrefix("note no channel has an account"))
        #expect(line([web], []) == "good 1 channel has an account")
        #expect(line([web], ["sms"]) == "warning without an account: sms")
        #expect(line([web], (1...7).map { "k\($0)" }) == "warning without an account: k1, k2, k3, k4, k5; and 2 more")
        #expect(AccountChecks.foreign([]).isEmpty && AccountChecks.foreign(["a", "b"]).count == 1)
    }

    @Test func `known are others' accounts, of which nothing is made`() throws {
        let text = "account,role,channel\na,intake,\nbackup,known,\ne,channel,web\n"
        let file = try AccountFile(Array(text.utf8))
        #expect(file.known == ["backup"] && file.rows.map(\.account) == ["a", "e"])
        #expect(file.logins == [.init("a", .intake)])
        #expect(fault("backup,known,web")?.contains("must be empty") == true)
    }
}
