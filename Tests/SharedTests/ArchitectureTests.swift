import Foundation
import Testing

/// The floors of the house, kept by reading the source: arrows point down, unsafe code stays on floor 1.
@Suite struct ArchitectureTests {
    struct File: Sendable, CustomStringConvertible {
        /// Path below `Sources`, such as `Shared/Wire/Rejection.swift`.
        var path: String
        var lines: [String]

        /// Module, and floor within Shared: `Shared/Wire`, `Rabbit`.
        var place: String {
            let parts = path.split(separator: "/")
            return parts.prefix(parts.first == "Shared" ? 2 : 1).joined(separator: "/")
        }

        var description: String { path }

        /// Modules of the import lines, whatever stands before them.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").map(String.init)
                guard let index = words.firstIndex(of: "import"), index < words.count - 1 else { return nil }
                let before = words[..<index].allSatisfy { $0.hasPrefix("@") || Self.levels.contains($0) }
                let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
                let target = kinds.contains(words[index + 1]) ? words.dropFirst(index + 2).first : words[index + 1]
                return before ? target?.split(separator: ".").first.map(String.init) : nil
            }
        }

        /// Lines of code: comments left out, and what stands in quotes.
        var code: [String] {
            lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
        }

        private static let levels: Set<String> = ["public", "package", "internal", "private", "fileprivate"]
    }

    /// What each place may import. A place that is not here may not exist.
    static let allowed: [String: Set<String>] = [
        // Floor 1: one C library each.
        "Rabbit": ["CRabbit", "Glibc"], "Postgres": ["CPostgres", "Glibc"], "Transfer": ["CCurl", "Glibc"],
        // Floor 2, the floors of Shared.
        "Shared/Domain": [],
        "Shared/Learning": ["Dispatch", "Foundation", "Synchronization"],
        "Shared/Wire": ["Foundation"],
        "Shared/Topology": ["Foundation", "Rabbit", "Transfer"],
        "Shared/Pipeline": ["Foundation", "Logging", "Rabbit", "ServiceLifecycle", "Synchronization"],
        "Shared/Storage": ["Foundation", "Logging", "Postgres", "Synchronization"],
        "Shared/Settings": ["Foundation", "Rabbit"],
        "Shared/Telemetry": ["Foundation", "Logging", "Rabbit", "Synchronization"],
        // Floor 3.
        "Ops": ["Foundation", "Hummingbird", "Logging", "Rabbit", "ServiceLifecycle", "Shared", "UnixSignals"],
        // Floor 4: a worker knows no web server and no C.
        "IntakeWorker": worker, "RoutingWorker": worker, "NotifyWorker": worker.union(["Transfer"]),
        "CaseWorker": worker,
        "ClockWorker": worker,
        "Gateway": worker.union(["Hummingbird", "HTTPTypes", "NIOCore"]),
        "lapor": [
            "ArgumentParser", "Foundation", "Logging", "Postgres", "Rabbit", "Shared", "Synchronization", "Transfer",
        ],
        // Beside.
        "SharedTestKit": [
            "Foundation", "Glibc", "Logging", "Postgres", "Rabbit", "Shared", "Synchronization", "Testing", "Transfer",
        ],
    ]
    private static let worker: Set<String> = [
        "Foundation", "Logging", "Ops", "Postgres", "Rabbit", "Shared", "Synchronization",
    ]
    /// Where unsafe code may be: floor 1, and the test kit's sockets and threads.
    private static let unsafePlaces: Set<String> = ["Rabbit", "Postgres", "Transfer", "SharedTestKit"]
    private static let systemLibraries: Set<String> = ["CRabbit", "CPostgres", "CCurl"]

    static let files: [File] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }
            return File(path: path, lines: text.components(separatedBy: "\n"))
        }
    }()

    @Test func `the source was found`() {
        #expect(Self.files.count > 80)
        let places = Set(Self.files.map(\.place))
        for place in ["Rabbit", "Shared/Domain", "Shared/Pipeline", "IntakeWorker"] { #expect(places.contains(place)) }
    }

    @Test(arguments: files) func `imports only what its floor allows`(file: File) throws {
        let allowed = try #require(Self.allowed[file.place], "\(file.place) has no row in the table")
        let further = Set(file.imports).subtracting(allowed)
        #expect(further.isEmpty)
    }

    @Test func `each C library is imported by its own module alone`() {
        for library in Self.systemLibraries {
            let users = Set(Self.files.filter { $0.imports.contains(library) }.map(\.place))
            let own = library == "CCurl" ? "Transfer" : String(library.dropFirst())
            #expect(users == [own])
        }
    }

    @Test(arguments: files.filter { !unsafePlaces.contains($0.place) })
    func `nothing unsafe above floor 1 in the product`(file: File) {
        for line in file.code {
            let words = Set(line.split { !$0.isLetter && $0 != "_" })
            #expect(!words.contains("unsafe"), "\(line)")
            for forbidden in [
                "@unchecked", "nonisolated(unsafe)", "UnsafePointer", "UnsafeMutable", "UnsafeRaw", "withUnsafe",
            ] {
                #expect(!line.contains(forbidden), "\(line)")
            }
        }
    }

    @Test(arguments: files) func `nothing that ends the process on bad input`(file: File) {
        for line in file.code {
            for forbidden in ["try!", "fatalError(", "as!"] { #expect(!line.contains(forbidden), "\(line)") }
        }
    }

    @Test(arguments: files) func `300 lines at most`(file: File) { #expect(file.lines.count <= 301) }

    @Test(arguments: files) func `no path of a machine`(file: File) {
        for line in file.lines { #expect(!line.contains("/work" + "/") && !line.contains("/tmp" + "/"), "\(line)") }
    }

    @Test func `import lines are read`() {
        let lines = [
            "import A", "public import B", "@testable import C", "import struct D.E", "@preconcurrency public import F",
            "// import G", "let x = \"import H\"",
        ]
        #expect(File(path: "x", lines: lines).imports == ["A", "B", "C", "D", "F"])
    }
}
