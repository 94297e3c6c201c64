package import Complaints
package import Postgres

/// Table `reading`: who was shown what of citizens', and why.
package enum ReadingTable {
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

    /// The cases that a filter leaves in whose title, text or place its words occur, `limit` of them, as a filter by their ids; likewise
    /// stored before anybody knows them. What was looked for is not: it may be a person's.
    package static func cases(
        saying filter: CaseFilter, limit: Int, by reader: Reader, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> CaseFilter {
        let found = try filter.reading(limit: limit, &connection)
        try note(.search, of: found.ids ?? [], by: reader, at: now, &connection)
        return found
    }
}

/// By what a person is known. Personal data.
package enum PersonAddress: Sendable, Hashable {
    /// In E.164.
    case phone(String)
    case email(String)

    var what: Reading {
        switch self {
        case .phone: .phone
        case .email: .email
        }
    }
}
