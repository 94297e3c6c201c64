package import Complaints
import Postgres
import Sealing

/// Which cases an operator wants to see; nil and empty do not narrow.
package struct CaseFilter: Sendable {
    package var status: String?
    /// The body that has it, or one above that.
    package var body: String?
    /// Where it is, or a region above that.
    package var region: String?
    package var channel: String?
    /// Open, and past its first deadline at this moment.
    package var overdueAt: Instant?
    /// Filed, and its reporter says that this is wrong.
    package var isContested = false
    /// All of them in title, words or place.
    package var words: [String] = []
    /// Only these.
    package var ids: [ComplaintID]?
    /// Submitted from this moment on.
    package var from: Instant?
    /// Submitted before this moment.
    package var before: Instant?
    /// After this one in the list.
    package var after: ComplaintID?

    package init() {}

    /// Where the list goes from: a case's id begins with the time of its submission, and is what lists are ordered by.
    private var bounds: (low: ComplaintID, high: ComplaintID) {
        let low = from.map { ComplaintID.v7(milliseconds: $0.milliseconds, random: (0, 0)) }
        let high = before.map { ComplaintID.v7(milliseconds: $0.milliseconds, random: (0, 0)) }
        return (low ?? ComplaintID(high: 0, low: 0), high ?? ComplaintID(high: .max, low: .max))
    }

    /// For a list that begins with the newest.
    func parametersDown() -> [Parameter] {
        let bounds = bounds
        return parameters + [.id(bounds.low), .id(after.map { min($0, bounds.high) } ?? bounds.high)]
    }

    /// For a list that begins with the oldest.
    func parametersUp() -> [Parameter] {
        let bounds = bounds
        // The bound itself is part of the list; the case after which it goes on is not.
        let low = after.map { max($0.next, bounds.low) } ?? bounds.low
        return parameters + [.id(low), .id(bounds.high)]
    }

    private var parameters: [Parameter] {
        [
            .text(status), .text(body), .text(region), .text(channel), .boolean(overdueAt != nil),
            .instant(overdueAt ?? Instant(microseconds: 0)), .boolean(ids != nil), .ids(ids ?? []),
            .boolean(isContested),
        ]
    }

    /// How many values the condition has: those of the statement come after.
    static let parameterCount = 11

    /// What complaint `c` must meet, but for the words, which the database cannot read.
    static let condition = """
        c.id >= $10 AND c.id < $11 AND (NOT $7 OR c.id = ANY ($8))
            AND ($1::text IS NULL OR c.status = $1::text::case_status) AND ($4::text IS NULL OR c.channel = $4)
            AND ($3::text IS NULL OR c.region_code = $3 OR starts_with(c.region_code, $3 || '.'))
            AND ($2::text IS NULL OR c.body_code IN (WITH RECURSIVE below AS (
                SELECT b.code FROM body b WHERE b.code = $2
                UNION SELECT b.code FROM body b JOIN below ON b.parent_code = below.code) SELECT code FROM below))
            AND (NOT $5 OR (c.status NOT IN ('selesai', 'arsip') AND COALESCE(c.first_reply_due, c.verify_due) < $6))
            AND (NOT $9 OR (c.status = 'arsip' AND c.verify_due IS NOT NULL))
        """

    /// The same for those among them in whose title, words or place all its words occur: `limit` of them, the newest first; and those
    /// that were passed over because their master key is not at hand.
    func reading(
        limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (filter: CaseFilter, unread: UnreadCases) {
        guard !words.isEmpty else { return (self, UnreadCases()) }
        let wanted = words.map { $0.lowercased() }
        var (rest, found, unread): (CaseFilter, [ComplaintID], UnreadCases) = (self, [], UnreadCases())
        while found.count < limit {
            let rows = try connection.execute(
                "words of cases",
                """
                SELECT c.id, \(ReportWords.columns(of: "c")) FROM complaint c WHERE \(Self.condition)
                ORDER BY c.id DESC LIMIT $\(Self.parameterCount + 1)
                """, rest.parametersDown() + [.bigint(Self.page)])
            for row in rows {
                let id = row.complaintID("id")
                if let key = connection.keys.missing(.words, row.optionalBytes("words_key")) {
                    unread.add(id, key)
                } else if let said = try Self.searched(row, of: id, connection.keys), wanted.allSatisfy(said.contains) {
                    found.append(id)
                }
            }
            guard rows.count == Int(Self.page), let last = rows.last else { break }
            rest.after = last.complaintID("id")
        }
        var narrowed = self
        (narrowed.words, narrowed.ids) = ([], found)
        return (narrowed, unread)
    }

    /// Nil when they cannot be opened: what was changed by hand keeps nobody from finding the others.
    private static func searched(_ row: Row, of id: ComplaintID, _ keys: CaseKeys) throws(PostgresError) -> String? {
        do throws(PostgresError) {
            return try ReportWords(row, of: id, keys).searched
        } catch {
            guard error.code == .abandoned(.unreadable) else { throw error }
            return nil
        }
    }

    /// Cases whose words are opened together.
    private static let page: Int64 = 1000
}

extension ComplaintID {
    /// The one after it.
    fileprivate var next: ComplaintID {
        low == .max ? ComplaintID(high: high &+ 1, low: 0) : ComplaintID(high: high, low: low + 1)
    }
}
