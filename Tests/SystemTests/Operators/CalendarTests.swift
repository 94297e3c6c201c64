import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Store
import TestKit
import Testing

extension SystemTests {
    @Suite("The calendar as data")
    final class CalendarTests: SiteTest {
        private static func time(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

        private static let moves = """
            SELECT concat_ws(' ', c.region_code, m ->> 'clock', m ->> 'before', m ->> 'after')
            FROM journal j JOIN complaint c ON c.id = j.complaint_id, json_array_elements(j.data -> 'moves') m
            WHERE j.event = 'rescheduled' AND m ->> 'clock' = 'first_reply' ORDER BY 1
            """

        /// Before 8 August 2025 nobody knew that the 18th would be free.
        private func cases(_ count: Int) throws -> OpenCases {
            try PostgresConnection(to: site.database).run("DELETE FROM holiday WHERE date = '2025-08-18'")
            return try OpenCases(count, at: try Self.time("2025-08-12T02:00:00Z"), in: site)
        }

        @Test(
            "a holiday decreed late moves open deadlines in all three zones, once, with before and after in the journal"
        )
        func decree() throws {
            _ = try cases(10)
            for _ in 0..<2 { try site.start("ClockWorker") }
            let decree = try site.file(
                "holidays.csv", "date,name,kind\n2025-08-18,Cuti Bersama Hari Kemerdekaan,cuti_bersama\n")
            #expect(try site.run("calendar", "import", decree).contains("+"))
            let diff = try site.run("calendar", "diff", "--json")
            for part in ["\"first_reply\" : 30", "\"complete_unsupervised\" : 30", "\"ombudsman\" : 30"] {
                #expect(diff.contains(part), "\(diff)")
            }
            let applied = try site.run("calendar", "apply", "--note", "SKB 3 Menteri", "--json")
            #expect(applied.contains("\"version\" : 2") && applied.contains("\"first_reply\" : 30"), "\(applied)")

            let ends = [
                "32.04": ("2025-08-19T16:59:59.999999Z", "2025-08-20T16:59:59.999999Z"),
                "64.72": ("2025-08-19T15:59:59.999999Z", "2025-08-20T15:59:59.999999Z"),
                "91.71": ("2025-08-19T14:59:59.999999Z", "2025-08-20T14:59:59.999999Z"),
            ]
            let expected = ends.flatMap { region, ends in
                Array(repeating: "\(region) first_reply \(ends.0) \(ends.1)", count: 10)
            }
            #expect(try records.texts(Self.moves) == expected.sorted())
            #expect(try records.count("SELECT count(*) FROM agenda WHERE calendar = 2") == 30)
            #expect(try site.run("calendar", "history").contains("SKB 3 Menteri"))

            // The same again changes nothing, and nobody speaks a second time.
            #expect(try site.run("calendar", "import", decree).contains("no day changes"))
            #expect(try site.run("calendar", "apply", "--note", "SKB").contains("nothing is changed"))
            #expect(try site.run("calendar", "apply", "--note", "SKB", code: 1).contains("no draft"))
            #expect(try records.count("SELECT max(version) FROM calendar_version") == 2)
            #expect(try records.count("SELECT count(*) FROM journal WHERE event = 'rescheduled'") == 30)

            // Taken back, deadlines are where they were.
            let whole = try records.texts(
                """
                SELECT concat_ws(',', date, '"' || name || '"', kind) FROM holiday
                WHERE date BETWEEN '2025-01-01' AND '2025-12-31' AND date <> '2025-08-18' ORDER BY date
                """)
            let old = try site.file("holidays.csv", (["date,name,kind"] + whole).joined(separator: "\n"))
            try site.run("calendar", "import", old, "--whole")
            try site.run("calendar", "apply", "--note", "Dicabut")
            let back = try records.texts(Self.moves)
            #expect(back.count == 60 && Set(back).count == 6)
            try site.stopWorkers()
        }

        @Test("a command before the clocks were computed anew counts by the new calendar, and leaves nothing behind")
        func commandMeanwhile() throws {
            let cases = try cases(1)
            let decree = try site.file("holidays.csv", "date,name,kind\n2025-08-18,Cuti Bersama,cuti_bersama\n")
            try site.run("calendar", "import", decree)
            try site.start("ClockWorker")
            try site.run("calendar", "apply", "--note", "SKB 3 Menteri")
            site.stop("ClockWorker")
            // As they were, had no ClockWorker been there.
            try PostgresConnection(to: site.database).run(
                """
                ALTER TABLE journal DISABLE TRIGGER USER; DELETE FROM journal WHERE event = 'rescheduled';
                ALTER TABLE journal ENABLE TRIGGER USER; UPDATE complaint SET version = 2; DELETE FROM outbox;
                UPDATE agenda SET calendar = 1, next_at = now()
                """)
            try site.start("CaseWorker")
            let id = cases.ids[1]
            let code = try #require(try records.texts("SELECT code FROM complaint WHERE id = '\(id)'").first)
            try site.run(
                "case", "reply", code, "--text-file", site.words("Kami periksa hari ini"), "--expected-version", "2")
            #expect(try cases.events(of: id) == ["rescheduled", "replied"])
            // Who still has the calendar of before moves nothing back.
            try PostgresConnection(to: site.database).run(
                "UPDATE agenda SET calendar = 3 WHERE complaint_id = '\(cases.ids[0])'")
            let other = try #require(
                try records.texts("SELECT code FROM complaint WHERE id = '\(cases.ids[0])'").first)
            try site.run("case", "reply", other, "--text-file", site.words("Kami periksa hari ini"))
            #expect(try cases.events(of: cases.ids[0]) == ["replied"])
            #expect(try records.texts("SELECT calendar::text FROM agenda ORDER BY 1") == ["1", "1", "2"])
            let due =
                "SELECT data #>> '{clocks,complete_unsupervised,due}' FROM journal WHERE event = 'replied' AND complaint_id = '\(id)'"
            #expect(try records.texts(due) == ["2025-09-02T15:59:59.999999Z"])
            try site.start("ClockWorker")
            let settled = try poll(seconds: 30) {
                try records.count("SELECT count(*) FROM agenda WHERE calendar = 2") == 3
            }
            #expect(settled)
            #expect(try cases.events(of: id) == ["rescheduled", "replied"])
            #expect(try records.count("SELECT count(*) FROM journal WHERE event = 'rescheduled'") == 2)
        }

