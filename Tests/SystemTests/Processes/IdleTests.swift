import Foundation
import Testing

extension TimedTests {
    @Suite("At rest")
    final class IdleTests: SiteTest {
        @Test("a worker with nothing to do uses less than 1 % of a core")
        func idle() throws {
            let programs = try site.spawnWorkers()
            let submitter = try Submitter(site)
            try submitter.submit([Submissions(series: "I").good(0)])
            try records.settle(complaints: 1)
            let before = programs.map(\.cpuSeconds)
            Thread.sleep(forTimeInterval: 10)
            for (program, start) in zip(programs, before) {
                let share = (program.cpuSeconds - start) / 10
                #expect(share < 0.01, "\(program.name) uses \(share * 100) % of a core")
            }
            try site.stopWorkers()
        }
    }
}
