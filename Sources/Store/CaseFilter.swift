package import Complaints
import Postgres

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
            .instant(overdueAt ?? Instant(microseconds: 0)), .texts(words), .boolean(ids != nil), .ids(ids ?? []),
        ]
    }

    /// How many values the condition has: those of the statement come after.
    static let parameterCount = 11

    /// What complaint `c` must meet: the words last, because reading them costs most.
    static let condition = """
        c.id >= $10 AND c.id < $11 AND (NOT $8 OR c.id = ANY ($9))
            AND ($1::text IS NULL OR c.status = $1::text::case_status) AND ($4::text IS NULL OR c.channel = $4)
            AND ($3::text IS NULL OR c.region_code = $3 OR starts_with(c.region_code, $3 || '.'))
            AND ($2::text IS NULL OR c.body_code IN (WITH RECURSIVE below AS (
                SELECT b.code FROM body b WHERE b.code = $2
                UNION SELECT b.code FROM body b JOIN below ON b.parent_code = below.code) SELECT code FROM below))
            AND (NOT $5 OR (c.status NOT IN ('selesai', 'arsip') AND COALESCE(c.first_reply_due, c.verify_due) < $6))
            AND (cardinality($7::text[]) = 0 OR NOT EXISTS (SELECT FROM unnest($7::text[]) AS w (word)
                WHERE strpos(lower(concat_ws(' ', c.title, c.text, c.location_text)), lower(w.word)) = 0))
        """
}

extension ComplaintID {
    /// The one after it.
    fileprivate var next: ComplaintID {
        low == .max ? ComplaintID(high: high &+ 1, low: 0) : ComplaintID(high: high, low: low + 1)
    }
}
