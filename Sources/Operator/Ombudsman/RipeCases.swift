import Complaints
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

    /// - Parameter ready: only those that may be handed over.
    package init(ready: Bool) throws {
        var database = try Connections.database(seconds: HandOver.seconds)
        rows = try Self.read(&database).filter { !ready || HandOver.obstacle($0) == nil }.map { state in
            Row(
                code: TrackingCode.grouped(state.code), status: state.status.rawValue, body: state.body ?? state.desk,
                ripeAt: state.ombudsmanAt?.rfc3339 ?? "", consent: state.hasConsent,
                since: state.zone.day(state.ombudsmanAt))
        }
    }

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

package struct ExportedHandOvers: CommandResult {
    var exported: [String] = []
    var withoutConsent = 0
    private let folder: String

    private enum CodingKeys: String, CodingKey {
        case exported, withoutConsent
    }

    /// Writes CODE.json and CODE.txt of each; those without consent are counted and left out.
    ///
    /// - Throws: `Failure` `cannotWrite`.
    package init(to folder: String) throws {
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
            let file = try HandOver(of: state.id, bodyNames: names, &database)
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
