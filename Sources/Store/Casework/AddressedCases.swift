package import Complaints
package import Postgres
import Sealing

/// The cases that messages of their reporters name.
package enum AddressedCases {
    /// The case with this tracking code, if its reporter has this number or address; nil: no such case, or another's, or one of
    /// before there were hashes. Who asks reads no number and no address.
    package static func reported(
        _ code: String, by address: PersonAddress, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ComplaintID? {
        guard let key = connection.keys.search else { return nil }
        let (phone, email): (Int64?, Int64?) =
            switch address {
            case .phone(let phone): (key.hash(phone: phone), nil)
            case .email(let email): (nil, key.hash(email: email))
            }
        return try connection.execute(
            "addressed case",
            """
            SELECT c.id FROM complaint c JOIN reporter r ON r.complaint_id = c.id
            WHERE c.code = $1 AND (r.phone_hash = ANY ($2) OR r.email_hash = ANY ($3)) ORDER BY c.id LIMIT 1
            """,
            [
                .text(code), .bigints([phone].compactMap(\.self)), .bigints([email].compactMap(\.self)),
            ]
        ).first?.complaintID("id")
    }
}
