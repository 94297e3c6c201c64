import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// A store whose one account owned everything gets logins while its workers work.
    @Suite("A store that is taken over")
    final class TakeOverTests: SiteTest {
        private let prefix = "o\(UInt32.random(in: 0 ... .max))"
        private static let workers = ["IntakeWorker", "RoutingWorker", "CaseWorker", "NotifyWorker", "ClockWorker"]

        init() throws { try super.init(.withoutLogins) }

        private func login(_ program: DatabaseProgram) -> String { "\(prefix)-\(program.rawValue)" }

        private func apply(_ further: String...) throws -> Ending {
            let lines = DatabaseProgram.allCases.map { "\(login($0)),\($0.rawValue)," }
            let file = try site.file("accounts.csv", (["account,role,channel"] + lines).joined(separator: "\n"))
            return try site.lapor(
                [
                    "account", "database", file, "--owner", "\(prefix)-owner", "--passwords",
                    site.folder.appending(path: "passwords").path,
                ] + further, ["LAPOR_DATABASE_URL": SiteDatabase.url(site.database, as: "postgres")])
        }

        private func startOwn() throws {
            for program in DatabaseProgram.allCases {
                guard let worker = program.worker else { continue }
                try site.start(
                    worker.rawValue, ["LAPOR_DATABASE_URL": SiteDatabase.url(site.database, as: login(program))])
            }
        }

        @Test("nothing is interrupted, nothing lost; in the end the old account may do nothing any more")
        func takenOver() throws {
            let one: [String: String?] = ["LAPOR_DATABASE_URL": site.database]
            for worker in Self.workers { try site.start(worker, one) }
            let (series, submitter) = (Submissions(series: "T"), try Submitter(site))
            try submitter.submit((0..<20).map(series.good))
            let before = try apply("--check")
            #expect(before.code == 78 && before.output.contains("the tables belong to lapor"), "\(before)")
            #expect(try apply().code == 0)
            try submitter.submit((20..<40).map(series.good))
            try records.settle(complaints: 40)
            let old = site.runs
            #expect(old.allSatisfy { !$0.output.contains("permission denied") && !$0.output.contains("interrupted") })

            try startOwn()
            try submitter.submit((40..<60).map(series.good))
            old.forEach { $0.requestStop() }
            old.forEach { $0.awaitEnd() }
            let left = try apply("--check")
            #expect(left.code == 78 && left.output.contains("lapor: is a member of"), "\(left)")
            try expel()
            #expect(try apply("--check").code == 0)
            try submitter.submit((60..<80).map(series.good))
            var operators = try PostgresConnection(to: SiteDatabase.url(site.database, as: login(.operators)))
            let isDone = try poll(seconds: 60) {
                try operators.execute("routed", "SELECT count(*) AS n FROM complaint WHERE version > 1")[0].integer("n")
                    == 80
            }
            #expect(isDone)
            let proof: [String: String?] = [
                "LAPOR_DATABASE_URL": SiteDatabase.url(site.database, as: login(.operators))
            ]
            let reconciled = try site.lapor(["reconcile"], proof)
            #expect(reconciled.code == 0, "\(reconciled)")
            let outsider = try PostgresConnection(to: site.database)
            let error = TestDatabase.error { () throws(PostgresError) in try outsider.run("SELECT 1 FROM reporter") }
            #expect(error?.sqlState == .notAllowed)
        }

        /// What somebody may do beyond the tables is not taken, and is said.
        private func expel() throws {
            var admin = try PostgresConnection(to: SiteDatabase.url(site.database, as: "postgres"))
            let maker = "\(prefix)-maker"
            let place = try admin.execute("database", "SELECT current_database()::text AS name")[0].text("name")
            try admin.run(#"CREATE ROLE "\#(maker)"; GRANT CREATE ON DATABASE "\#(place)" TO "\#(maker)""#)
            defer {
                _ = try? admin.run(#"REVOKE ALL ON DATABASE "\#(place)" FROM "\#(maker)"; DROP ROLE "\#(maker)""#)
            }
            let expelled = try apply("--revoke-others")
            #expect(
                expelled.code == 78 && expelled.output.contains("lapor: has no rights here any more"), "\(expelled)")
            #expect(expelled.output.contains("\(maker): may make schemas"), "\(expelled)")
            #expect(!expelled.output.contains("\(maker): has no rights"), "\(expelled)")
            try admin.run(#"REVOKE ALL ON DATABASE "\#(place)" FROM "\#(maker)""#)
            #expect(try apply("--revoke-others").code == 0)
        }

        @Test("passwords are files of their owner, and no statement has them")
        func passwords() throws {
            let file = try site.file(
                "accounts.csv", "account,role,channel\n\(login(.report)),report,\nbroker,monitor,\n")
            let admin: [String: String?] = ["LAPOR_DATABASE_URL": SiteDatabase.url(site.database, as: "postgres")]
            let owner = ["--owner", "\(prefix)-owner"]
            let without = try site.lapor(["account", "database", file] + owner, admin)
            #expect(without.code == 65 && without.output.contains("--passwords"), "\(without)")
            let folder = site.folder.appending(path: "passwords")
            let made = try site.lapor(["account", "database", file, "--passwords", folder.path] + owner, admin)
            #expect(made.code == 0, "\(made)")
            let path = folder.appending(path: login(.report)).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
            let kept = try PostgresConnection(to: SiteDatabase.url(site.database, as: "postgres")).run(
                "SELECT rolpassword FROM pg_authid WHERE rolname = '\(login(.report))'")[0].text("rolpassword")
            #expect(kept.hasPrefix("SCRAM-SHA-256$"))
            let again = try site.lapor(["account", "database", file] + owner, admin)
            #expect(again.code == 0 && again.output.contains("All logins are as they must be"), "\(again)")
        }
    }
}
