import Foundation
import Glibc
package import TLS
package import Testing

/// An authority that signs certificates for tests, by the command openssl; its folder goes with it.
package final class TestAuthority {
    /// The PEM file of its own certificate.
    package var authorities: String { path("ca.pem") }
    private let folder: URL
    private let isOwn: Bool

    /// A new one.
    ///
    /// - Throws: an error when openssl fails.
    package init(_ name: String = "authority of tests") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lapor-ca-\(UUID().uuidString.prefix(8))")
        isOwn = true
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try newKey("ca.key")
        try run("req", "-x509", "-new", "-key", "ca.key", "-days", "30", "-subj", "/CN=\(name)", "-out", "ca.pem")
    }

    /// The one of a stack with TLS.
    package init(of stack: TestStack) throws {
        folder = URL(fileURLWithPath: try #require(stack.directory)).appending(path: "tls")
        isOwn = false
    }

    deinit { if isOwn { try? FileManager.default.removeItem(at: folder) } }

    /// A certificate with its key, and this authority's.
    ///
    /// - Parameters:
    ///   - names: as openssl writes them, `DNS:contoh.example,IP:127.0.0.1`.
    ///   - days: until it runs out; -1: it ran out a day ago (openssl knows nothing less).
    ///   - purpose: `serverAuth` or `clientAuth`.
    /// - Throws: an error when openssl fails.
    package func sign(
        _ name: String, names: String = "DNS:localhost,IP:127.0.0.1", days: Int = 10, purpose: String = "serverAuth"
    ) throws -> TLSFiles {
        try newKey("\(name).key")
        try run("req", "-new", "-key", "\(name).key", "-subj", "/CN=\(name)", "-out", "\(name).csr")
        try Data("subjectAltName=\(names)\nextendedKeyUsage=\(purpose)\n".utf8)
            .write(to: folder.appending(path: "\(name).ext"))
        try run(
            "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
            "\(days)", "-extfile", "\(name).ext", "-out", "\(name).pem")
        return TLSFiles(authorities: authorities, certificate: path("\(name).pem"), key: path("\(name).key"))
    }

    /// A certificate that nobody but itself has signed.
    ///
    /// - Throws: an error when openssl fails.
    package func selfSigned(_ name: String) throws -> TLSFiles {
        try newKey("\(name).key")
        try run(
            "req", "-x509", "-new", "-key", "\(name).key", "-days", "10", "-subj", "/CN=\(name)", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE", "-out",
            "\(name).pem")
        return TLSFiles(authorities: authorities, certificate: path("\(name).pem"), key: path("\(name).key"))
    }

    /// The path of a file in its folder.
    package func path(_ file: String) -> String { folder.appending(path: file).path }

    private func newKey(_ file: String) throws {
        try run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file)
    }

    /// Runs openssl in its folder.
    ///
    /// - Throws: an error when it fails.
    package func run(_ arguments: String...) throws {
        try #require(try start(arguments).wait(seconds: 60) == 0, "openssl \(arguments)")
    }

    /// Starts `openssl s_server` on a free port of 127.0.0.1.
    ///
    /// - Returns: its port, and the program, which ends when the caller lets go of it.
    /// - Throws: an error when it does not come up.
    package func serve(_ files: TLSFiles, _ options: String...) throws -> (port: Int, server: Child) {
        let port = LoopbackServer.deadPort()
        let server = try start(
            [
                "s_server", "-accept", "127.0.0.1:\(port)", "-cert", files.certificate ?? "", "-key", files.key ?? "",
                "-quiet",
            ] + options)
        try #require(
            poll(seconds: 20) { Sockets.connect(port).map { close($0) } != nil }, "openssl s_server does not listen")
        return (port, server)
    }

    private func start(_ arguments: [String]) throws -> Child {
        try Child(["/usr/bin/openssl"] + arguments, in: folder)
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips tests that make certificates where nothing can make them.
    package static var openssl: ConditionTrait {
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "needs the command openssl")
    }
}
