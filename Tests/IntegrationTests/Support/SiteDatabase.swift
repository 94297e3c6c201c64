import Foundation
import Postgres
import Shared
import SharedTestKit
import Synchronization

/// Databases with schema and reference data: made once per server, copied for each test.
enum SiteDatabase {
    /// Server URL to the name of the database that is copied.
    private static let templates = Mutex<[String: String]>([:])

    /// The URL of a fresh copy on the server of `server`.
    static func fresh(on server: String) throws -> String {
        let template = try template(on: server)
        let name = freshName()
        try connection(to: server).run("CREATE DATABASE \(name) TEMPLATE \(template)")
        return url(server, name)
    }

    /// A database without anything, to see what happens.
    static func empty(on server: String) throws -> String {
        let name = freshName()
        try connection(to: server).run("CREATE DATABASE \(name)")
        return url(server, name)
    }

    static func drop(_ database: String) {
        guard let name = URLComponents(string: database)?.path.dropFirst() else { return }
        // One that stays behind harms nobody: the whole stack is thrown away.
        _ = try? connection(to: url(database, "postgres")).run("DROP DATABASE \(name) WITH (FORCE)")
    }

    private static func template(on server: String) throws -> String {
        if let known = templates.withLock({ $0[server] }) { return known }
        let name = freshName()
        try connection(to: server).run("CREATE DATABASE \(name)")
        let target = url(server, name)
        _ = try Migrator().apply(to: target)
        var loader = try ReferenceLoader(url: target)
        let folder = TestStack.root.appending(path: "Sources/lapor/Reference")
        _ = try loader.load(
            try ReferenceLoader.Source.reference.map { ($0, try bytes(folder.appending(path: "\($0.table).csv"))) })
        let officers = try bytes(TestStack.root.appending(path: "examples/officers.csv"))
        _ = try loader.load([(ReferenceLoader.Source.officers, officers)])
        templates.withLock { $0[server] = name }
        return name
    }

    private static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }

    private static func connection(to url: String) throws -> PostgresConnection {
        var options = PostgresConnection.Options()
        options.statementSeconds = 60
        return try PostgresConnection(to: url, options: options)
    }

    private static func freshName() -> String { "site_" + String(UInt64.random(in: .min ... .max), radix: 36) }

    private static func url(_ server: String, _ name: String) -> String {
        var parts = URLComponents(string: server)
        parts?.path = "/\(name)"
        return parts?.string ?? server
    }
}
