import Foundation
import Postgres
import Shared
import Store
import Synchronization
import TestKit

/// Databases with schema and reference data: made once per server, copied for each test.
enum SiteDatabase {
    /// Which villages there are. Nine in ten rows of the reference data are villages, and few tests name one.
    enum Villages: Hashable {
        case ofOneProvince, ofTheNation
        /// Of one province, in a store from before there were logins.
        case withoutLogins
    }

    private struct Template: Hashable {
        var server: String
        var villages: Villages
    }

    /// The URLs of the databases that are copied.
    private static let templates = Mutex<[Template: String]>([:])

    /// Who a program works as, in each copy: owner and logins are the server's, and their rights are copied with the tables.
    struct Logins: Sendable {
        fileprivate let prefix: String

        /// The name of a program's login.
        func name(_ program: DatabaseProgram) -> String { "\(prefix)_\(program.rawValue)" }
        var owner: String { "\(prefix)_owner" }

        /// Of all programs.
        var all: [LoginTable.Login] { DatabaseProgram.allCases.map { LoginTable.Login(name($0), $0) } }
    }

    /// Those of all copies that this process makes.
    static let logins = Logins(prefix: "t\(UInt32.random(in: 0 ... .max))")

    /// The address of the same database by another account.
    static func url(_ url: String, as user: String) -> String { url.replacing("//lapor@", with: "//\(user)@") }

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
                let isCut = source.table == "village" && template.villages != .ofTheNation
                return (source, isCut ? oneProvince(of: rows) : rows)
            }, at: .now, &connection)
        let officers = try bytes(TestStack.root.appending(path: "examples/officers.csv"))
        _ = try ReferenceLoader.load([(.officers, officers)], at: .now, &connection)
        try TestIssuer.register(&connection)
        // The programs have theirs in a file.
        try DeploymentTable.dropOwnCodes(&connection)
        if template.villages != .withoutLogins { try giveLogins(url) }
        return url
    }

    /// As `lapor account database` does; the account of the tests itself stays a member of the owner.
    private static func giveLogins(_ url: String) throws {
        let administrator = Self.url(url, as: "postgres")
        // Tests look at what workers wait for, and end their sessions.
        try PostgresConnection(to: administrator).run("GRANT pg_read_all_stats, pg_signal_backend TO lapor")
        var keeper = try LoginKeeper(at: administrator, owner: logins.owner, logins: logins.all)
        for login in try keeper.missing() { try keeper.make(login, password: "x") }
        try keeper.takeOver()
        try keeper.grant(at: .now)
    }

    /// The header and the rows of Kalimantan Timur.
    private static func oneProvince(of rows: [UInt8]) -> [UInt8] {
        let lines = rows.split(separator: 0x0A)
        let kept = lines.prefix(1) + lines.dropFirst().filter { $0.starts(with: "64.".utf8) }
        return Array(kept.joined(separator: [0x0A])) + [0x0A]
    }

    private static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }
}
