import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// Each program works by a login of its own, which may do what its program does and nothing else. All other tests of this target
    /// work by these logins too: what a program lacks, they find.
    @Suite("Logins of the database")
    final class LoginTests: SiteTest {
        private let logins = SiteDatabase.logins

        private func admin() throws -> PostgresConnection {
            try PostgresConnection(to: SiteDatabase.url(site.database, as: "postgres"))
        }

        /// The file of the logins that this test's store has.
        private func file() throws -> String {
            try site.file(
                "accounts.csv",
                (["account,role,channel"] + logins.all.map { "\($0.name),\($0.program.rawValue)," }).joined(
                    separator: "\n"))
        }

        private func apply(_ further: String...) throws -> Ending {
            try site.lapor(
                ["account", "database", try file(), "--owner", logins.owner] + further,
                ["LAPOR_DATABASE_URL": SiteDatabase.url(site.database, as: "postgres")])
        }

        @Test("each has what the table in the code says, column by column, and nobody changes the journal")
        func asTheTableSays() throws {
            var connection = try admin()
            for login in logins.all where login.program != .migrate {
                let wanted = LoginRights.wanted(login.program, schema: "public").filter { $0.kind == .table }
                let there = try Rights.of(login.name, &connection)
                #expect(Set(wanted.map(\.description)) == there, "\(login.program)")
                let journal = there.filter { $0.hasSuffix(" journal") || $0.contains(" journal ") }
                #expect(journal.allSatisfy { $0.hasPrefix("SELECT ") || $0 == "INSERT journal" }, "\(journal)")
                #expect(there.isDisjoint(with: ["DELETE complaint", "UPDATE reporter", "UPDATE complaint"]))
            }
            #expect(try Rights.of(logins.name(.migrate), &connection).isEmpty)
            // Who adds a table says whose it is.
            let granted = DatabaseProgram.allCases.flatMap { LoginGrants.of($0).map(\.table) }
            let there = try records.texts(
                """
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
                    AND (NOT relispartition OR relname IN ('fact_present', 'fact_past'))
                """)
            #expect(Set(granted) == Set(there))
            #expect(try LoginDifference.all(&connection).allSatisfy(\.isNone))
        }

        @Test(
            "what a program has no business with is refused",
            arguments: [
                (.routing, "SELECT phone FROM reporter"), (.routing, "SELECT count(*) FROM reporter"),
                (.routing, "UPDATE complaint SET text = ''"), (.routing, "DELETE FROM submission"),
                (.notify, "DELETE FROM complaint"), (.notify, "SELECT text FROM complaint"),
                (.notify, "INSERT INTO journal DEFAULT VALUES"), (.intake, "SELECT phone FROM reporter"),
                (.intake, "UPDATE reporter SET phone = ''"), (.intake, "UPDATE complaint SET status = 'selesai'"),
                (.casework, "SELECT text FROM complaint"), (.casework, "UPDATE issuer_key SET revoked_at = NULL"),
                (.casework, "SELECT ensure_partitions('2040-01-01', '2040-02-01')"),
                (.clock, "SELECT text FROM complaint"),
                (.clock, "SELECT text FROM correspondence"), (.clock, "DELETE FROM anchor"),
                (.clock, "DELETE FROM complaint"),
                (.report, "SELECT code FROM complaint"), (.report, "SELECT data FROM journal"),
                (.report, "SELECT value FROM deployment"), (.report, "DELETE FROM fact_present"),
                (.operators, "UPDATE complaint SET code = ''"), (.operators, "DELETE FROM complaint"),
                (.operators, "DELETE FROM reading"), (.operators, "ALTER TABLE journal DISABLE TRIGGER ALL"),
                (.operators, "CREATE TABLE public.mine (a int)"), (.migrate, "SELECT 1 FROM complaint"),
            ] as [(DatabaseProgram, String)])
        func refused(program: DatabaseProgram, sql: String) throws {
            let connection = try PostgresConnection(to: site.url(of: program))
            #expect(TestDatabase.error { () throws(PostgresError) in try connection.run(sql) }?.sqlState == .notAllowed)
        }

        @Test("nobody changes, removes or empties the journal", arguments: DatabaseProgram.allCases)
        func journal(program: DatabaseProgram) throws {
            let connection = try PostgresConnection(to: site.url(of: program))
            for sql in [
                "UPDATE journal SET actor = ''", "DELETE FROM journal", "TRUNCATE journal",
                "UPDATE journal_other SET actor = ''",
            ] {
                let error = TestDatabase.error { () throws(PostgresError) in try connection.run(sql) }
                #expect(error?.sqlState == .notAllowed, "\(sql): \(String(describing: error))")
            }
        }

        @Test("a right that lacks is named with its cure; nothing is lost, and given again the work goes on")
        func lacking() throws {
            try admin().run("REVOKE INSERT ON explanation FROM \(logins.name(.routing))")
            try site.startWorkers()
            try Submitter(site).submit([Submissions(series: "L").good(0)])
            let worker = try #require(site.runs.first { $0.name == "RoutingWorker" })
            #expect(
                poll(seconds: 30) {
                    worker.output.contains("permission denied for table explanation")
                        && worker.output.contains("lapor account database")
                }, "\(worker.output.suffix(2000))")
            #expect(!worker.isReady && worker.isRunning)
            let found = try apply("--check")
            #expect(
                found.code == 78 && found.output.contains("\(logins.name(.routing)): lacks INSERT explanation"),
                "\(found)")
            #expect(try records.depth("routing.dead") == 0)
            #expect(try apply().code == 0)
            try records.settle(complaints: 1)
            #expect(try records.count("SELECT count(*) FROM explanation") == 1)
        }

        @Test("the doctor names what lacks, what is too much, and workers that may do everything")
        func doctor() throws {
            #expect(try site.lapor("doctor").output.contains("12 logins have the rights that they need, and no more"))
            let connection = try admin()
            try connection.run(
                """
                REVOKE UPDATE (settled_to) ON sweep FROM \(logins.name(.clock));
                GRANT SELECT ON reporter, complaint TO \(logins.name(.routing)); GRANT DELETE ON complaint TO PUBLIC
                """)
            let worker = try site.start("NotifyWorker", ["LAPOR_DATABASE_URL": site.database])
            #expect(poll(seconds: 20) { worker.isReady })
            let doctor = try site.lapor("doctor", "--wide").output
            for finding in [
                "\(logins.name(.clock)): lacks UPDATE sweep (settled_to)",
                "\(logins.name(.routing)): has more than it needs: SELECT complaint, SELECT reporter",
                "NotifyWorker works as lapor, which may do everything",
                "PUBLIC: has rights here, and does not stand in the accounts file",
                "is a member of \(logins.owner), and does not stand in the accounts file",
            ] {
                #expect(doctor.contains(finding), "\(finding): \(doctor)")
            }
            let check = try apply("--check")
            #expect(
                check.output.contains("PUBLIC: has rights here")
                    && check.output.contains("is a member of \(logins.owner)"),
                "\(check)")
            #expect(check.output.contains("everybody may do this: DELETE complaint: take it with"), "\(check)")
            // Others are shut out in a test of their own: membership is the server's, and other tests work by it.
            #expect(try apply().code == 0)
            #expect(try !apply("--check").output.contains(logins.name(.routing)))
            #expect(try site.lapor("cases").code == 0)
        }

        @Test("figures for who sees nothing else")
        func report() throws {
            let report: [String: String?] = ["LAPOR_DATABASE_URL": site.url(of: .report)]
            for command in [["report"], ["report", "routing"], ["report", "--by", "body"]] {
                let ending = try site.lapor(command, report)
                #expect(ending.code == 0, "\(command): \(ending)")
            }
            try site.startWorkers()
            _ = try site.routedCases(3)
            #expect(try records.count("SELECT count(*) FROM fact_todo") > 0)
            try site.start("ClockWorker")
            #expect(try poll(seconds: 60) { try records.count("SELECT count(*) FROM fact_todo") == 0 })
            #expect(try site.lapor(["report", "--by", "body"], report).code == 0)
            let cases = try site.lapor(["cases"], report)
            #expect(cases.code == 78 && cases.output.contains("permission denied for table complaint"), "\(cases)")
        }

        @Test("what is migrated belongs to the owner, and its rights come with it")
        func migrating() throws {
            try admin().run("REVOKE SELECT ON rule_set FROM \(logins.name(.intake))")
            let other = try site.lapor(["migrate"], ["LAPOR_DATABASE_URL": site.url(of: .operators)])
            #expect(other.code == 78 && other.output.contains("belong to \(logins.owner)"), "\(other)")
            try site.run("migrate")
            var connection = try admin()
            #expect(try LoginDifference.all(&connection).allSatisfy(\.isNone))
            let others = try records.texts(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') "
                    + "AND relowner <> '\(logins.owner)'::regrole")
            #expect(others.isEmpty)
        }
    }
}
