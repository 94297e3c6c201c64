package import Postgres
package import Sealing

/// Tables whose rows carry their own keys, because they belong to no case.
package enum ParcelRows: String, Sendable, CaseIterable {
    case smsPart = "sms_part"
    case parkedOverflow = "parked_overflow"
    case keptLetter = "kept_letter"

    /// How many rows each master key wraps.
    package func counts(_ connection: inout PostgresConnection) throws(PostgresError) -> [MasterKeyID: Int] {
        // After the form, the length and the form of the wrapped key.
        try connection.execute(
            "parcels of \(rawValue)",
            """
            SELECT substr(sealed, 4, 4) AS master, count(*) AS rows FROM \(rawValue) WHERE sealed IS NOT NULL GROUP BY 1
            """
        ).reduce(into: [:]) { counts, row in
            if let id = MasterKeyID(row.utf8("master")) { counts[id] = row.integer("rows") }
        }
    }

    /// Wraps at most `limit` rows anew that another than the first key of a ring wraps; those under a key that is not at hand stay.
    ///
    /// - Returns: how many; none when there are no more.
    package func rewrap(limit: Int, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            let keys = connection.keys
            let older = [keys.identity, keys.words].flatMap { $0.map { Array($0.ids.dropFirst()) } ?? [] }
            let old = try connection.execute(
                "parcels of others in \(rawValue)",
                """
                SELECT sealed FROM \(rawValue) WHERE sealed IS NOT NULL AND substr(sealed, 4, 4) = ANY ($1) LIMIT $2 FOR UPDATE
                """, [.byteas(older) { $0.bytes }, .bigint(Int64(limit))]
            ).map { $0.utf8("sealed") }
            guard !old.isEmpty else { return 0 }
            let new = try old.map { parcel throws(PostgresError) in try keys.rewrapped(parcel) }
            let values: [Parameter] = [.byteas(old) { $0 }, .byteas(new) { $0 }]
            switch self {
            case .smsPart: try SMSPartTable.replaceSealed(values, &connection)
            case .parkedOverflow: try ParkedOverflow.replaceSealed(values, &connection)
            case .keptLetter: try KeptLetterTable.replaceSealed(values, &connection)
            }
            return old.count
        }
    }
}
