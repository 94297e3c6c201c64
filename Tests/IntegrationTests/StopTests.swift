import Foundation
import SharedTestKit
import Testing

extension IntegrationTests {
    @Suite("Orderly stops")
    struct StopTests {
        @Test("ten rolling restarts under load: each ends with code 0 in time, and no count changes")
        func rollingRestarts() throws {
            try Site.with { site in
                try site.startWorkers()
                let messages = Submissions(series: "R").mixture(3000)
                let submitter = try Submitter(site)
                try submitter.submit(messages, window: 300) { _ in
                    let running = site.programs.filter(\.isRunning)
                    try site.startWorkers()
                    try site.awaitWorkers()
                    running.forEach { $0.terminate() }
                    for program in running {
                        let code = program.waitForEnd(seconds: 25)
                        #expect(code == 0, "\(program.name): \(program.output.suffix(500))")
                    }
                }
                let records = Records(site: site)
                try records.settle(complaints: Set(messages.compactMap(\.key)).count)
                try site.stopWorkers()
                try records.balance(messages, accepted: submitter.accepted())
            }
        }

        @Test("SIGTERM with a full queue: code 0 within 25 s, and the next start finishes the rest")
        func stopUnderLoad() throws {
            try Site.with { site in
                let messages = Submissions(series: "Q").mixture(4000)
                let submitter = try Submitter(site)
                try submitter.submit(messages, window: 1000)
                let records = Records(site: site)
                try site.startWorkers()
                let begun = try poll(seconds: 20) { try records.complaints() > 0 }
                try #require(begun)
                try site.awaitWorkers()
                try site.stopWorkers()
                try site.startWorkers()
                try records.settle(complaints: Set(messages.compactMap(\.key)).count)
                try site.stopWorkers()
                try records.balance(messages, accepted: submitter.accepted())
            }
        }
    }
}
