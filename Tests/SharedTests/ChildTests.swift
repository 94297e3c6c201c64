import Foundation
import Glibc
import TestKit
import Testing

/// The programs that tests start: what is said of their ends must not depend on who else was started meanwhile.
@Suite(.dedicatedThread) struct ChildTests {
    @Test func `an end is an exit code or a signal`() throws {
        #expect(try Child(["sh", "-c", "exit 7"]).wait(seconds: 10) == 7)
        let sleeping = try Child(["sleep", "100"])
        #expect(sleeping.isRunning && sleeping.wait(seconds: 0) == nil)
        sleeping.signal(SIGTERM)
        #expect(sleeping.wait(seconds: 10) == -SIGTERM)
        #expect(throws: ChildError.self) { try Child(["/no/such/program"]) }
    }

    @Test func `streams, folder and variables`() throws {
        let name = "lapor-child-\(UUID().uuidString.prefix(8))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func kept(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        let script = #"cat; echo "$WORD"; pwd -P >&2; ls /proc/self/fd | wc -l >&2"#
        let child = try Child(
            ["/bin/sh", "-c", script], environment: ["WORD": "kata", "PATH": "/usr/bin:/bin"], in: folder,
            output: folder.appending(path: "out").path, errors: folder.appending(path: "err").path)
        #expect(child.wait(seconds: 10) == 0)
        #expect(try kept("out") == "kata\n")
        // Its three streams, and the folder that ls reads; its output, a pipe, stands in the place of one of them.
        let place = try #require(realpath(folder.path, nil).map { unsafe String(cString: $0) })
        #expect(try kept("err") == "\(place)\n4\n")
    }

    @Test func `who lives on does not make another seem alive, and ends when nobody holds it`() async throws {
        let living = try await withThrowingTaskGroup(of: [pid_t].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var long: [Child] = []
                    for _ in 0..<20 {
                        if worker.isMultiple(of: 2) { try long.append(Child(["sleep", "100"])) }
                        #expect(try Child(["true"]).wait(seconds: 10) == 0)
                    }
                    return long.map(\.processID)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(living.count == 80)
        #expect(living.allSatisfy { Glibc.kill($0, 0) != 0 && errno == ESRCH })
    }
}
