package import Complaints
package import Postgres

/// Table `reading`: who looked for a citizen's cases by what identifies the citizen.
package enum ReadingTable {
    /// What somebody looked by.
    package enum What: String, Sendable {
        case phone, email
        /// All that is known of a person, for themselves.
        case person
    }

    /// Who looks, and why; stored before anything is known to them.
    package struct Reader: Sendable {
        package var actor: String
        package var reason: String

        package init(actor: String, reason: String) { (self.actor, self.reason) = (actor, reason) }
    }

    /// Those of the cases whose reporter has this number or address, and that somebody looked for them by it: what is found is
    /// known to nobody before that is stored.
    ///
    /// - Parameter from: only cases submitted from this moment on; nil for all.
    package static func cases(
        of address: PersonAddress, from: Instant? = nil, by reader: Reader, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        let low = from.map { ComplaintID.v7(milliseconds: $0.milliseconds, random: (0, 0)) }
        let found = try ReporterContacts.cases(of: [address], from: low, &connection)
        try note(address.what, of: found, by: reader, at: now, &connection)
        return found
    }

    /// The one place in which it is written down that somebody looked.
    package static func note(
        _ what: What, of cases: [ComplaintID], by reader: Reader, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "note reading", "INSERT INTO reading (at, what, actor, reason, cases) VALUES ($1, $2, $3, $4, $5)",
            [.instant(now), .text(what.rawValue), .text(reader.actor), .text(reader.reason), .ids(cases)])
    }
}

/// By what a person is known. Personal data.
package enum PersonAddress: Sendable, Hashable {
    /// In E.164.
    case phone(String)
    case email(String)

    var what: ReadingTable.What {
        switch self {
        case .phone: .phone
        case .email: .email
        }
    }
}
