import Foundation
import Store
import Synchronization
import TestKit

/// Databases with schema and reference data: made once per server, copied for each test.
enum SiteDatabase {
    /// Server URL to the URL of the database that is copied.
    private static let templates = Mutex<[String: String]>([:])

    /// The URL of a fresh copy on the server of `server`.
    static func fresh(on server: String) throws -> String {
        try TestDatabase.create(on: server, copying: try template(on: server))
    }

    private static func template(on server: String) throws -> String {
        if let known = templates.withLock({ $0[server] }) { return known }
        let url = try TestDatabase.create(on: server)
        _ = try Migrator().apply(to: url)
        var loader = try ReferenceLoader(url: url)
        let folder = TestStack.root.appending(path: "Sources/lapor/Reference")
        _ = try loader.load(
            try ReferenceLoader.Source.reference.map { ($0, try bytes(folder.appending(path: "\($0.table).csv"))) })
        let officers = try bytes(TestStack.root.appending(path: "examples/officers.csv"))
        _ = try loader.load([(ReferenceLoader.Source.officers, officers)])
        templates.withLock { $0[server] = url }
        return url
    }

    private static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }
}
