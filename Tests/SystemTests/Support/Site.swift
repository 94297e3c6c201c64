import Complaints
import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing

/// A broker's virtual host and a database, both empty but set up, with a folder for logs and outboxes, for one test.
final class Site {
    let broker: TestBroker
    let database: String
    let folder: URL
    /// Settings of every program beyond the addresses.
    var settings = ["LAPOR_SMS_HOURS": "0-24", "LAPOR_LOG_LEVEL": "debug", "LAPOR_LANG": "en"]
    private(set) var programs: [Program] = []
    /// For looks, of which a waiting test takes twenty a second: opening one costs more than a hundred looks.
    private var session: PostgresConnection?

    private init(broker: TestBroker, database: String) throws {
        self.broker = broker
        self.database = database
        folder = FileManager.default.temporaryDirectory.appending(path: "lapor-site-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
    }

    /// Runs `body` with a site; ends what it started and removes what it made.
    ///
    /// - Parameter own: a stack whose servers the test may kill; nil: the one that all tests share.
    static func with<Result>(
        on own: TestStack? = nil, villages: SiteDatabase.Villages = .ofOneProvince, _ body: (Site) throws -> Result
    ) throws -> Result {
        try TestBroker.with(on: own) { broker in
            let database = try SiteDatabase.fresh(on: (own ?? TestStack.required()).database, villages)
            defer { TestDatabase.drop(database) }
            let site = try Site(broker: broker, database: database)
            defer { site.close() }
            try site.run("lapor", "topology", "apply")
            return try body(site)
        }
    }

    private func close() {
        for program in programs where program.isRunning { try? program.kill() }
        if ProcessInfo.processInfo.environment["LAPOR_KEEP_SITES"] == nil {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    var outbox: URL { folder.appending(path: "outbox") }

    var brokerURL: String {
        let address = broker.address
        let path = ManagementAPI.escape(address.virtualHost)
        return "amqp://\(address.user):\(address.password)@\(address.host):\(address.port)/\(path)"
    }

    /// What a program needs to know.
    var environment: [String: String] {
        [
            "LAPOR_AMQP_URL": brokerURL, "LAPOR_MANAGEMENT_URL": broker.management,
            "LAPOR_DATABASE_URL": database, "LAPOR_OUTBOX_DIR": outbox.path,
        ].merging(settings) { $1 }
    }

    /// Starts a program; it is killed when the site is closed.
    @discardableResult
    func start(_ name: String, _ arguments: [String] = [], _ changes: [String: String?] = [:]) throws -> Program {
        var environment = environment
        for (key, value) in changes { environment[key] = value }
        let log = folder.appending(path: "\(name)-\(programs.count).log")
        let program = try Program(name, arguments, environment: environment, log: log)
        programs.append(program)
        return program
    }

    /// Starts one of each worker.
    @discardableResult
    func startWorkers(_ changes: [String: String?] = [:]) throws -> [Program] {
        try Self.workers.map { try start($0, [], changes) }
    }

    static let workers = ["IntakeWorker", "RoutingWorker", "NotifyWorker"]
    /// The workers' queues, in the same order.
    static let stages = ["intake", "routing", "notify"]

    /// Runs a program to its end, which must be a good one.
    func run(_ name: String, _ arguments: String...) throws {
        let program = try start(name, arguments)
        let code = program.waitForEnd(seconds: 90)
        try #require(code == 0, "\(name) \(arguments): \(program.output)")
    }

    /// Waits until all that run listen for signals: before that a signal ends them with nothing in hand, but not with 0.
    func awaitWorkers() throws {
        let running = programs.filter(\.isRunning)
        let listening = poll(seconds: 20) { running.allSatisfy { $0.output.contains("Starting service\n") } }
        try #require(listening, "a worker does not start")
    }

    /// Asks all that run to end, and checks that they do: in time, with code 0.
    func stopWorkers(_ location: SourceLocation = #_sourceLocation) throws {
        let running = programs.filter(\.isRunning)
        running.forEach { $0.terminate() }
        for program in running {
            let code = program.waitForEnd(seconds: 25)
            #expect(code == 0, "\(program.name) ended with \(String(describing: code))", sourceLocation: location)
        }
    }

    /// Everything the workers wrote.
    var logs: String { programs.filter { $0.name.hasSuffix("Worker") }.map(\.output).joined() }
}

extension Site {
    /// The rows that a SELECT finds, in the session of the last look or, when the server has ended that, in a new one.
    func look(_ sql: String) throws -> QueryResult {
        // A session knows a statement by its name.
        let name = "look " + String(FNV1a.hash(of: sql.utf8), radix: 36)
        if var kept = session.take(), let rows = try? kept.execute(name, sql) {
            session = consume kept
            return rows
        }
        var fresh = try PostgresConnection(to: database)
        let rows = try fresh.execute(name, sql)
        session = consume fresh
        return rows
    }

    /// As if nothing had been announced, and the sweeper had never looked.
    func forgetMarks() throws {
        let connection = try PostgresConnection(to: database)
        try connection.run(
            """
            UPDATE complaint SET next_published_at = NULL;
            UPDATE sweep SET looked_to = '-infinity', settled_to = '-infinity'
            """)
    }
}
