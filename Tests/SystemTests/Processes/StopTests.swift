import Foundation
import Rabbit
import TestKit
import Testing

extension TimedTests {
    @Suite("Orderly stops")
    final class StopTests: SiteTest {
        @Test("rolling restarts under load, ten or fifty: each ends with code 0 in time, and no count changes")
        func rollingRestarts() throws {
            try site.spawnWorkers()
            let restarts = Depth.of(10, proof: 50)
            let messages = Submissions(series: "R").mixture(restarts * 300)
            let submitter = try Submitter(site)
            try submitter.submit(messages, window: 300, seconds: 600) { _ in
                let running = site.programs.filter(\.isRunning)
                try site.spawnWorkers()
                try site.awaitProcesses()
                running.forEach { $0.terminate() }
                for program in running {
                    let code = program.waitForEnd(seconds: 25)
                    #expect(code == 0, "\(program.name): \(program.output.suffix(500))")
                }
            }
            try records.settle(complaints: Set(messages.compactMap(\.key)).count)
            try site.finishWorkers()
            try records.balance(messages, accepted: submitter.accepted())
        }

        @Test(
            "SIGTERM with a full queue: code 0 within 25 s, no more redelivered than was in hand, the next start finishes"
        )
        func stopUnderLoad() throws {
            let prefetch = 200
            site.settings["LAPOR_PREFETCH"] = String(prefetch)
            site.settings["LAPOR_BATCH_SIZE"] = "50"
            let messages = Submissions(series: "Q").mixture(8000)
            let submitter = try Submitter(site)
            try submitter.submit(messages, window: 1000)
            try site.spawnWorkers()
            let begun = try poll(seconds: 20) { try records.complaints() > 0 }
            try #require(begun)
            try site.awaitProcesses()
            try site.stopWorkers()
            let waiting = try records.depth("intake")
            #expect(waiting > prefetch, "too few are left to tell what was given back: \(waiting)")
            for stage in Site.stages {
                // What was given back comes first, and a first look at the rest is its first delivery.
                let seen = try site.broker.look(stage, min(records.depth(stage), prefetch * 2))
                let redelivered = seen.filter(\.redelivered).count
                #expect(redelivered <= prefetch, "\(stage): \(redelivered) are delivered again")
            }
            try site.spawnWorkers()
            try records.settle(complaints: Set(messages.compactMap(\.key)).count)
            try site.finishWorkers()
            try records.balance(messages, accepted: submitter.accepted())
        }
    }
}
