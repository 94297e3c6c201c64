package import Complaints
package import Postgres
import Sealing

/// The cases that messages of their reporters name, or may be about. Who asks reads no number and no address; of before there
/// were hashes nobody is known.
package enum AddressedCases {
    /// A case that a tracking code names.
    package struct Named: Sendable, Equatable {
        package var id: ComplaintID
        /// Whether its reporter has the number or address of who names it.
        package var isTheirs: Bool

        package init(id: ComplaintID, isTheirs: Bool) { (self.id, self.isTheirs) = (id, isTheirs) }
    }

    /// Cases of one reporter that a message may be about: the newest.
    private static let most = 50

    /// The cases that have these tracking codes.
    package static func named(
        _ codes: [String], by address: PersonAddress, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Named] {
        guard !codes.isEmpty else { return [:] }
        let rows = try connection.execute(
            "named cases",
            """
            SELECT c.id, c.code, (r.phone_hash = ANY ($2) OR r.email_hash = ANY ($3)) IS TRUE AS theirs
            FROM complaint c LEFT JOIN reporter r ON r.complaint_id = c.id WHERE c.code = ANY ($1) ORDER BY theirs, c.id DESC
            """, [.texts(Set(codes))] + hashes(of: address, connection.keys.search))
        return rows.reduce(into: [:]) { named, row in
            named[row.text("code")] = Named(id: row.complaintID("id"), isTheirs: row.boolean("theirs"))
        }
    }

    /// The cases of the reporter with this number or address, newest first, by tracking code.
    package static func reported(
        by address: PersonAddress, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(id: ComplaintID, code: String)] {
        guard connection.keys.search != nil else { return [] }
        return try connection.execute(
            "cases of a reporter",
            """
            SELECT c.id, c.code FROM reporter r JOIN complaint c ON c.id = r.complaint_id
            WHERE r.phone_hash = ANY ($1) OR r.email_hash = ANY ($2) ORDER BY c.id DESC LIMIT $3
            """, hashes(of: address, connection.keys.search) + [.bigint(Int64(most))]
        ).map { ($0.complaintID("id"), $0.text("code")) }
    }

    private static func hashes(of address: PersonAddress, _ key: SearchKey?) -> [Parameter] {
        switch address {
        case .phone(let phone): [.bigints([key?.hash(phone: phone)].compactMap(\.self)), .bigints([])]
        case .email(let email): [.bigints([]), .bigints([key?.hash(email: email)].compactMap(\.self))]
        }
    }
}
