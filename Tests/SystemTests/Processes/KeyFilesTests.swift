import Complaints
import Foundation
import Postgres
import Sealing
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// Files of keys that go, and files of keys that come from elsewhere.
    @Suite("files of keys", .stack) final class KeyFilesTests: SiteTest {
        init() throws { try super.init() }

        /// Says for a RoutingWorker that it lives, and which keys of words it has loaded, the one that it seals by first.
        private func prove(_ kids: [String]) throws {
            var beat = WorkerTable.Beat()
            beat.keys = kids.compactMap { LoadedKey("words:\($0)"[...]) }
            let identity = WorkerTable.Identity(
                instance: "uji", kind: "RoutingWorker", host: "satu", pid: 7, version: "1", filed: [])
            var session = try Database(at: site.database)
            try WorkerTable.prove(identity, beat, &session)
        }

        private func words(_ change: String, _ more: String...) throws -> Ending {
            try site.lapor(["keys", change, "words"] + more)
        }

        @Test("a key goes when nothing is sealed under it and nobody can be sealing under it any more")
        func dropped() throws {
            let file = try #require(site.settings["LAPOR_WORDS_KEY_FILE"])
            let before = try String(contentsOfFile: file, encoding: .utf8)
            let old = try KeyFile(before, of: .words).ids[0].description
            let new = try #require(KeyFile(String(try added(file)), of: .words).ids.last?.description)
            try prove([old, new])
            #expect(try words("use", new).code == 0)
            let refused = try words("drop")
            #expect(refused.code == 75 && refused.output.contains("RoutingWorker satu 7"), "\(refused)")
            try PostgresConnection(to: site.database).run("UPDATE worker SET beat_at = now() - interval '5 minutes'")
            let silent = try words("drop")
            #expect(silent.code == 75 && silent.output.contains("silent for less than 10 minutes"), "\(silent)")
            try prove([new, old])
            try PostgresConnection(to: site.database).run(
                "INSERT INTO case_key (complaint_id, words) VALUES (gen_random_uuid(), '\\x01\(old)00')")
            let used = try words("drop")
            #expect(used.code == 77 && used.output.contains("still wraps 1 key"), "\(used)")
            #expect(try records.count("SELECT count(*) FROM dropped_key") == 0, "what is refused changes nothing")
            try PostgresConnection(to: site.database).run("DELETE FROM case_key")
            let done = try words("drop")
            #expect(done.code == 0 && !done.output.contains(old), "\(done)")
            // Who still has the file of before does not begin.
            let stale = try site.file("lama.keys", before)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: stale)
            let worker = try site.spawn("RoutingWorker", [], ["LAPOR_WORDS_KEY_FILE": stale])
            #expect(worker.waitForEnd(seconds: 20) == 78, "\(worker.output)")
            #expect(worker.output.contains("begins with the key \(old), which was dropped"), "\(worker.output)")
        }

        private func added(_ file: String) throws -> String {
            let added = try words("add")
            try #require(added.code == 0, "\(added)")
            return try String(contentsOfFile: file, encoding: .utf8)
        }

        @Test("another installation's keys of search and of codes are told by workers, the desk and the doctor")
        func foreign() throws {
            #expect(try site.spawn("IntakeWorker", ["--check"]).waitForEnd(seconds: 20) == 0)
            #expect(try records.count("SELECT count(*) FROM key_imprint") == 0, "who only looks says nothing")
            try site.start("IntakeWorker")
            #expect(try poll(seconds: 20) { try records.count("SELECT count(*) FROM key_imprint") == 2 })
            let phone = try site.file("phone", "0812-7654-3210")
            let find = ["person", "find", "--phone-file", phone, "--reason", "permintaan 7"]
            #expect(try site.lapor(find).code == 1)
            for (kind, said) in [
                (KeyKind.search, "names another key than the one by which people are known here"),
                (.codes, "begins with a key that has made no codes here"),
            ] {
                let file = try site.file("\(kind).asing", KeyFile(new: kind).text)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
                let foreign: [String: String?] = [kind.setting.name: file]
                for (name, arguments) in [
                    ("IntakeWorker", [String]()), ("IntakeWorker", ["--check"]), ("CaseWorker", ["--check"]),
                ] {
                    let worker = try site.spawn(name, arguments, foreign)
                    #expect(worker.waitForEnd(seconds: 20) == 78, "\(name) \(arguments): \(worker.output)")
                    #expect(worker.output.contains(said), "\(worker.output)")
                }
                let desk = try site.lapor(find, foreign)
                #expect(desk.code == 78 && desk.output.contains(said), "\(desk)")
                #expect(try site.lapor(["doctor", "--wide"], foreign).output.contains(said))
            }
        }
    }
}
