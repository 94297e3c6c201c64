import Foundation
import Shared
import Store
import Synchronization
import TestKit

/// Databases with schema and reference data: made once per server, copied for each test.
enum SiteDatabase {
    /// Which villages there are. Nine in ten rows of the reference data are villages, and few tests name one.
    enum Villages: Hashable {
        case ofOneProvince, ofTheNation
    }

    private struct Template: Hashable {
        var server: String
        var villages: Villages
    }

    /// The URLs of the databases that are copied.
    private static let templates = Mutex<[Template: String]>([:])

    /// The URL of a fresh copy on the server of `server`.
    static func fresh(on server: String, _ villages: Villages = .ofOneProvince) throws -> String {
        try TestDatabase.create(on: server, copying: try made(Template(server: server, villages: villages)))
    }

    /// Made by the first who asks; others wait.
    private static func made(_ template: Template) throws -> String {
        try templates.withLock { templates in
            if let known = templates[template] { return known }
            let url = try make(template)
            templates[template] = url
            return url
        }
    }

    private static func make(_ template: Template) throws -> String {
        let url = try MigratedDatabase.create(on: template.server)
        var connection = try Database(at: url, seconds: 120)
        let folder = TestStack.root.appending(path: "Sources/Operator/Reference")
        _ = try ReferenceLoader.load(
            try ReferenceLoader.Source.reference.map { source in
                let rows = try bytes(folder.appending(path: "\(source.table).csv"))
                let isCut = source.table == "village" && template.villages == .ofOneProvince
                return (source, isCut ? oneProvince(of: rows) : rows)
            }, at: .now, &connection)
        let officers = try bytes(TestStack.root.appending(path: "examples/officers.csv"))
        _ = try ReferenceLoader.load([(.officers, officers)], at: .now, &connection)
        try TestIssuer.register(&connection)
        return url
    }

    /// The header and the rows of Kalimantan Timur.
    private static func oneProvince(of rows: [UInt8]) -> [UInt8] {
        let lines = rows.split(separator: 0x0A)
        let kept = lines.prefix(1) + lines.dropFirst().filter { $0.starts(with: "64.".utf8) }
        return Array(kept.joined(separator: [0x0A])) + [0x0A]
    }

    private static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }
}
