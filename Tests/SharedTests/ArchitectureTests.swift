import Foundation
import Shared
import TestKit
import Testing

/// The floors of the house, kept by reading the source: arrows point down, unsafe code stays on floor 1.
@Suite struct ArchitectureTests {
    struct File: Sendable, CustomStringConvertible {
        /// Path below `Sources`, such as `Contract/Rejection.swift`.
        var path: String
        var lines: [String]

        var module: String { String(path.prefix { $0 != "/" }) }

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

        /// First line and number of lines of each function: up to the line that closes a brace where it began.
        var functions: [(name: String, lines: Int)] {
            lines.indices.compactMap { start in
                let line = lines[start]
                guard line.contains(/^ *(@?\w+(\([^)]*\))? )*(func |init[?(<])/) else { return nil }
                let margin = String(line.prefix { $0 == " " })
                let end = lines[start...].firstIndex {
                    $0.hasPrefix(margin + "}") || ($0 == line && $0.hasSuffix("}"))
                }
                return end.map { (line.trimmingCharacters(in: .whitespaces), $0 - start + 1) }
            }
        }

        private static let levels: Set<String> = ["public", "package", "internal", "private", "fileprivate"]
    }

    /// What each module may import that is neither a module of this package nor a product of another's.
    static let system: [String: Set<String>] = [
        "TLS": ["Glibc"], "Rabbit": ["Glibc"], "Postgres": ["Glibc"], "Transfer": ["Glibc"], "Kannel": ["Glibc"],
        "Mime": ["Glibc"],
        // For exponential and logarithm.
        "Routing": ["Foundation"],
        "Learning": ["Dispatch", "Foundation", "Synchronization"], "Contract": ["Foundation"],
        "Sealing": ["Foundation"],
        "Tokens": ["Foundation"],
        "Shared": ["Dispatch", "Foundation", "Synchronization"], "Store": ["Foundation", "Synchronization"],
        "Ops": ["Foundation", "Synchronization"], "ClockWorker": ["Foundation", "Synchronization"],
        "NotifyWorker": ["Foundation"], "Faces": ["Dispatch", "Foundation", "Synchronization"],
        "Gateway": ["Foundation", "Synchronization"], "SmsWorker": ["Foundation"],
        "MailWorker": ["Foundation", "Synchronization"],
        "Operator": ["Foundation", "Synchronization"],
        "lapor": ["Foundation"], "Budget": ["Foundation"],
        "TestKit": ["Foundation", "Glibc", "Synchronization", "Testing"],
    ]
    /// Where unsafe code may be: floor 1, and the test kit's sockets and threads.
    private static let unsafePlaces: Set<String> = [
        "TLS", "Rabbit", "Postgres", "Transfer", "Kannel", "Mime", "TestKit",
    ]
    private static let systemLibraries: Set<String> = ["CRabbit", "CPostgres", "CCurl", "CMime", "CTLS"]

    private static let manifest = Result { try Manifest() }

    static let files = swiftFiles(in: "Sources")
    static let allFiles = files + swiftFiles(in: "Tests")

