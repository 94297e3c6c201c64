import Complaints
package import Store

package struct CaseList: ListResult {
    package let rows: [CaseTable.Listed]

    /// - Parameter status: only those in this status.
    package init(limit: Int, status: String?) throws {
        var database = try Connections.database()
        rows = try CaseTable.latest(limit, status: status, &database).map {
            var row = $0
            row.code = TrackingCode.grouped(row.code)
            return row
        }
    }

    package var text: String {
        return TextTable(
            [.caseNumber, .channel, .status, .category, .body, .due],
            rows.map { [$0.code, $0.channel, $0.status, $0.category, $0.body, $0.due] }
        ).text
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
