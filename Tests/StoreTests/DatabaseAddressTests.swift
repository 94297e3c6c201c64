import Foundation
import Shared
import Store
import TLS
import TestKit
import Testing

/// What an address of the database lacks, and what may not stand in it.
@Suite struct DatabaseAddressTests {
    private func address(_ url: String, _ further: [String: String] = [:]) throws -> String {
        try DatabaseAddress.of(Environment(["LAPOR_DATABASE_URL": url].merging(further) { $1 }))
    }

    @Test(arguments: [
        "postgresql://localhost/lapor", "postgresql://u:p@127.0.0.1:5433/lapor", "postgresql:///lapor",
        "host=/var/run/postgresql dbname=lapor", "dbname=lapor", "postgresql://[::1]/lapor",
        "postgresql://localhost/lapor?sslmode=disable", "postgresql:///lapor?host=/run/pg",
    ]) func `this machine is left as it is`(url: String) throws { #expect(try address(url) == url) }

    @Test(arguments: [
        "postgresql://db.example/lapor", "postgres://u:p@db1,db2:5433/lapor?target_session_attrs=read-write",
        "postgresql://db.example/lapor?", "host=db.example dbname=lapor", "postgresql://127.0.0.1,db2/lapor",
        "postgresql:///lapor?host=db.example", "postgresql://localhost/lapor?hostaddr=10.0.0.1", "service=lapor",
    ]) func `another machine must prove who it is`(url: String) throws {
        let whole = try address(url)
        #expect(whole.hasPrefix(url) && whole.contains("verify-full"))
        let again = try address(whole)
        #expect(again == whole)
    }

    @Test(arguments: ["disable", "allow", "prefer", "require", "verify-ca"])
    func `less than that is refused`(mode: String) throws {
        for url in ["postgresql://db.example/lapor?sslmode=\(mode)", "host=db.example sslmode=\(mode)"] {
            let error = try #require(throws: SettingError.self) { try address(url) }
            #expect(error.description.hasPrefix("LAPOR_DATABASE_URL would speak to db.example in clear: use sslmode=v"))
            #expect(try address(url, ["LAPOR_ALLOW_CLEARTEXT": "db.example"]).hasPrefix(url))
        }
        #expect(throws: SettingError.self) {
            try address("postgresql://db1,db2/l?sslmode=\(mode)", ["LAPOR_ALLOW_CLEARTEXT": "db1"])
        }
    }

    @Test(arguments: [
        ("postgresql://u:p@h/lapor", "postgresql://u:p@h/lapor?dbname=baru_1"),
        ("postgresql://h/lapor?", "postgresql://h/lapor?dbname=baru_1"),
        (
            "postgresql://h/lapor?sslmode=verify-full&sslrootcert=/a/b/ca.pem",
            "postgresql://h/lapor?sslmode=verify-full&sslrootcert=/a/b/ca.pem&dbname=baru_1"
        ),
        ("postgresql:///lapor?host=/run/pg", "postgresql:///lapor?host=/run/pg&dbname=baru_1"),
        ("host=db dbname=lapor sslcert=/a/b", "host=db dbname=lapor sslcert=/a/b dbname='baru_1'"),
        ("service=lapor", "service=lapor dbname='baru_1'"),
    ]) func `another database of the same server`(url: String, other: String) {
        #expect(DatabaseAddress.other("baru_1", than: url) == other)
    }

    @Test func `a host that may be spoken to in clear need not have TLS`() throws {
        let url = "postgresql://postgres:5432/lapor"
        #expect(try address(url, ["LAPOR_ALLOW_CLEARTEXT": "rabbitmq,postgres"]) == url)
    }

    @Test(.openssl) func `files of the settings, where the address has none`() throws {
        let authority = try TestAuthority()
        let files = try authority.sign("one")
        let settings = [
            "LAPOR_TLS_CA": files.authorities, "LAPOR_DATABASE_TLS_CERT": files.certificate,
            "LAPOR_DATABASE_TLS_KEY": files.key,
        ].compactMapValues(\.self)
        for url in ["postgresql://db/lapor", "host=db dbname=lapor"] {
            #expect(DatabaseAddress.files(of: try address(url, settings)) == files)
        }
        let own = "postgresql://db/lapor?sslrootcert=/own/ca.pem"
        #expect(DatabaseAddress.files(of: try address(own, settings)).authorities == "/own/ca.pem")
        #expect(DatabaseAddress.files(of: try address(own, settings)).key == files.key)
        // A path with anything in it.
        let odd = FileManager.default.temporaryDirectory.appending(path: "a b'c\\d&e%f \(UUID().uuidString).pem").path
        try FileManager.default.copyItem(atPath: authority.authorities, toPath: odd)
        defer { try? FileManager.default.removeItem(atPath: odd) }
        for url in ["postgresql://db/lapor", "host=db dbname=lapor"] {
            #expect(DatabaseAddress.files(of: try address(url, ["LAPOR_TLS_CA": odd])).authorities == odd)
        }
    }
}
