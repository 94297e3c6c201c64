package import Complaints
package import Postgres
import Sealing

/// Table `reporter`, as far as people are to be reached.
package enum ReporterContacts {
    /// - Parameter rows: complaint, name, phone, e-mail, and unknown fields, in clear or sealed, and the hashes of phone and e-mail.
    static func store(_ rows: CopyRows, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.copy(
            into: "reporter (complaint_id, name, phone, email, extras, sealed, phone_hash, email_hash)", rows)
    }

    /// The contact of a case's reporter, locked; whoever said nothing of themselves has no row until then.
    static func lock(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReporterContact {
        try connection.execute(
            "add reporter", "INSERT INTO reporter (complaint_id) VALUES ($1) ON CONFLICT DO NOTHING", [.id(id)])
        return try locked(id, &connection).contact
    }

    private static func locked(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> SealedReporter {
        let row = try connection.execute(
            "lock contact",
            "SELECT \(SealedReporter.columns(of: "r")) FROM reporter r WHERE r.complaint_id = $1 FOR UPDATE OF r",
            [.id(id)])[0]
        return try SealedReporter(row, of: id, connection.keys)
    }

    /// Another name, number or address; what is nil stays.
    static func change(
        _ id: ComplaintID, name: String?, phone: String?, email: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var reporter = try locked(id, &connection)
        reporter.name = name ?? reporter.name
        reporter.phone = phone ?? reporter.phone
        reporter.email = email ?? reporter.email
        try put([id: reporter], &connection)
    }

    /// Puts these in the places of those that are there, sealed where this session seals.
    static func put(
        _ reporters: [ComplaintID: SealedReporter], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !reporters.isEmpty else { return }
        let (keys, rows) = (connection.keys, reporters.sorted { $0.key < $1.key })
        let found = try CaseKeyTable.keys(.identity, of: Set(reporters.keys), &connection)
        let sealed = try rows.map { id, reporter throws(PostgresError) in
            try found[id].map { key throws(PostgresError) in try reporter.sealed(key, of: id) }
        }
        func clear(_ value: (SealedReporter) -> String?) -> Parameter {
            .texts(zip(rows, sealed)) { row, sealed in sealed == nil ? value(row.value) : nil }
        }
        try connection.execute(
            "put reporters",
            """
            UPDATE reporter r SET name = u.name, phone = u.phone, email = u.email, extras = u.extras::json,
                sealed = u.sealed, phone_hash = u.phone_hash, email_hash = u.email_hash
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                AS u (id, name, phone, email, extras, sealed, phone_hash, email_hash)
            WHERE r.complaint_id = u.id
            """,
            [
                .ids(rows.map(\.key)), clear(\.name), clear(\.phone), clear(\.email),
                clear { $0.extras.map { String(decoding: $0, as: UTF8.self) } }, .byteas(sealed) { $0 },
                .bigints(rows) { $0.value.hashes(keys).phone }, .bigints(rows) { $0.value.hashes(keys).email },
            ])
    }

    /// The cases whose reporters have one of these numbers or addresses, the one that was submitted last first.
    ///
    /// - Parameter low: only from this id on; nil for all.
    static func cases(
        of addresses: [PersonAddress], from low: ComplaintID? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        let key = connection.keys.search
        var (phones, emails): ([String], [String]) = ([], [])
        for address in addresses {
            switch address {
            case .phone(let phone): phones.append(phone)
            case .email(let email): emails.append(email.lowercased())
            }
        }
        // Rows from before have no hashes: while there are any, the table is read.
        return try connection.execute(
            "cases of people",
            """
            SELECT complaint_id FROM reporter WHERE phone_hash = ANY ($1) AND complaint_id >= $5
            UNION SELECT complaint_id FROM reporter WHERE email_hash = ANY ($2) AND complaint_id >= $5
            UNION SELECT complaint_id FROM reporter WHERE sealed IS NULL AND complaint_id >= $5
                AND (phone = ANY ($3) OR lower(email) = ANY ($4))
            ORDER BY complaint_id DESC
            """,
            [
                .bigints(phones.compactMap { key?.hash(phone: $0) }),
                .bigints(emails.compactMap { key?.hash(email: $0) }),
                .texts(phones), .texts(emails), .id(low ?? ComplaintID(high: 0, low: 0)),
            ]
        ).map { $0.complaintID("complaint_id") }
    }

    /// All that is known of the reporters of these complaints; those of whom nothing is known are left out.
    static func known(
        _ complaints: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: SealedReporter] {
        let rows = try connection.execute(
            "known reporters",
            """
            SELECT r.complaint_id, \(SealedReporter.columns(of: "r")) FROM reporter r WHERE r.complaint_id = ANY ($1)
            """, [.ids(complaints)])
        let keys = connection.keys
        var reporters: [ComplaintID: SealedReporter] = [:]
        for row in rows {
            let id = row.complaintID("complaint_id")
            reporters[id] = try SealedReporter(row, of: id, keys)
        }
        return reporters
    }

    /// How to reach the reporters of these complaints; those without a contact are left out.
    package static func of(
        _ complaints: some Collection<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ReporterContact] {
        guard !complaints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "contacts",
            """
            SELECT r.complaint_id, \(SealedReporter.columns(of: "r")) FROM reporter r
            WHERE r.complaint_id = ANY ($1) AND \(SealedReporter.isReachable("r"))
            """, [.ids(Set(complaints))])
        let keys = connection.keys
        var contacts: [ComplaintID: ReporterContact] = [:]
        for row in rows {
            let id = row.complaintID("complaint_id")
            let contact = try SealedReporter(row, of: id, keys).contact
            if contact.isReachable { contacts[id] = contact }
        }
        return contacts
    }
}
