import Foundation
import Glibc
import TestKit
import Testing

extension SystemTests {
    /// What `lapor import --wait` waits for.
    @Suite("Import that waits")
    final class ImportWaitTests: SiteTest {
        private func line(_ id: String) -> String {
            #"{"channel":"web","external_id":"\#(id)","text":"Lampu padam di Kota Bandung"}"#
        }

        @Test("where no worker reads the queue it is said, and waited for, as long as it was asked for")
        func nobodyReads() throws {
            let path = try site.file("sepi.jsonl", line("1"))
            let ending = try site.lapor("import", path, "--wait", "--for", "7")
            #expect(
                ending.code == 75 && ending.output.contains("no worker reads queue intake, where 1 message waits"),
                "\(ending.output)")
            #expect(ending.output.contains("not done within 7 s: 1 in queue intake"), "\(ending.output)")
            let waiting = try site.spawn("lapor", ["import", path, "--wait"])
            #expect(poll(seconds: 20) { waiting.output.contains("no worker reads queue intake") })
            try site.startWorkers()
            #expect(waiting.waitForEnd(seconds: 60) == 0, "\(waiting.output)")
            #expect(try records.complaints() == 1)
            #expect(try site.lapor("import", path, "--for", "7").code == 64)
        }

        @Test("what a worker has in its hands is waited for, with the broker's counts and without them")
        func inHand() throws {
            let intake = try site.spawnWorkers()[0]
            try site.awaitProcesses()
            for changes in [[:], ["LAPOR_MANAGEMENT_URL": nil]] as [[String: String?]] {
                let name = changes.isEmpty ? "a" : "b"
                let lines = (0..<20).map { line("\(name)\($0)") }
                let path = try site.file("tangan-\(name).jsonl", lines.joined(separator: "\n"))
                Glibc.kill(intake.processID, SIGSTOP)
                let waiting = try site.spawn("lapor", ["import", path, "--wait"], changes)
                // It holds all that was published: the queue is empty.
                #expect(poll(seconds: 20) { (try? records.depth("intake")) == 0 })
                usleep(4_000_000)
                #expect(waiting.isRunning, "\(waiting.output)")
                Glibc.kill(intake.processID, SIGCONT)
                #expect(waiting.waitForEnd(seconds: 60) == 0, "\(waiting.output)")
                #expect(waiting.output.contains("20 stored, 0 known before, 0 parked"), "\(waiting.output)")
            }
        }
    }
}
