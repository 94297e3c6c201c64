import Foundation
import Rabbit
import TestKit
import Testing

@testable import Store

extension SystemTests {
    /// What channels, spreadsheets and people get wrong, and what nobody may be lost for.
    @Suite("Numbers that are used again, fields that cannot be read")
    final class OddInputTests: SiteTest {
        private func message(_ id: String, _ number: Int, _ members: String) -> TestMessage {
            TestMessage(
                messageID: id, routingKey: "intake.web", properties: MessageProperties(contentType: "application/json"),
                body: Array(#"{"channel":"web","external_id":"R-\#(number)",\#(members)}"#.utf8))
        }

        @Test(
            "of two reports under one number one is stored and the other parked, whoever takes them and however often")
        func reused() throws {
            let numbers = 0..<60
            let messages = numbers.flatMap { number in
                ["satu", "dua"].flatMap { words in
                    (0..<3).map { time in
                        message(
                            "R-\(number) \(words) \(time)", number,
                            #""text":"Lampu padam di RW \#(words)\#(String(repeating: " ", count: time))""#)
                    }
                }
            }
            let workers = try [site.start("IntakeWorker"), site.start("IntakeWorker")]
            try Submitter(site).submit(messages.shuffled(), window: 40)
            let done = try poll(seconds: 40) {
                try records.complaints() == numbers.count && records.depth("intake") == 0
                    && records.depth("intake.dead") == numbers.count * 3
            }
            let running = workers.count { $0.isRunning }
            #expect(running == 2)
            try site.stopWorkers()
            let counts = try "\(records.complaints()) stored, \(records.depth("intake.dead")) parked"
            try #require(done, Comment(rawValue: counts))
            let names = try records.texts("SELECT external_id FROM submission ORDER BY complaint_id")
            let stored = zip(names, try records.reports()).map { "\($0) \($1.text)" }
            var parked: Set<String> = []
            for letter in try records.take("intake.dead") {
                #expect(letter.properties.headers["x-lapor-code"]?.text == "external_id_reused")
                #expect(letter.properties.headers["x-lapor-field"]?.text == "external_id")
                parked.insert(letter.properties.messageID.map { String($0.dropLast(2)) } ?? "")
            }
            for number in numbers {
                let own = stored.filter { $0.hasPrefix("R-\(number) ") }
                #expect(own.count == 1)
                let other = own.first?.contains("satu") == true ? "dua" : "satu"
                #expect(
                    parked.contains("R-\(number) \(other)")
                        && !parked.contains("R-\(number) \(other == "dua" ? "satu" : "dua")"))
            }
        }

        @Test("a ledger tells the reports apart that have one number, and notices when one of them is gone")
        func ledger() throws {
            let header = "Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Isi Laporan Awal"
            let rows = (1...5).map { "9001,1 Jan 2026,02:35:18,Lampu jalan padam di RW \($0) Kota Samarinda" }
            let file = try site.file("nomor.csv", ([header] + rows).joined(separator: "\n"))
            let ledger = site.folder.appending(path: "buku").path
            try site.start("IntakeWorker")
            _ = try site.lapor("import", file, "--ledger", ledger)
            let done = try poll(seconds: 30) { try records.complaints() == 1 && records.depth("intake.dead") == 4 }
            let counts = try "\(records.complaints()) stored, \(records.depth("intake.dead")) parked"
            try #require(done, Comment(rawValue: counts))
            let sound = try site.run("reconcile", "--ledger", ledger)
            #expect(sound.contains("4 of them have another one's number"), "\(sound)")
            let lines = try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n")
            #expect(Set(lines).count == 5)
            try site.broker.purge("intake.dead")
            let broken = try site.lapor("reconcile", "--ledger", ledger)
            #expect(broken.code == 70 && broken.output.contains("ledger"), "\(broken.output)")
        }

        @Test(
            "a contact that could not be read is counted, masked, seen by who asks, and mended; then the reporter hears"
        )
        func contact() throws {
            try site.startWorkers(and: "ClockWorker")
            try Submitter(site).submit([
                message(
                    "odd", 1,
                    #""text":"Lampu jalan mati di Kota Samarinda","incident_date":"kemarin","reporter":{"phone":"0812-7777 (tanya Budi) 1001"}"#
                )
            ])
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            #expect(try records.count("SELECT count(*) FROM unread_field") == 2)
            let status = try site.run("status", "--json")
            #expect(status.contains("\"contacts\" : 1") && status.contains("\"fields\" : 2"), "\(status)")
            let tracked = try site.run("track", code)
            #expect(
                tracked.contains("reporter.phone") && tracked.contains("0***") && !tracked.contains("7777"),
                "\(tracked)")
            #expect(try site.run("case", "contact", code, "--reason", "uji").contains("0812-7777 (tanya Budi) 1001"))
            let bads = [
                #"{"phone":"12"}"#, #"{"email":"x"}"#, "{}", #"{"telepon":"0812"}"#, "0812", #"{"location":" "}"#,
                #"{"name":""}"#,
                #"{"attachments":["foto.jpg"]}"#, #"{"attachments":[]}"#, #"{"attachments":[""]}"#, #"{"title":7}"#,
                #"{"phone":null}"#, "",
            ]
            for bad in bads {
                #expect(try site.run("case", "contact", code, "--reporter-file", site.file("bad", bad), code: 65) != "")
            }
            let good = try site.file("good", #"{"phone":"0812-7777-1001"}"#)
            #expect(try site.lapor("case", "contact", "BBBB-BBBB-BBBB", "--reporter-file", good).code == 1)
            try site.run("case", "contact", code, "--reporter-file", good, "--actor", "admin")
            let told = """
                SELECT event FROM notification WHERE recipient = 'reporter' AND state = 'filed' ORDER BY version
                """
            let heard = try poll(seconds: 60) { try records.texts(told).count == 2 }
            let events = try records.texts(told)
            #expect(heard && events == ["registered", "unrouted"], "\(events)")
            let after = try site.run("track", code, "--json")
            #expect(after.contains("\"action\" : \"look\"") && after.contains("\"actor\" : \"admin\""), "\(after)")
            for secret in ["7777", "Budi"] {
                #expect(!after.contains(secret) && !site.logs.contains(secret))
                let places = ["journal", "notification", "contact_action", "outbox"]
                for place in places {
                    #expect(try records.count("SELECT count(*) FROM \(place) t WHERE t::text LIKE '%\(secret)%'") == 0)
                }
            }
            #expect(try site.run("status", "--json").contains("\"contacts\" : 0"))
            try mendsCase(code)
            try site.run("reconcile")
        }

        private func mendsCase(_ code: String) throws {
            #expect(try site.run("case", "contact", code, "--reason", "uji").contains("kemarin"))
            let words = try site.file(
                "words", #"{"location":"Jalan Merdeka","attachments":["https://a.example/1.jpg"]}"#)
            let changed = try site.run(
                "case", "contact", code, "--reporter-file", words, "--incident-date", "2026-01-31", "--region", "6472",
                "--lat", "-0.5", "--lon", "117.1", "--actor", "admin")
            #expect(changed.contains("incident_date") && changed.contains("location.region_code"), "\(changed)")
            #expect(
                try records.texts(
                    "SELECT concat_ws('|', region_hint, lat, lon, incident_date) FROM complaint"
                )
                    == ["64.72|-0.5|117.1|2026-01-31"])
            let report = try #require(try records.reports().first)
            #expect(report.location == "Jalan Merdeka")
            #expect(report.attachments == Array(#"[{"url":"https://a.example/1.jpg"}]"#.utf8))
            #expect(try records.count("SELECT count(*) FROM unread_field WHERE mended_at IS NULL") == 0)
            for (options, status) in [
                (["--region", "99.99"], 65), (["--region", "x"], 65), (["--region", " "], 64), (["--lat", "1"], 64),
                (["--lat", "91", "--lon", "1"], 65), (["--incident-date", "kemarin"], 64),
                (["--incident-date", "1800-01-01"], 65), (["--ask"], 77), (["--ask", "--reporter-file", "-"], 64),
                (["--phone", "0812-7777-1001"], 64), (["--location", "Jalan Merdeka"], 64),
            ] as [([String], Int32)] {
                let ending = try site.lapor(["case", "contact", code] + options)
                #expect(ending.code == status, "\(options): \(ending)")
            }
        }
    }
}
