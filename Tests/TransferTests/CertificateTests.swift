import Foundation
import TestKit
import Testing

@testable import Transfer

/// When a server's certificate runs out, as the server itself tells.
@Suite struct CertificateTests {
    private static let openssl = "/usr/bin/openssl"

    private func start(_ arguments: [String], in folder: URL) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.openssl)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl), "needs the command openssl"))
    func `a certificate that nobody trusts is read all the same`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lapor-tls-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["-keyout", "key.pem", "-out", "cert.pem"]
        let made = try start(
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "10", "-subj", "/CN=contoh.example"] + files,
            in: folder)
        made.waitUntilExit()
        let port = LoopbackServer.deadPort()
        let server = try start(
            ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", "cert.pem", "-key", "key.pem", "-www", "-quiet"],
            in: folder)
        defer { server.terminate() }
        var end: Int64?
        #expect(
            poll(seconds: 20) {
                end = CertificateLook.end(of: "https://127.0.0.1:\(port)", seconds: 2)
                return end != nil
            })
        let days = (Double(end ?? 0) - Date().timeIntervalSince1970) / 86_400
        #expect((9.9...10.1).contains(days))
    }

    @Test func `nobody there, no TLS, no address`() {
        #expect(CertificateLook.end(of: "https://127.0.0.1:\(LoopbackServer.deadPort())", seconds: 2) == nil)
        #expect(CertificateLook.end(of: "http://127.0.0.1:1", seconds: 2) == nil)
        #expect(CertificateLook.end(of: "", seconds: 2) == nil)
        LoopbackServer.run { _ in
        } _: { server in
            #expect(CertificateLook.end(of: "https://127.0.0.1:\(server.port)", seconds: 2) == nil)
        }
    }
}
