import Complaints
import Foundation
import Postgres
import Rabbit
import Shared
import Store
import TLS
import TestKit
import Testing

/// A broker's virtual host and a database, both empty but set up, with a folder for logs and outboxes, for one test.
final class Site {
    let broker: TestBroker
    let database: String
    let folder: URL
    /// Settings of every program beyond the addresses.
    var settings = ["LAPOR_SMS_HOURS": "0-24", "LAPOR_LOG_LEVEL": "debug", "LAPOR_LANG": "en"]
    /// The files of the servers' TLS.
    let files: TLSFiles
    private(set) var programs: [Program] = []
    private(set) var runs: [StageRun] = []
    /// For looks, of which a waiting test takes twenty a second: opening one costs more than a hundred looks.
    private var session: PostgresConnection?

    /// - Parameter own: a stack whose servers the test may kill; nil: the one that all tests share.
    init(on own: TestStack? = nil, _ villages: SiteDatabase.Villages = .ofOneProvince) throws {
        let stack = try own ?? TestStack.required()
        files = stack.files
        broker = try TestBroker(stack)
        database = try SiteDatabase.fresh(on: stack.database, villages)
        folder = FileManager.default.temporaryDirectory.appending(path: "lapor-site-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
        try TestIssuer.writeKey(to: keyFile)
        try TestIssuer.writeKey(to: frontKeyFile, ofFront: true)
        settings.merge(try TestKeys.write(to: folder)) { $1 }
        try topology().apply()
    }

    /// Runs `body` with a site of its own.
    static func with<Result>(_ body: (Site) throws -> Result) throws -> Result {
        let site = try Site()
        defer { site.remove() }
        return try body(site)
    }

    /// Ends what the site started and removes what it made.
    fileprivate func remove() {
        for program in programs where program.isRunning { try? program.kill() }
        end(runs)
        session = nil
        TestDatabase.drop(database)
        broker.remove()
        if ProcessInfo.processInfo.environment["LAPOR_KEEP_SITES"] == nil {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    var outbox: URL { folder.appending(path: "outbox") }
    /// The operator's own key.
    private var keyFile: URL { folder.appending(path: "key.pem") }
    /// That of the application by which reporters act.
    var frontKeyFile: URL { folder.appending(path: "front.pem") }

    var brokerURL: String {
        let address = broker.address
        return
            "\(address.tls == nil ? "amqp" : "amqps")://\(address.user):\(address.password)@\(address.host):\(address.port)/\(broker.path)"
    }

    func topology() -> TopologyControl { TopologyControl(at: broker.address, management: broker.api) }

    /// What a program needs to know. Each works by its own login of the database.
    func environment(_ changes: [String: String?], of name: String = "lapor") -> [String: String] {
        let program =
            [
                "migrate": .migrate, "Gateway": .gateway, "WebhookWorker": .webhook, "SmsWorker": .sms,
                "MailWorker": .mail,
            ][name]
            ?? DatabaseProgram.allCases.first { $0.worker?.rawValue == name } ?? .operators
        var environment = [
            "LAPOR_AMQP_URL": brokerURL, "LAPOR_MANAGEMENT_URL": broker.management,
            "LAPOR_DATABASE_URL": url(of: program), "LAPOR_OUTBOX_DIR": outbox.path, "LAPOR_KEY_FILE": keyFile.path,
            "LAPOR_TLS_CA": files.authorities, "LAPOR_TLS_CERT": files.certificate, "LAPOR_TLS_KEY": files.key,
        ].compactMapValues(\.self).merging(settings) { $1 }
        for (key, value) in changes { environment[key] = value }
        return environment
    }

    /// The store, by a program's login.
    func url(of program: DatabaseProgram) -> String {
        SiteDatabase.url(database, as: SiteDatabase.logins.name(program))
    }

    /// As in a rehearsal, where one process starts all others: each program may do everything.
    func worksByOneLogin() { settings["LAPOR_DATABASE_URL"] = database }

    private func freshLog(_ name: String) -> URL {
        folder.appending(path: "\(name)-\(programs.count + runs.count).log")
    }

    static let workers = ["IntakeWorker", "RoutingWorker", "NotifyWorker"]
    /// The workers' queues, in the same order.
    static let stages = ["intake", "routing", "notify"]

    /// Starts a worker in the test's own process; it ends when the site is closed.
    @discardableResult
    func start(_ worker: String, _ changes: [String: String?] = [:]) throws -> StageRun {
        let run = try StageRun(worker, environment: environment(changes, of: worker), log: freshLog(worker))
        runs.append(run)
        return run
    }

    /// Starts one of each worker, and `others`.
    func startWorkers(and others: String...) throws { for name in Self.workers + others { try start(name) } }

    /// Starts a program as a process; it is killed when the site is closed.
    @discardableResult
    func spawn(_ name: String, _ arguments: [String] = [], _ changes: [String: String?] = [:]) throws -> Program {
        let program = try Program(
            name, arguments, environment: environment(changes, of: arguments.first == "migrate" ? "migrate" : name),
            log: freshLog(name))
        programs.append(program)
        return program
    }

    /// Starts a process of each worker.
    @discardableResult
    func spawnWorkers(_ changes: [String: String?] = [:]) throws -> [Program] {
        try Self.workers.map { try spawn($0, [], changes) }
    }

    /// Waits until all processes listen for signals: before that a signal ends them with nothing in hand, but not with 0.
    func awaitProcesses() throws {
        let running = programs.filter(\.isRunning)
        let listening = poll(seconds: 20) { running.allSatisfy { $0.output.contains(": started") } }
        try #require(listening, "a worker does not start")
    }

    /// Asks all workers to end, and checks that they do: in time, and processes with code 0.
    func stopWorkers(_ location: SourceLocation = #_sourceLocation) throws {
        let running = programs.filter(\.isRunning)
        running.forEach { $0.terminate() }
        end(runs, location)
        for program in running { program.awaitEnd(location) }
    }

    /// Asks one kind of worker after the other to end, in the order of a complaint's way, each once nothing waits for it:
    /// what a worker says again of what was delivered to it again is still read by the next.
    func finishWorkers(_ location: SourceLocation = #_sourceLocation) throws {
        for (worker, queue) in Self.order {
            let processes = programs.filter { $0.name == worker && $0.isRunning }
            let runs = runs.filter { $0.name == worker }
            guard !(processes.isEmpty && runs.isEmpty) else { continue }
            if let queue { _ = try poll(seconds: 20) { try broker.depth(queue) == 0 } }
            processes.forEach { $0.terminate() }
            end(runs, location)
            for process in processes { process.awaitEnd(location) }
        }
    }

    /// The workers in the order of a complaint's way, with the queue that each reads.
    private static let order = [
        ("IntakeWorker", "intake"), ("ClockWorker", nil), ("CaseWorker", "casework"), ("RoutingWorker", "routing"),
        ("NotifyWorker", "notify"),
    ]

    /// Stops those workers alone, which run in the test's own process.
    func stop(_ workers: String..., location: SourceLocation = #_sourceLocation) {
        end(runs.filter { workers.contains($0.name) }, location)
    }

    private func end(_ runs: [StageRun], _ location: SourceLocation = #_sourceLocation) {
        runs.forEach { $0.requestStop() }
        runs.forEach { $0.awaitEnd(location) }
    }

    /// Everything the workers wrote.
    var logs: String {
        (programs.filter { $0.name.hasSuffix("Worker") }.map(\.output) + runs.map(\.output)).joined()
    }
}

/// A suite each of whose tests has a site: there before the test begins, removed when it has ended.
class SiteTest {
    let site: Site
    var records: Records { Records(site: site) }

    init(_ villages: SiteDatabase.Villages = .ofOneProvince) throws {
        site = try Site(on: TestStack.own, villages)
    }

    deinit { site.remove() }
}

/// What a command wrote and how it ended.
typealias Ending = (code: Int32?, output: String)

extension Site {
    /// Runs lapor to its end.
    func lapor(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> Ending {
        let program = try spawn("lapor", arguments, changes)
        let code = program.waitForEnd(seconds: 120)
        return (code, program.output)
    }

    func lapor(_ arguments: String...) throws -> Ending { try lapor(arguments) }

    /// Runs lapor, which must end with `code`; returns what it wrote.
    @discardableResult
    func run(
        _ arguments: String..., code: Int32 = 0, location: SourceLocation = #_sourceLocation
    ) throws -> String {
        let ending = try lapor(arguments)
        try #require(ending.code == code, "lapor \(arguments): \(ending)", sourceLocation: location)
        return ending.output
    }

    /// Writes a file for lapor to read; returns its path.
    /// A file with what somebody says.
    func words(_ text: String) throws -> String { try file("kata-\(UUID().uuidString)", text) }

    func file(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
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

    /// Complaints that are stored and whose event is in no queue, as after an alarm.
    func forget(_ count: Int) throws {
        try start("IntakeWorker")
        let series = Submissions(series: "F")
        try Submitter(self).submit((0..<count).map(series.good))
        let records = Records(site: self)
        #expect(try poll(seconds: 30) { try records.complaints() == count })
        stop("IntakeWorker")
        for queue in ["routing", "notify"] { try broker.purge(queue) }
        try forgetAnnouncements()
    }

    /// Tracking codes of `count` complaints that are stored and routed.
    func routedCases(_ count: Int) throws -> [String] {
        let series = Submissions(series: "W")
        try Submitter(self).submit((0..<count).map(series.good))
        let records = Records(site: self)
        try records.settle(complaints: count, seconds: 180)
        return try records.texts("SELECT code FROM complaint ORDER BY id")
    }

    /// As if nothing had been announced, and the sweeper had never looked.
    func forgetAnnouncements() throws {
        let connection = try PostgresConnection(to: database)
        try connection.run(
            """
            DELETE FROM outbox;
            INSERT INTO outbox (at, complaints, versions)
            SELECT now() - interval '1 minute', array_agg(id), array_agg(version) FROM complaint;
            UPDATE sweep SET settled_to = '-infinity'
            """)
    }
}
