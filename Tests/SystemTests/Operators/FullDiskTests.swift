import Foundation
import Glibc
import TestKit
import Testing

extension SystemTests {
    /// A disk that is full takes neither results nor logs: what is wrong is said, and work goes on.
    @Suite("Full disks")
    final class FullDiskTests: SiteTest {
        /// Starts a program whose output goes to a disk without room.
        private func start(_ name: String, _ arguments: [String] = [], errors: URL? = nil) throws -> Child {
            try Child(
                [Program.folder.appending(path: name).path] + arguments,
                environment: ProcessInfo.processInfo.environment.merging(site.environment([:], of: name)) { $1 },
                in: site.folder, output: "/dev/full", errors: errors?.path)
        }

        @Test(
            "a result that cannot be written is said in one line, as a file that cannot be",
            arguments: [
                ["report", "definitions"], ["report", "definitions", "--json"], ["status"],
                ["report", "--format", "csv"],
            ])
        func results(_ call: [String]) throws {
            let errors = site.folder.appending(path: "said.txt")
            let code = try start("lapor", call, errors: errors).wait(seconds: 60)
            let said = try String(contentsOf: errors, encoding: .utf8)
            #expect(code == 73, "\(said)")
            #expect(said == "lapor: cannot write standard output\n")
        }

        @Test("a worker whose log cannot be written stores what comes, and ends as it is asked to")
        func logs() throws {
            let workers = try Site.workers.map { try start($0) }
            try Submitter(site).submit((0..<5).map(Submissions(series: "F").good))
            try records.settle(complaints: 5)
            for worker in workers {
                worker.signal(SIGTERM)
                #expect(worker.wait(seconds: 25) == 0)
            }
        }
    }
}
