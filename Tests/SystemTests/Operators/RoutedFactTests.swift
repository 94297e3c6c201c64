import Complaints
import Contract
import Figures
import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

@testable import RoutingWorker

extension SystemTests {
    /// Facts that routing writes, beside reports that fold the same cases at the same moment.
    @Suite("Facts of routed complaints")
    struct RoutedFactTests {
        private func store(_ body: (RoutedCases, inout PostgresConnection) throws -> Void) throws {
            try FactTests.store { connection, url in try body(try RoutedCases(url: url), &connection) }
        }

        private func number(_ connection: borrowing PostgresConnection, _ sql: String) throws -> Int {
            Int(try connection.run("SELECT (\(sql))::text AS value")[0].text("value")) ?? -1
        }

        private func facts(_ connection: inout PostgresConnection) throws -> String {
            try connection.execute(
                "facts", "SELECT string_agg(f::text, E'\\n' ORDER BY complaint_id, version) AS facts FROM fact f"
            )[0].text("facts")
        }

        /// What is still noted is folded, and all facts are what their journals tell.
        private func check(_ cases: Int, facts count: Int, _ connection: inout PostgresConnection) throws {
            try FactProjector.catchUpWhole(&connection)
            #expect(try number(connection, "SELECT count(*) FROM fact_todo") == 0)
            #expect(try number(connection, "SELECT count(*) FROM fact") == count)
            let proof = try FactCheckTests.proof(&connection)
            #expect(proof.isSound && proof.left.count == cases, "\(proof.complaint)")
            let before = try facts(&connection)
            try FactProjector.rebuild(&connection)
            #expect(try facts(&connection) == before)
        }

        /// Waits until `name` waits for somebody else's lock.
        private func awaitWaiting(_ name: String, in cases: RoutedCases) throws {
            // Within a transaction, what others do is looked up once.
            let connection = try PostgresConnection(to: cases.url)
            let waiting = """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                    AND application_name = '\(name)' AND wait_event_type = 'Lock'
                """
            try #require(try poll(seconds: 20) { try number(connection, waiting) == 1 }, "\(name) does not wait")
        }

        @Test("what routing writes is to the digit what folding the journals gives")
        func equal() throws {
            try store { cases, connection in
                try cases.route(try cases.register(0..<120))
                #expect(try number(connection, "SELECT count(*) FROM fact_present WHERE version = 2") == 120)
                #expect(try number(connection, "SELECT count(*) FROM fact_past WHERE version = 1") == 120)
                // Intake's note alone: routing has left nothing to be folded.
                #expect(try number(connection, "SELECT count(*) FROM fact_waiting") == 120)
                for different in [
                    "was_overdue", "supervised", "at_desk", "region_code IS NULL", "event_date > cohort_date",
                ] {
                    let count = try number(connection, "SELECT count(*) FROM fact_present WHERE \(different)")
                    #expect(0 < count && count < 120, "\(different): \(count)")
                }
                try check(120, facts: 240, &connection)
            }
        }

        @Test("a report before routing folds the registration; of these, and no others, routing leaves the rest to it")
        func reportFirst() throws {
            try store { cases, connection in
                let early = try cases.register(0..<10)
                try FactProjector.catchUpWhole(&connection)
                #expect(try number(connection, "SELECT count(*) FROM fact_present WHERE version = 1") == 10)
                try cases.route(try early + cases.register(10..<30))
                #expect(try number(connection, "SELECT count(*) FROM fact_present WHERE version = 2") == 20)
                // Of them 20 by intake, and the 10 that were folded before.
                #expect(try number(connection, "SELECT count(DISTINCT complaint_id) FROM fact_waiting") == 30)
                try check(30, facts: 60, &connection)
            }
        }

        @Test("a report that is folding them when routing comes: routing waits, and leaves its batch to be folded")
        func reportMeanwhile() throws {
            try store { cases, connection in
                let items = try cases.register(0..<20)
                try connection.run("BEGIN; LOCK TABLE fact_problem IN SHARE MODE")
                let report = Beside { [url = cases.url] in
                    var session = try FigureReader.session(url)
                    try FactProjector.catchUpWhole(&session)
                }
                try awaitWaiting("lapor figures", in: cases)
                let routing = Beside { try cases.route(items) }
                try awaitWaiting("RoutingWorker", in: cases)
                try connection.run("COMMIT")
                #expect(report.end() == nil)
                #expect(routing.end() == nil)
                #expect(try number(connection, "SELECT count(*) FROM fact_present WHERE version = 1") == 20)
                #expect(try number(connection, "SELECT count(*) FROM fact_past") == 0)
                try check(20, facts: 40, &connection)
            }
        }

        @Test("a report that comes while routing stores: what routing wrote stays", arguments: [false, true])
        func routingMeanwhile(isKilled: Bool) throws {
            try store { cases, connection in
                let items = try cases.register(0..<20)
                // The facts are written before the journal, and wait with it.
                try connection.run("BEGIN; LOCK TABLE journal IN SHARE MODE")
                let routing = Beside { try cases.route(items) }
                try awaitWaiting("RoutingWorker", in: cases)
                let report = Beside { [url = cases.url] in
                    var session = try FigureReader.session(url)
                    try FactProjector.catchUpWhole(&session)
                }
                try awaitWaiting("lapor figures", in: cases)
                if isKilled {
                    try connection.run(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name = 'RoutingWorker'
                        """)
                    #expect(routing.end() != nil)
                }
                try connection.run("COMMIT")
                #expect(report.end() == nil)
                if !isKilled { #expect(routing.end() == nil) }
                let version = isKilled ? 1 : 2
                #expect(
                    try number(connection, "SELECT count(*) FROM fact_present WHERE version = \(version)") == 20)
                if isKilled { try cases.route(items) }
                try check(20, facts: 40, &connection)
            }
        }

        @Test("a case that goes on before anybody folds it")
        func further() throws {
            try store { cases, connection in
                let items = try cases.register(0..<6)
                try cases.route(items)
                for item in items.prefix(3) { try cases.escalate(item.message.complaint, &connection) }
                try check(6, facts: 15, &connection)
                for item in items.prefix(2) { try cases.escalate(item.message.complaint, &connection) }
                try check(6, facts: 17, &connection)
            }
        }

        @Test("reports and rebuilding at any moment of intake, routing, casework: each case once, as its journal tells")
        func all() throws {
            try store { cases, connection in
                let routing = (0..<2).map { lane in
                    Beside {
                        var session = try PostgresConnection(to: cases.url)
                        for batch in 0..<12 {
                            let first = (lane * 12 + batch) * 15
                            let items = try cases.register(first..<first + 15)
                            if batch.isMultiple(of: 3) { Thread.sleep(forTimeInterval: 0.02) }
                            try cases.route(items)
                            for item in items.prefix(4) { try cases.escalate(item.message.complaint, &session) }
                        }
                    }
                }
                let reports = (0..<2).map { number in
                    Beside { [url = cases.url] in
                        var session = try FigureReader.session(url)
                        while routing.contains(where: \.isRunning) {
                            if number == 0 {
                                let table = try FigureReader.answer(FigureQuestion(), at: .now, &session)
                                #expect(table.total[.cases] <= 360)
                            } else {
                                try FactProjector.rebuild(&session)
                            }
                        }
                    }
                }
                #expect(routing.compactMap { $0.end() } == [])
                #expect(reports.compactMap { $0.end() } == [])
                try check(360, facts: 360 * 2 + 24 * 4, &connection)
            }
        }
    }
}
