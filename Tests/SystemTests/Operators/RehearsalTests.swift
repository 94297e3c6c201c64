import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// The founding document's table, from cases that real workers handled by the scenario's clock.
    @Suite("Rehearsals")
    struct RehearsalTests {
        private static let scenario = TestStack.root.appending(path: "examples/rehearsals/kaltim-2020.jsonl")

        private struct Played: Decodable {
            var commands: Int
            var events: Int
            var journalSha256: String
            var unexpected: [String]
        }

        /// Makes the virtual host one for rehearsal, as it would have been from the beginning.
        private func mark(_ site: Site) throws {
            var connection = try RabbitConnection(to: site.broker.address)
            try connection.declareExchange(Topology.rehearsalExchange, type: "fanout")
        }

        @Test("no scenario plays where real complaints pass")
        func realBroker() throws {
            try Site.with { site in
                try site.run("lapor", "migrate", "--rehearsal")
                let played = try site.start("lapor", ["play", Self.scenario.path])
                #expect(played.waitForEnd(seconds: 60) == 77 && played.output.contains("--rehearsal"))
                let marked = try site.start("lapor", ["topology", "apply", "--rehearsal"])
                #expect(marked.waitForEnd(seconds: 60) == 78 && marked.output.contains("in use"))
            }
        }

        /// Plays the scenario on a fresh store and hands the store to `look`.
        private func play(_ look: (Site) throws -> Void) throws -> Played {
            try Site.with { site in
                try site.run("lapor", "migrate", "--rehearsal")
                try mark(site)
                let logs = site.folder.appending(path: "play").path
                let program = try site.start(
                    "lapor", ["play", Self.scenario.path, "--json", "--logs", logs])
                let code = program.waitForEnd(seconds: 300)
                try #require(code == 0, "\(program.output)")
                try look(site)
                let decoder = JSONDecoder()
                decoder.keyDecodingStrategy = .convertFromSnakeCase
                return try decoder.decode(Played.self, from: Self.object(in: program.output))
            }
        }

        /// Both streams go to one file: the JSON object begins with a brace of its own line.
        private static func object(in output: String) throws -> Data {
            let start = try #require(output.range(of: "{\n"), "\(output)")
            let end = try #require(output.range(of: "\n}", options: .backwards), "\(output)")
            return Data(output[start.lowerBound..<end.upperBound].utf8)
        }

        private func checkTable(_ site: Site) throws {
            let report = try site.start("lapor", ["report", "status", "--format", "csv"])
            #expect(report.waitForEnd(seconds: 60) == 0)
            let lines = Set(report.output.split(separator: "\n").map(String.init))
            for line in [
                "selesai,53,59,", "proses,2,59,", "belum_terverifikasi,0,59,", "belum_ditindaklanjuti,4,59,",
                "tunda,0,59,", "arsip,0,59,", "jumlah,59,59,", "persentase_tindak_lanjut,55,59,93.22",
                "persentase_selesai,53,59,89.83",
            ] {
                #expect(lines.contains(line), "\(line): \(report.output)")
            }
            let records = Records(site: site)
            #expect(try records.count("SELECT count(*) FROM command WHERE refusal IS NOT NULL") == 0)
            #expect(try records.count("SELECT count(*) FROM agenda WHERE next_at <= store_now()") == 0)
            for stage in Topology.stages { #expect(try records.depth("\(stage).dead") == 0) }
        }

        @Test("Kaltim 2020: 59 cases, 53 finished, 2 in process, 4 not; twice the same journal")
        func foundingTable() throws {
            let first = try play(checkTable)
            #expect(first.unexpected.isEmpty)
            #expect(first.commands > 59 && first.events > 59 * 3)
            let second = try play(checkTable)
            #expect(second.journalSha256 == first.journalSha256 && second.events == first.events)
        }

        @Test("a store that lives by the machine's time is not played with")
        func refusesOrdinaryStores() throws {
            try Site.with { site in
                let program = try site.start("lapor", ["play", Self.scenario.path])
                #expect(program.waitForEnd(seconds: 60) == 78)
                #expect(program.output.contains("migrate --rehearsal"), "\(program.output)")
                #expect(try Records(site: site).complaints() == 0)
            }
        }
    }
}
