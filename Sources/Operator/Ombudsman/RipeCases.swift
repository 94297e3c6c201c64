package import Complaints
import Foundation
import Store

package struct RipeCases: ListResult {
    package struct Row: Encodable {
        var code: String
        var status: String
        var body: String?
        var ripeAt: String
        var consent: Bool
        fileprivate let since: String

        private enum CodingKeys: String, CodingKey {
            case code, status, body, ripeAt, consent
        }
    }

    package let rows: [Row]

    /// Whether more follow.
    private let isCut: Bool

    /// Those that a question leaves, the one that was submitted first first.
    ///
    /// - Parameter ready: only those that may be handed over.
    package init(_ question: CaseQuestion, ready: Bool) throws {
        var database = try Connections.database(seconds: HandOver.seconds)
        var filter = try question.filter(at: try StoreClock.now(&database), &database)
        var found: [Row] = []
        while found.count <= question.limit {
            let ids = try CaseTable.ripeForOmbudsman(filter, limit: Self.page, &database)
            let states = try CaseTable.read(ids, &database)
            found += ids.compactMap { try? states[$0]?.get() }.filter { !ready || HandOver.obstacle($0) == nil }
                .map(Row.init)
            guard ids.count == Self.page else { break }
            filter.after = ids.last
        }
        isCut = found.count > question.limit
        rows = Array(found.prefix(question.limit))
    }

    /// Cases that are read together.
    private static let page = 500

    package var hint: Phrase? { isCut ? (rows.last?.code).map { CaseWords.moreAfter($0) } : nil }

    package var text: String {
        TextTable(
            [.caseNumber, .status, .body, .since, .agreed],
            rows.map {
                [$0.code, $0.status, $0.body, $0.since, $0.consent ? CommonWords.yes : OmbudsmanWords.notYet]
            }
        ).text
    }

    /// Cases that were handed up to the Ombudsman's level, oldest first.
    static func read(_ database: inout Database) throws -> [CaseState] {
        let ids = try JournalTable.ripeForOmbudsman(&database)
        let states = try CaseTable.read(ids, &database)
        return ids.compactMap { try? states[$0]?.get() }
    }
}

extension RipeCases.Row {
    fileprivate init(_ state: CaseState) {
        self.init(
            code: TrackingCode.grouped(state.code), status: state.status.rawValue, body: state.body ?? state.desk,
            ripeAt: state.ombudsmanAt?.rfc3339 ?? "", consent: state.hasConsent,
            since: state.zone.day(state.ombudsmanAt))
    }
}

package struct ExportedHandOvers: CommandResult {
    var exported: [String] = []
    var withoutConsent = 0
    private let folder: String

    private enum CodingKeys: String, CodingKey {
        case exported, withoutConsent
    }

    /// Writes CODE.json and CODE.txt of each; those without consent are counted and left out.
    ///
    /// - Parameter reader: who gets them, which is written down before they do.
    /// - Throws: `Failure` `cannotWrite`.
    package init(to folder: String, for reader: Reader) throws {
        self.folder = folder
        var database = try Connections.database(seconds: HandOver.seconds)
        let directory = URL(fileURLWithPath: folder)
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotMake(folder))
        }
        let names = try BodyTable.names(&database)
        for state in try RipeCases.read(&database) {
            guard HandOver.obstacle(state) == nil else {
                withoutConsent += 1
                continue
            }
            let file = try HandOver(of: state.id, bodyNames: names, for: reader, &database)
            try Self.write(try JSONResult.encode(file) + "\n", directory.appending(path: "\(state.code).json"))
            try Self.write(file.text, directory.appending(path: "\(state.code).txt"))
            exported.append(file.code)
        }
    }

    package var text: String {
        OmbudsmanWords.exported(exported.count, folder, withoutConsent).text
    }

    private static func write(_ text: String, _ file: URL) throws(Failure) {
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw Failure(.cannotWrite, CommonWords.cannotWrite(file.path)) }
    }
}
