package import Complaints
import Contract
package import Store

package struct CaseList: ListResult {
    package let rows: [CaseTable.Listed]
    /// Whether more follow.
    private let isCut: Bool
    /// Only the last so many days were looked at; nil: all that the question allows.
    var daysBack: Int?
    /// Cases that could not be looked through.
    package internal(set) var failure: Failure?

    /// The cases that a question leaves, the one that was submitted last first.
    ///
    /// - Throws: `Failure` when it names a body, a region or a case that is not there.
    package init(_ question: CaseQuestion) throws {
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let now = try StoreClock.now(&database)
        try self.init(try question.filter(at: now, &database), question.limit, at: now, &database)
    }

    init(_ filter: CaseFilter, _ limit: Int, at now: Instant, _ database: inout Database) throws {
        let found = try CaseTable.list(filter, limit: limit + 1, at: now, &database)
        isCut = found.count > limit
        rows = found.prefix(limit).map {
            var row = $0
            row.code = TrackingCode.grouped(row.code)
            return row
        }
    }

    package var hint: Phrase? {
        let more = isCut ? (rows.last?.code).map { CaseWords.moreAfter($0) } : nil
        let parts = [more, daysBack.map { CaseWords.daysBack($0) }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined("; ")
    }

    package static let columns: [Phrase] = [.caseNumber, .channel, .status, .category, .body, .region, .due]

    package var text: String {
        guard !rows.isEmpty else { return CaseWords.noneFits.text }
        return TextTable(
            Self.columns, less: [.channel, .category, .region],
            rows.map {
                [
                    $0.code, $0.channel, $0.status, $0.category, $0.body, $0.region,
                    Painted($0.due, $0.overdue ? .red : nil),
                ]
            }
        ).text
    }
}

/// Which cases an operator asks for, in the words of the command line.
package struct CaseQuestion: Sendable {
    /// How long a list may take: words are looked for in every case of the time.
    static let seconds = 120
    package var status: String?
    package var body: String?
    /// By its code or its name.
    package var region: String?
    package var channel: String?
    package var isOverdue = false
    /// Whether only filed ones are asked for whose reporters say that this is wrong.
    package var isContested = false
    /// The first day of submission, in Jakarta.
    package var from: CivilDate?
    /// The last day.
    package var to: CivilDate?
    /// Only the last so many days; nil for all.
    package var daysBack: Int?
    package var limit = 20
    /// The tracking code after which the list goes on.
    package var after: String?

    package init() {}

    /// - Throws: `Failure` when it names a body, a region or a case that is not there.
    func filter(at now: Instant, _ database: inout Database) throws -> CaseFilter {
        if let body { try database.checkBody(body) }
        var filter = CaseFilter()
        (filter.status, filter.body, filter.channel) = (status, body, channel)
        filter.region = try region.map { try database.region($0) }
        filter.overdueAt = isOverdue ? now : nil
        filter.isContested = isContested
        filter.from = from.map(IndonesianZone.wib.startOfDay)
        if let daysBack { filter.from = now.advanced(bySeconds: -Int64(daysBack) * 86_400) }
        filter.before = to.map { IndonesianZone.wib.startOfDay(CivilDate(daysSinceEpoch: $0.daysSinceEpoch + 1)) }
        filter.after = try after.map { try Self.caseID($0, &database) }
        return filter
    }

    private static func caseID(_ text: String, _ database: inout Database) throws -> ComplaintID {
        let code = try TrackingCode(typed: text)
        guard let id = try CaseTable.ids(ofCodes: [code.description], &database)[code.description] else {
            throw Failure(.notFound, CommonWords.noCase(code.grouped))
        }
        return id
    }
}

extension TrackingCode {
    /// A code as people type it.
    ///
    /// - Throws: `Failure` `badData` with what is wrong.
    init(typed text: String) throws(Failure) {
        do throws(TrackingCodeError) {
            self = try TrackingCode(parsing: text)
        } catch {
            switch error {
            case .length(let count): throw Failure(.badData, CommonWords.codeLength(count))
            case .letter(let letter): throw Failure(.badData, CommonWords.codeLetter(letter))
            case .checkLetter:
                throw Failure(.badData, CommonWords.codeCheck)
            }
        }
    }

    static func grouped(_ code: String) -> String { TrackingCode(code)?.grouped ?? code }
}