    private static func swiftFiles(in folder: String) -> [File] {
        let root = TestStack.root.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }
            return File(path: path, lines: text.components(separatedBy: "\n"))
        }
    }

    @Test func `the source was found`() {
        #expect(Self.files.count > 80)
        let modules = Set(Self.files.map(\.module))
        for module in ["Rabbit", "Complaints", "Shared", "IntakeWorker"] { #expect(modules.contains(module)) }
    }

    @Test(arguments: files) func `imports only what its floor allows`(file: File) throws {
        let manifest = try Self.manifest.get()
        let own = try #require(manifest.modules[file.module], "\(file.module) is not in Package.swift")
        let allowed = own.union(manifest.products[file.module] ?? []).union(Self.system[file.module] ?? [])
        let further = Set(file.imports).subtracting(allowed)
        #expect(further.isEmpty)
    }

    @Test func `no module may import what it does not`() throws {
        for (module, names) in try Self.manifest.get().modules {
            let used = Set(Self.files.filter { $0.module == module }.flatMap(\.imports))
            guard !used.isEmpty else { continue }
            #expect(names.subtracting(used).isEmpty, "\(module)")
        }
    }

    @Test func `the floors are drawn as they are`() throws {
        let page = try String(contentsOf: TestStack.root.appending(path: "docs/contributors.md"), encoding: .utf8)
        let drawn = page.matches(of: /(?m)^ {2}(\w+) +◀ ?(.*)$/).map { match in
            (String(match.output.1), Set(match.output.2.split(separator: " ").map(String.init)))
        }
        let modules = try Self.manifest.get().modules.filter { !$0.key.hasSuffix("Tests") }
        #expect(drawn.count == modules.count && Dictionary(drawn) { $1 } == modules)
        // A line names only modules of lines above it.
        var above: Set<String> = []
        for (module, names) in drawn {
            #expect(names.isSubset(of: above), "\(module) stands above what it imports")
            above.insert(module)
        }
    }

    @Test func `each C library is imported by its own module alone`() {
        for library in Self.systemLibraries {
            let users = Set(Self.files.filter { $0.imports.contains(library) }.map(\.module))
            let own = library == "CCurl" ? "Transfer" : String(library.dropFirst())
            #expect(users == [own])
        }
    }

    @Test(arguments: files.filter { !unsafePlaces.contains($0.module) })
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

    /// So that a terminal obeys no word of anybody else's.
    @Test(arguments: files.filter { ["Operator", "lapor"].contains($0.module) })
    func `whatever operators see goes through one writer`(file: File) {
        let own = [
            "Operator/Terminal/Screen.swift": "standardOutput", "Operator/Terminal/Terminal.swift": "standardError",
        ]
        for line in file.code {
            #expect(
                !line.contains(/(^|[^.\w])(Swift\.)?(debugPrint|print|puts|putchar)\(/) || line.contains("func print("),
                "\(line)")
            for stream in ["standardOutput", "standardError"] where own[file.path] != stream {
                #expect(!line.contains("FileHandle.\(stream)"), "\(line)")
            }
        }
    }

    @Test(arguments: allFiles) func `300 lines at most, and 60 for a function`(file: File) {
        #expect(file.lines.count <= 301)
        for (name, lines) in file.functions { #expect(lines <= 60, "\(name)") }
    }

    @Test(arguments: allFiles.filter { $0.path.hasPrefix("SystemTests/") })
    func `a worker is a process only where processes are tested`(file: File) {
        guard !["Processes", "Disasters", "Support"].contains(file.path.split(separator: "/")[1]) else { return }
        for line in file.code { #expect(!line.contains(/spawnWorkers|spawn\("\w+Worker"/), "\(line)") }
    }

    @Test(arguments: allFiles) func `no path of a machine`(file: File) {
        for line in file.lines { #expect(!line.contains("/work" + "/") && !line.contains("/tmp" + "/"), "\(line)") }
    }

    @Test func `functions are measured`() {
        let lines = [
            "struct S {", "    init() {", "    }", "    func one() { two() }", "    func two(", "        _ x: Int",
            "    ) {",
            "        x.map { \"}\" }", "    }", "    func three()", "}",
        ]
        let functions = File(path: "x", lines: lines).functions
        #expect(functions.map(\.name) == ["init() {", "func one() { two() }", "func two("])
        #expect(functions.map(\.lines) == [2, 1, 5])
    }

    @Test func `import lines are read`() {
        let lines = [
            "import A", "public import B", "@testable import C", "import struct D.E", "@preconcurrency public import F",
            "// import G", "let x = \"import H\"",
        ]
        #expect(File(path: "x", lines: lines).imports == ["A", "B", "C", "D", "F"])
    }
}
