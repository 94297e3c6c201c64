import Foundation
import TestKit
import Testing

extension SystemTests {
    /// A disk that is full takes neither results nor logs: what is wrong is said, and work goes on.
    @Suite("Full disks")
    final class FullDiskTests: SiteTest {
        /// Starts a program whose output goes to a disk without room.
        private func start(_ name: String, _ arguments: [String] = [], complaints: FileHandle? = nil) throws -> Process
        {
            let process = Process()
            process.executableURL = Program.folder.appending(path: name)
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.merging(site.environment([:])) { $1 }
            process.currentDirectoryURL = site.folder
            let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
            process.standardOutput = full
            process.standardError = complaints ?? full
            try process.run()
            return process
        }

        @Test(
            "a result that cannot be written is said in one line, as a file that cannot be",
            arguments: [
                ["report", "definitions"], ["report", "definitions", "--json"], ["status"],
                ["report", "--format", "csv"],
            ])
        func results(_ call: [String]) throws {
            let pipe = Pipe()
            let process = try start("lapor", call, complaints: pipe.fileHandleForWriting)
            try pipe.fileHandleForWriting.close()
            let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationReason == .exit && process.terminationStatus == 73, "\(said)")
            #expect(said == "lapor: cannot write standard output\n")
        }

        @Test("a worker whose log cannot be written stores what comes, and ends as it is asked to")
        func logs() throws {
            let workers = try Site.workers.map { try start($0) }
            defer { workers.filter(\.isRunning).forEach { $0.terminate() } }
            try Submitter(site).submit((0..<5).map(Submissions(series: "F").good))
            try records.settle(complaints: 5)
            for worker in workers {
                worker.terminate()
                worker.waitUntilExit()
                #expect(worker.terminationReason == .exit && worker.terminationStatus == 0)
            }
        }
    }
}
