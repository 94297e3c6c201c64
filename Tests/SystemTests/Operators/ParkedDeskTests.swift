import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// Nothing that was done to parked messages by mistake, or halfway, loses or doubles one.
    @Suite("The desk of parked messages")
    final class ParkedDeskTests: SiteTest {
        /// Parks submissions that are good, as if their fault had been mended since; the same number is the same message.
        private func park(_ numbers: [Int], code: String = "storage_refused") throws {
            let series = Submissions(series: "D")
            var connection = try RabbitConnection(to: site.broker.address)
            try connection.selectConfirms()
            for message in numbers.map(series.good) {
                var properties = message.properties
                properties.headers = [
                    "x-lapor-stage": .text("intake"), "x-lapor-code": .text(code),
                    "x-lapor-reason": .text("the database refused it"), "x-lapor-exchange": .text("lapor.intake"),
                    "x-lapor-routing-key": .text(message.routingKey), "x-lapor-at": .text("2025-01-01T00:00:00Z"),
                ]
                try connection.publish(
                    Publication(exchange: "", routingKey: "intake.dead", properties: properties, body: message.body))
            }
            try connection.waitForConfirms(milliseconds: 10_000)
        }

        private func ids() throws -> [String] {
            let letters = try site.run("dead", "list", "--each", "--json")
            return letters.matches(of: #/"id" : "([0-9a-f]{12})"/#).map { String($0.1) }
        }

        private func kept() throws -> Int { try records.count("SELECT count(*) FROM kept_letter") }

        private func lie(_ count: Int, _ location: SourceLocation = #_sourceLocation) throws {
            _ = try poll(seconds: 10) { try records.depth("intake.dead") == count }
            #expect(try records.depth("intake.dead") == count, sourceLocation: location)
        }

        /// Runs lapor, which ends at a place as by `kill -9`.
        private func die(
            at point: KillPoint, _ arguments: [String], _ location: SourceLocation = #_sourceLocation
        ) throws {
            let ending = try site.lapor(arguments, ["LAPOR_KILL_POINT": point.rawValue])
            #expect(ending.code == -SIGKILL, "\(point): \(ending)", sourceLocation: location)
        }

        @Test("a beginning that several ids have does nothing to any of them; neither does an empty one, or a dry run")
        func ambiguous() throws {
            try park(Array(0..<40))
            let all = try ids()
            let byDigit = Dictionary(grouping: all) { $0.prefix(1) }
            let several = String(try #require(byDigit.first { $0.value.count > 1 }?.key))
            for call in [
                ["discard", several, "--reason", "uji", "--yes"], ["replay", several], ["show", several],
                ["edit", several, "--with", "/dev/null"], ["discard", "", "--reason", "uji", "--yes"],
                ["discard", all[0], several, "--reason", "uji", "--yes"],
            ] {
                let refused = try site.lapor(["dead"] + call)
                #expect(refused.code == 65, "\(call): \(refused.output)")
                #expect(call[1].isEmpty || refused.output.contains(byDigit[Substring(several)]?[1] ?? "-"))
            }
            let plan = try site.run("dead", "discard", "--all", "--reason", "uji", "--dry-run")
            #expect(plan.contains("40 messages are meant"))
            #expect(try site.run("dead", "replay", all[0], "--dry-run", "--json").contains("dry_run"))
            #expect(try site.lapor("dead", "discard", "--all", "--reason", "uji").code == 77)
            #expect(try site.lapor("dead", "replay", "--all").code == 77)
            try lie(40)
            #expect(try records.count("SELECT count(*) FROM parked_action") == 0 && kept() == 0)
        }

        @Test(
            "what is discarded is kept, is accounted for, and lies where it lay after undo, once; it goes after 90 days"
        )
        func undo() throws {
            try park([0, 1, 1, 2], code: "field_missing")
            try park([3])
            let before = try ids().sorted()
            let discarded = try site.run(
                "dead", "discard", "--code", "field_missing", "--channel", "sms", "--reason", "uji", "--actor", "Rina",
                "--yes")
            #expect(
                discarded.contains("discarded 1 message (and 1 further copy)") && discarded.contains("run-1"),
                "a message and its copy")
            try lie(3)
            #expect(try kept() == 1)
            let listed = try site.run("dead", "list", "--kept")
            #expect(listed.contains("Rina") && listed.contains("run-1") && !listed.contains("Siti"))
            let id = try #require(before.first { listed.contains($0) })
            let shown = try site.run("dead", "show", id, "--kept", "--reason", "uji")
            #expect(shown.contains("field_missing") && !shown.contains("0812") && !shown.contains("Siti"))
            #expect(try site.run("dead", "undo", "run-1").contains("1 lie"))
            try lie(4)
            #expect(try ids().sorted() == before && kept() == 0)
            for name in ["run-1", id] {
                let again = try site.lapor("dead", "undo", name)
                #expect(again.code == 1, "once: \(again)")
            }

            try site.run("dead", "discard", "--all", "--older-than", "1d", "--reason", "uji", "--yes")
            try lie(0)
            try site.run("dead", "undo", id)
            try lie(1)
            try PostgresConnection(to: site.database).run(
                """
                UPDATE kept_letter SET kept_at = kept_at - interval '91 days'
                WHERE letter_id IN ('\(before[0])', '\(before[1])')
                """)
            let left = try kept()
            try site.start("ClockWorker")
            #expect(try poll(seconds: 30) { try kept() < left }, "\(site.logs.suffix(500))")
            site.stop("ClockWorker")
            #expect(
                try records.count("SELECT count(*) FROM kept_letter WHERE kept_at < now() - interval '90 days'") == 0)
        }

        @Test("lapor may end anywhere while it discards and undoes: called again, each message lies there once")
        func killedDiscards() throws {
            try park([0, 1])
            let id = try ids()[0]
            let discard = ["dead", "discard", id, "--reason", "uji", "--yes"]
            try die(at: .committed, discard)
            try lie(2)
            #expect(try site.run("dead", "undo", id).contains("1 lay there still"))
            try lie(2)
            #expect(try kept() == 0)
            try die(at: .committed, discard)
            try site.run("dead", "discard", id, "--reason", "uji", "--yes")
            try lie(1)
            #expect(try kept() == 1, "kept once")
            for point in [KillPoint.publishing, .confirmed, .committed] {
                try die(at: point, ["dead", "undo", id])
                try lie(2)
                if point != .committed { try site.run("dead", "undo", id) }
                try lie(2)
                #expect(try kept() == 0, "\(point)")
                try die(at: .acknowledged, discard)
                // What was sent last may not have arrived; then it lies there still, and is discarded now.
                #expect(try poll(seconds: 10) { try records.depth("intake.dead") > 0 })
                _ = try site.lapor(discard)
                try lie(1)
                #expect(try kept() == 1)
            }
        }

        @Test(
            "lapor may end anywhere while it puts back and corrects: called again, each is stored once, the original kept"
        )
        func killedReplays() throws {
            try site.start("IntakeWorker")
            try park([0])
            let id = try ids()[0]
            for point in [KillPoint.committed, .publishing, .confirmed] {
                try die(at: point, ["dead", "replay", id])
                try lie(1)
            }
            try site.run("dead", "replay", id)
            try lie(0)
            #expect(try poll(seconds: 20) { try records.complaints() == 1 })

            try Submitter(site).submit([Submissions(series: "D").bad(2)])
            try lie(1)
            let bad = try ids()[0]
            let copy = try site.file(
                "betul.json", #"{"channel":"web","external_id":"D-e","text":"Jalan rusak di Garut"}"#)
            let wrong = try site.file("salah.json", #"{"channel":"web","external_id":"D-e"}"#)
            let refused = try site.lapor("dead", "edit", bad, "--with", wrong)
            #expect(refused.code == 65 && refused.output.contains("field_missing"), "\(refused.output)")
            #expect(try site.lapor("dead", "edit", bad).code == 78)
            #expect(try site.lapor("dead", "edit", bad, "--reason", "uji").code == 66, "there is no editor here")
            #expect(try site.run("dead", "edit", bad, "--with", copy, "--dry-run").contains("would be accepted"))
            let edit = ["dead", "edit", bad, "--with", copy, "--reason", "menurut pelapor", "--actor", "Rina"]
            for point in [KillPoint.committed, .publishing, .confirmed] {
                try die(at: point, edit)
                try lie(1)
            }
            #expect(try site.lapor(edit).code == 0)
            try lie(0)
            #expect(try poll(seconds: 20) { try records.complaints() == 2 })
            #expect(try kept() == 1)
            #expect(try site.run("dead", "list", "--kept").contains("menurut pelapor"))
            #expect(try records.count("SELECT count(DISTINCT copy_id) FROM parked_action WHERE action = 'edit'") == 1)
            try site.run("dead", "undo", bad)
            try lie(1)
            // The number is taken now: by the same words, which change nothing, or by other ones.
            let taken = try site.file(
                "terpakai.json", #"{"channel":"web","external_id":"D-e","text":"Lampu jalan mati di Garut"}"#)
            for dryRun in [["--dry-run"], []] {
                let refused = try site.lapor(["dead", "edit", bad, "--with", taken] + dryRun)
                #expect(refused.code == 65 && refused.output.contains("external_id_reused"), "\(refused.output)")
            }
            try lie(1)
            #expect(try site.run("dead", "edit", bad, "--with", copy, "--dry-run").contains("change nothing"))
        }
    }
}
