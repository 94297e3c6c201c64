public import Postgres

/// What people at a desk decide about one case: each in one transaction with its row of the journal; ClockWorker announces
/// it some seconds later.
public enum CaseDesk {
    /// Why a desk's decision was not taken.
    public enum Problem: Error, Sendable, Equatable, CustomStringConvertible {
        /// No case has the code.
        case unknownCase
        /// The case is not with a body that could refuse it.
        case notAssigned(status: String)
        /// The national desk has decided: that binds.
        case binding
        /// No body has the code.
        case unknownBody(String)
        /// The body refused this case before.
        case refusedBefore(String)
        /// The case already is with this body.
        case sameBody(String)
        /// The case is finished.
        case closed(status: String)

        /// What is wrong and what to do.
        public var description: String {
            switch self {
            case .unknownCase: "there is no such case"
            case .notAssigned(let status): "no body has the case (\(status)), so none can refuse it"
            case .binding: "the national desk has assigned the case, and its decision binds"
            case .unknownBody(let code): "there is no body \(code)"
            case .refusedBefore(let code):
                "\(code) has refused this case: it never goes back; only the national desk may"
            case .sameBody(let code): "the case is with \(code) already"
            case .closed(let status): "the case is \(status)"
            }
        }
    }

    /// Takes a case from the body that says it is not its business; routing then finds another.
    ///
    /// - Parameter suggestion: code of the body it names instead.
    /// - Returns: the body that refused.
    /// - Throws: `PostgresError`; `Problem`, then nothing was changed.
    public static func refuse(
        _ code: TrackingCode, actor: String, reason: String, suggestion: String?, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws -> String {
        try connection.transaction { connection throws(PostgresError) -> Result<String, Problem> in
            guard let desk = try OpenCase(code, &connection) else { return .failure(.unknownCase) }
            guard desk.status == .belumDitindaklanjuti, let body = desk.body else {
                return .failure(.notAssigned(status: desk.status.rawValue))
            }
            guard !desk.isBinding else { return .failure(.binding) }
            if let suggestion, try !OpenCase.knows(suggestion, &connection) {
                return .failure(.unknownBody(suggestion))
            }
            try connection.execute(
                "refuse",
                """
                UPDATE assignment SET refused_at = $3, refused_by = $4, refused_why = $5, suggested = $6
                WHERE complaint_id = $1 AND hop = $2
                """,
                [
                    desk.idParameter, .integer(Int32(desk.hop)), .timestamptz(microseconds: now.microseconds),
                    .text(actor), .text(reason), .text(suggestion),
                ])
            var json = desk.eventData(hop: desk.hop, body: body, reason: reason)
            json.add("suggested", suggestion)
            json.add("channel", desk.channel)
            try desk.move(.refused, body: nil, hop: desk.hop, json, actor: actor, at: now, &connection)
            return .success(body)
        }.get()
    }

    /// Gives a case to a body: a coordinator's disposisi. The national desk's binds.
    ///
    /// - Throws: `PostgresError`; `Problem`, then nothing was changed.
    public static func assign(
        _ code: TrackingCode, to body: String, actor: String, reason: String, isNational: Bool, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws {
        let clocks = try ReferenceTables.clocks(&connection)
        try connection.transaction { connection throws(PostgresError) -> Result<Void, Problem> in
            guard let desk = try OpenCase(code, &connection) else { return .failure(.unknownCase) }
            guard desk.status.isOpen else { return .failure(.closed(status: desk.status.rawValue)) }
            guard try OpenCase.knows(body, &connection) else { return .failure(.unknownBody(body)) }
            guard desk.body != body || desk.status != .belumDitindaklanjuti else { return .failure(.sameBody(body)) }
            guard isNational || !desk.refusedBy.contains(body) else { return .failure(.refusedBefore(body)) }
            try connection.execute(
                "assign",
                """
                INSERT INTO assignment (complaint_id, hop, body_code, category_code, confidence, reason, at, decided_by,
                    binding, basis)
                VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, 'officer')
                """,
                [
                    desk.idParameter, .integer(Int32(desk.hop + 1)), .text(body), .text(desk.category), .text(reason),
                    .timestamptz(microseconds: now.microseconds), .text(actor), .boolean(isNational),
                ])
            let due = clocks.deadline(of: .firstReply, from: now, zone: desk.zone)
            var json = desk.eventData(hop: desk.hop + 1, body: body, reason: reason)
            json.add("category", desk.category)
            json.raw(
                desk.isSupervised ? #","confidence":1.00,"supervised":true"# : #","confidence":1.00,"supervised":false"#
            )
            json.add("verify_due", desk.verifyDue?.rfc3339)
            json.add("first_reply_due", due?.rfc3339)
            try desk.move(
                .assigned, body: body, hop: desk.hop + 1, json, actor: actor, at: now, firstReplyDue: due, &connection)
            return .success(())
        }.get()
    }
}

/// A case that is being decided about, locked.
private struct OpenCase {
    var id: ComplaintID
    var code: String
    var version: Int
    var status: CaseStatus
    var body: String?
    var category: String?
    var hop: Int
    var channel: String
    var zone: IndonesianZone
    var isSupervised: Bool
    var verifyDue: Instant?
    var isBinding: Bool
    var refusedBy: Set<String> = []

    var idParameter: Parameter { .uuid(high: id.high, low: id.low) }

    /// Nil when there is none.
    init?(_ code: TrackingCode, _ connection: inout PostgresConnection) throws(PostgresError) {
        let rows = try connection.execute(
            "open case",
            """
            SELECT c.id, c.code, c.version, c.status::text, c.body_code, c.category_code, c.hop, c.channel,
                COALESCE(r.zone, 'Asia/Jakarta'), c.supervised,
                c.verify_due, COALESCE((SELECT a.binding FROM assignment a WHERE a.complaint_id = c.id AND a.hop = c.hop), false)
            FROM complaint c LEFT JOIN region r ON r.code = c.region_code WHERE c.code = $1 FOR UPDATE OF c
            """, [.text(code.description)])
        guard rows.count == 1, let status = CaseStatus(rawValue: rows.text(0, 3)) else { return nil }
        id = rows.complaintID(0, 0)
        self.code = rows.text(0, 1)
        version = Int(rows.integer(0, 2))
        self.status = status
        body = rows.optionalText(0, 4)
        category = rows.optionalText(0, 5)
        hop = Int(rows.integer(0, 6))
        channel = rows.text(0, 7)
        zone = IndonesianZone(name: rows.text(0, 8)) ?? .wib
        isSupervised = rows.boolean(0, 9)
        verifyDue = rows.isNull(0, 10) ? nil : Instant(microseconds: rows.microseconds(0, 10))
        isBinding = rows.boolean(0, 11)
        let refused = try connection.execute(
            "refused by",
            "SELECT body_code FROM assignment WHERE complaint_id = $1 AND refused_at IS NOT NULL", [idParameter])
        refusedBy = Set((0..<refused.count).map { refused.text($0, 0) })
    }

    static func knows(_ body: String, _ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("known body", "SELECT 1 FROM body WHERE code = $1", [.text(body)]).count == 1
    }

    /// The members that every event has, the object not yet closed.
    func eventData(hop: Int, body: String, reason: String) -> JSONText {
        var json = JSONText(capacity: 256)
        json.raw(#"{"version":"#)
        json.number(version + 1)
        json.raw(#","hop":"#)
        json.number(hop)
        json.add("code", code)
        json.add("zone", zone.name)
        json.add("body", body)
        json.add("reason", reason)
        return json
    }

    /// Stores the case's next state and the event's row.
    func move(
        _ event: CaseEvent, body: String?, hop: Int, _ data: JSONText, actor: String, at now: Instant,
        firstReplyDue: Instant? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var data = data
        data.raw("}")
        try connection.execute(
            "move case",
            """
            UPDATE complaint SET version = $2, status = $3::case_status, body_code = $4, hop = $5,
                first_reply_due = $6::timestamptz, next_published_at = NULL WHERE id = $1
            """,
            [
                idParameter, .integer(Int32(version + 1)), .text(event.status.rawValue), .text(body),
                .integer(Int32(hop)), .text(firstReplyDue?.rfc3339),
            ])
        var journal = JournalRows()
        journal.add(id, version: version + 1, event: event, at: now, actor: actor, data: data.bytes)
        try connection.copy(into: JournalRows.columns, journal.rows)
    }
}

extension JSONText {
    /// A further member of an object; none for nil.
    fileprivate mutating func add(_ key: String, _ value: String?) {
        guard let value else { return }
        raw(",\"\(key)\":")
        string(value)
    }
}
