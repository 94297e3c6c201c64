import Shared
import Store
import Testing

@testable import Operator

/// Who stands in no accounts file and can do something here: what the doctor says of them.
@Suite struct StrangerTests {
    private func account(_ tags: [String] = [], _ rights: (String, String, String)? = nil) -> BrokerAccounts.Account {
        var account = BrokerAccounts.Account(tags: tags)
        if let rights {
            var given = AccountRights(.monitor)
            (given.configure, given.write, given.read) = rights
            account.rights = given
        }
        return account
    }

    private func said(_ findings: [Finding]) -> [String] { findings.map { "\($0.severity) \($0.finding.en)" } }

    @Test func `accounts of the broker with rights here or a tag, but those that are known`() throws {
        let accounts = BrokerAccounts([
            "lapor-intake": account([], ("^x$", "^x$", "^x$")), "tamu": account([], ("", "^lapor$", "^$")),
            "kosong": account([], ("^$", "^$", "")), "lain": account(["management"]),
            "akar": account(["administrator"]), "mata": account(["monitoring", "management"], (".*", ".*", ".*")),
            "aturan": account(["policymaker"]), "cadangan": account(["administrator"]),
        ])
        let found = AccountChecks.strangers(.success(accounts), besides: ["lapor-intake", "cadangan"])
        #expect(
            said(found) == [
                "warning akar: has the tag administrator, and does not stand in the accounts file",
                "warning aturan: has the tag policymaker, and does not stand in the accounts file",
                "warning mata: has rights here and the tag monitoring, and does not stand in the accounts file",
                "warning tamu: has rights here, and does not stand in the accounts file",
            ])
        #expect(found[0].advice?.en.contains("delete_user akar") == true)
        #expect(found.allSatisfy { $0.advice?.en.contains("role known") == true })
        let all = Set(accounts.accounts.keys)
        #expect(said(AccountChecks.strangers(.success(accounts), besides: all)).map { $0.hasPrefix("good") } == [true])
    }

    @Test func `nobody is a stranger before a file was applied; who cannot tell, or may not look, says so`() {
        let accounts = BrokerAccounts(["akar": account(["administrator"])])
        #expect(AccountChecks.strangers(.success(accounts), besides: nil).isEmpty)
        let old = AccountChecks.strangers(.success(accounts), besides: [])
        #expect(old.map(\.severity) == [.note] && old[0].advice?.en.contains("account apply") == true)
        let denied = TopologyError.denied(.look, account: "op", host: "/")
        #expect(AccountChecks.strangers(.failure(denied), besides: ["op"]).map(\.severity) == [.note])
        #expect(AccountChecks.strangers(.failure(.answer("x")), besides: ["op"]).map(\.severity) == [.warning])
    }

    @Test func `a login that is none of ours is named once, with all that it can do and what takes it`() {
        let found = LoginChecks.findings(
            [], [],
            [
                LoginStranger("mallory", [.rights, .member(of: "lapor-intake"), .attribute("REPLICATION")]),
                LoginStranger("tim", [.schemas(database: "lapor")]),
            ]
        ).filter { $0.severity == .warning }
        #expect(
            found.map(\.finding.en) == [
                "mallory: has rights here, is a member of lapor-intake, has REPLICATION, and does not stand in the accounts file",
                "tim: may make schemas in lapor, and does not stand in the accounts file",
            ])
        let cure = found[0].advice?.en ?? ""
        for word in [
            "--revoke-others", #"REVOKE "lapor-intake" FROM "mallory""#, #"ALTER ROLE "mallory" NOREPLICATION"#,
            "known",
        ] {
            #expect(cure.contains(word))
        }
        #expect(found[1].advice?.en.contains(#"REVOKE CREATE ON DATABASE "lapor" FROM "tim""#) == true)
    }
}
