import Foundation
import Testing

extension TimedTests {
    @Suite("Several of each")
    final class ScalingTests: SiteTest {
        /// What is warned of here: bad submissions, and that the site has no providers.
        private static let expected = ["parked a message that can never succeed", "channels without a provider"]

        @Test(
            "any number of processes and lanes: the same result, no errors",
            arguments: [(1, 1), (2, 1), (4, 1), (2, 2)])
        func severalProcesses(processes: Int, lanes: Int) throws {
            for _ in 0..<processes { try site.spawnWorkers(["LAPOR_LANES": String(lanes)]) }
            let series = Submissions(series: "S")
            // The same submissions over and over, in small windows, so that all processes have them at once.
            let repeated = (0..<5).flatMap { _ in (0..<200).map(series.good) }
            let messages = repeated + Submissions(series: "T").mixture(600)
            let submitter = try Submitter(site)
            try submitter.submit(messages, window: 50)
            try records.settle(complaints: Set(messages.compactMap(\.key)).count)
            try site.finishWorkers()
            try records.balance(messages, accepted: submitter.accepted())
            let complaints = site.logs.split(separator: "\n").filter { line in
                [" warning ", " error ", " critical "].contains { line.contains($0) }
                    && !Self.expected.contains { line.contains($0) }
            }
            #expect(complaints == [])
        }
    }
}
