package import Complaints
package import Postgres
import Sealing

/// Tables with rows from before, in which personal data stands in clear, or is hashed by a key that lies beside it.
package enum ClearRows: String, Sendable, CaseIterable {
    case complaint, reporter, correspondence, submission
    case unreadField = "unread_field"
    case openQuestion = "open_question"
    case smsPart = "sms_part"
    case parkedOverflow = "parked_overflow"
    case keptLetter = "kept_letter"

    /// What tells such a row.
    var condition: String {
        switch self {
        case .complaint, .correspondence: "sealed IS NULL AND text IS NOT NULL"
        case .reporter: "sealed IS NULL AND num_nonnulls(name, phone, email, extras) > 0"
        case .unreadField: "sealed IS NULL AND sent IS NOT NULL"
        case .submission: "content_hash IS NOT NULL"
        case .openQuestion: "NOT keyed"
        case .smsPart: "submission IS NOT NULL OR NOT keyed"
        case .parkedOverflow, .keptLetter: "body IS NOT NULL"
        }
    }

    /// How many there are: the table is read.
    package func count(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "clear rows of \(rawValue)", "SELECT count(*) AS rows FROM \(rawValue) WHERE \(condition)")[0].integer(
                "rows")
    }

    /// A step of sealing them.
    package struct Step: Sendable {
        package var sealed: Int
        /// Where the next step goes on; nil: there are no more.
        package var next: ComplaintID?
    }

    /// Seals at most `limit` rows behind the row `last`, in one transaction; rows that workers change meanwhile wait, or are
    /// sealed as they have become.
    ///
    /// - Throws: `PostgresError`; also when a key that is needed is not at hand.
    package func seal(
        after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Step {
        _ = try connection.keys.master(.identity)
        _ = try connection.keys.master(.words)
        guard connection.keys.search != nil else { throw PostgresError(.noKey(.search, nil)) }
        return try connection.transaction { connection throws(PostgresError) in
            switch self {
            case .complaint: try ReportWordsTable.seal(after: last, limit: limit, &connection)
            case .reporter: try ReporterContacts.seal(after: last, limit: limit, &connection)
            case .correspondence: try Correspondence.seal(after: last, limit: limit, &connection)
            case .unreadField: try UnreadFieldTable.seal(limit: limit, &connection)
            case .submission: try SubmissionTable.seal(after: last, limit: limit, &connection)
            case .openQuestion: try OpenQuestions.seal(limit: limit, &connection)
            case .smsPart: try SMSPartTable.seal(limit: limit, &connection)
            case .parkedOverflow: try ParkedOverflow.seal(limit: limit, &connection)
            case .keptLetter: try KeptLetterTable.seal(limit: limit, &connection)
            }
        }
    }
}

extension ClearRows.Step {
    /// The step that sealed these rows, which are in the order of their ids.
    init(_ ids: [ComplaintID], limit: Int) {
        self.init(sealed: ids.count, next: ids.count < limit ? nil : ids.last)
    }

    /// The step that sealed so many rows, which are told by what they hold.
    init(_ count: Int, limit: Int) {
        self.init(sealed: count, next: count < limit ? nil : ComplaintID(high: 0, low: 0))
    }
}
