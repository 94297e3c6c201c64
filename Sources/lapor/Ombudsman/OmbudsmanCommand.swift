import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Store

/// `lapor ombudsman`
struct OmbudsmanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ombudsman", abstract: "Hands cases over to the Ombudsman: lists, shows and exports them.",
        discussion: """
            After 60 working days a case is ripe. With the reporter's consent, given by the command escalate, a file about it can \
            be handed over: facts, timeline, missed deadlines, correspondence, and the report itself. Without consent there is none.
            """,
        subcommands: [OmbudsmanList.self, OmbudsmanShow.self, OmbudsmanExport.self])

    /// A session that may take its time over the whole journal.
    static func database() throws -> PostgresConnection {
        var options = PostgresConnection.Options()
        options.statementSeconds = 300
        return try PostgresConnection(to: try Connections.databaseURL(), options: options)
    }

    /// Cases that were handed up to the Ombudsman's level, oldest first.
    static func ripe(_ database: inout PostgresConnection) throws(PostgresError) -> [CaseState] {
        let rows = try database.execute(
            "ripe cases",
            """
            SELECT DISTINCT complaint_id FROM journal WHERE event = 'escalated' AND data ->> 'clock' = 'ombudsman'
            ORDER BY complaint_id
            """)
        let ids = (0..<rows.count).map { rows.complaintID($0, 0) }
        let states = try CaseTable.read(ids, &database)
        return ids.compactMap { try? states[$0]?.get() }
    }

    /// The file about a case.
    ///
    /// - Throws: `Failure` without consent or before the time, `PostgresError`.
    static func handOver(
        _ id: ComplaintID, bodyNames: [String: String], _ database: inout PostgresConnection
    ) throws -> HandOver {
        let journal = try CaseTable.journal(of: id, &database)
        let state = try CaseState(replaying: journal)
        if let obstacle = HandOver.obstacle(state) { throw obstacle }
        let record = try HandOverRecord.read(id, bodyNames: bodyNames, &database)
        return HandOver(state, journal, record)
    }
}

/// `lapor ombudsman list`
struct OmbudsmanList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the cases that are ripe, and whether the reporter has agreed.")

    @Flag(help: "Only those that may be handed over.")
    var ready = false
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var code: String
        var status: String
        var body: String?
        var ripeAt: String
        var consent: Bool
    }

    func run() throws {
        var database = try OmbudsmanCommand.database()
        let cases = try OmbudsmanCommand.ripe(&database).filter { !ready || HandOver.obstacle($0) == nil }
        var table = TextTable(["Nomor", "Status", "Instansi", "Sejak", "Persetujuan"])
        let rows = cases.map { state in
            let code = TrackingCode(state.code)?.grouped ?? state.code
            let body = state.body ?? state.desk
            table.add([
                code, state.status.rawValue, body ?? "-", state.zone.day(state.ombudsmanAt),
                state.hasConsent ? "ya" : "belum",
            ])
            return Row(
                code: code, status: state.status.rawValue, body: body, ripeAt: state.ombudsmanAt?.rfc3339 ?? "",
                consent: state.hasConsent)
        }
        try output.print(rows, table.text)
    }
}

/// `lapor ombudsman show`
struct OmbudsmanShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the file about one case.",
        discussion: "It holds the citizen's words and, unless the report is anonymous, their name: mind who looks.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let code = try TrackingCode(typed: code)
        var database = try OmbudsmanCommand.database()
        guard let id = try CaseTable.ids(ofCodes: [code.description], &database)[code.description] else {
            throw Failure(.notFound, "there is no case \(code.grouped)")
        }
        let names = try HandOverRecord.bodyNames(&database)
        let file = try OmbudsmanCommand.handOver(id, bodyNames: names, &database)
        try output.print(file, file.text)
    }
}

/// `lapor ombudsman export`
struct OmbudsmanExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the files of all cases that may be handed over: CODE.json and CODE.txt.",
        discussion: "Only the user who runs it may read them. Cases without consent are counted and left out.")

    @Argument(help: "The folder; it is made if it is not there.")
    var folder: String
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var exported: [String]
        var withoutConsent: Int
    }

    func run() throws {
        var database = try OmbudsmanCommand.database()
        let directory = URL(fileURLWithPath: folder)
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.cannotWrite, "cannot make the folder \(folder)")
        }
        let names = try HandOverRecord.bodyNames(&database)
        var result = Result(exported: [], withoutConsent: 0)
        for state in try OmbudsmanCommand.ripe(&database) {
            guard HandOver.obstacle(state) == nil else {
                result.withoutConsent += 1
                continue
            }
            let file = try OmbudsmanCommand.handOver(state.id, bodyNames: names, &database)
            try Self.write(try JSONResult.encode(file) + "\n", directory.appending(path: "\(state.code).json"))
            try Self.write(file.text, directory.appending(path: "\(state.code).txt"))
            result.exported.append(file.code)
        }
        let left = result.withoutConsent
        try output.print(
            result, "\(result.exported.count) cases exported to \(folder); \(left) without consent left out")
    }

    private static func write(_ text: String, _ file: URL) throws(Failure) {
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw Failure(.cannotWrite, "cannot write \(file.path)") }
    }
}