        @Test("a region's holiday moves its own deadlines alone; what stands still keeps its days")
        func regional() throws {
            let cases = try cases(2)
            let asked = cases.ids[1]
            try cases.step(
                asked,
                { state, legal in
                    var details = EventDetails()
                    details.clocks = state.clocks(
                        after: .asked, details, at: try Self.time("2025-08-13T02:00:00Z"), legal)
                    return CaseStep(.asked, details)
                }, at: try Self.time("2025-08-13T02:00:00Z"))
            let paused = """
                SELECT (data #> '{clocks,first_reply}')::jsonb::text FROM journal WHERE complaint_id = '\(asked)'
                    AND data->'clocks' IS NOT NULL ORDER BY version DESC LIMIT 1
                """
            let before = try records.texts(paused)
            let decree = try site.file(
                "holidays.csv",
                "date,name,kind,region_code\n2025-08-15,Hari Jadi Kalimantan Timur,libur_nasional,64\n")
            try site.run("calendar", "import", decree)
            try site.start("ClockWorker")
            try site.run("calendar", "apply", "--note", "Keputusan Gubernur")
            // One case of the region runs, the other waits for its reporter: their own deadline moves.
            #expect(
                try records.texts(Self.moves) == [
                    "64.72 first_reply 2025-08-19T15:59:59.999999Z 2025-08-20T15:59:59.999999Z"
                ])
            #expect(try cases.events(of: asked) == ["asked", "rescheduled"])
            let after = try records.texts(paused)
            #expect(before.first?.contains("\"days\": 4") == true)
            #expect(after.first?.contains("\"days\": 4") == true && after.first?.contains("due") == false)
            #expect(try records.count("SELECT count(*) FROM agenda WHERE calendar = 2") == 6)
            try site.stopWorkers()
        }

        @Test("a file that is wrong is refused with line and reason, and a rule holds for clocks that start later")
        func refusals() throws {
            _ = try cases(1)
            let wrong = [
                "date,name,kind\n2025-02-30,X,libur_nasional": "line 2: date must be a day",
                "date,name,kind\n2025-02-03,X,libur": "line 2: kind must be",
                "date,name\n2025-02-03,X": "line 1: the header lacks kind",
                "date,name,kind,region_code\n2025-02-03,X,cuti_bersama,99": "there is no region '99'",
                "date,name,kind\n2025-02-03,X,cuti_bersama\n2025-02-03,X,cuti_bersama": "line 3: 2025-02-03 X",
            ]
            for (text, reason) in wrong {
                let output = try site.run("calendar", "import", try site.file("holidays.csv", text), code: 65)
                #expect(output.contains(reason), "\(output)")
            }
            try site.start("ClockWorker")
            try site.run(
                "calendar", "rules", "add", "first_reply", "3", "--from", "2025-09-01", "--region", "64",
                "--note", "Pergub")
            #expect(try site.run("calendar", "rules", "list").contains("2025-09-01"))
            #expect(
                try poll(seconds: 20) { try records.count("SELECT count(*) FROM agenda WHERE calendar = 2") == 3 })
            #expect(try records.count("SELECT count(*) FROM journal WHERE event = 'rescheduled'") == 0)
            var connection = try PostgresConnection(to: site.database)
            let legal = try ReferenceTables.clocks(&connection)
            let place = ClockPlace(zone: .wita, region: "64.72", caseClass: .aspiration)
            let start = try Self.time("2025-09-01T00:00:00+08:00")
            #expect(legal.start(.firstReply, at: start, in: place)?.days == 3)
            #expect(legal.start(.firstReply, at: start.advanced(bySeconds: -1), in: place)?.days == 5)
            try site.stopWorkers()
        }

        @Test("after a week without ClockWorker what is due is said in order, and no more than that")
        func downtime() throws {
            let cases = try OpenCases(20, at: try Self.time("2025-08-12T02:00:00Z"), in: site)
            var connection = try PostgresConnection(to: site.database)
            // First replies were due on the 20th; completion is due on 2 September.
            try StoreClock.setScenarioTime(try Self.time("2025-08-29T05:00:00Z"), &connection)
            for _ in 0..<2 { try site.start("ClockWorker") }
            try cases.live(at: try Self.time("2025-08-29T05:00:00Z"))
            let late = ["overdue first_reply overdue", "reminded complete_unsupervised reminded"]
            for id in cases.ids { #expect(try cases.events(of: id) == late) }
            // Two more working days for the head, two for the coordinator, three for the national desk.
            try cases.live(at: try Self.time("2025-09-01T00:59:00Z"))
            #expect(try cases.events(of: cases.ids[0]) == late)
            try cases.live(at: try Self.time("2025-09-02T01:00:00Z"))
            let head = late + ["escalated first_reply head"]
            #expect(try cases.events(of: cases.ids[0]) == head)
            try cases.live(at: try Self.time("2025-09-04T01:00:00Z"))
            let coordinator =
                head + [
                    "overdue complete_unsupervised overdue", "escalated first_reply coordinator",
                ]
            #expect(try cases.events(of: cases.ids[0]) == coordinator)
            try site.stopWorkers()
            let delivered = try records.take("notify").flatMap { delivery in
                CaseEventDecoder().decode(delivery.body).compactMap { try? $0.content.get() }
            }
            let overdue = delivered.filter { $0.event == .overdue }.map(\.complaint)
            #expect(overdue.count >= 120 && Set(overdue).count == 60)
        }
    }
}
