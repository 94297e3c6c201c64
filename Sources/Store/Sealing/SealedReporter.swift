import Complaints
import Postgres
import Sealing

/// What is known of who reported, as table `reporter` keeps it: sealed together in one column, or, from before, in clear.
struct SealedReporter: Sendable, Equatable {
    var name: String?
    /// In E.164.
    var phone: String?
    var email: String?
    /// Fields that the contract does not name, a JSON object.
    var extras: [UInt8]?

    static func place(of id: ComplaintID) -> SealedPlace { SealedPlace("reporter.sealed", of: id) }

    /// Columns of table `reporter`, called `table`, that `init(_:of:_:)` reads.
    static func columns(of table: String) -> String {
        """
        \(table).sealed, \(CaseKeyTable.column(.identity, of: "\(table).complaint_id")), \(table).name, \(table).phone, \
        \(table).email, \(table).extras::text AS extras
        """
    }

    /// That the reporter in table `table` can be reached.
    static func isReachable(_ table: String) -> String {
        "num_nonnulls(\(table).phone, \(table).email, \(table).phone_hash, \(table).email_hash) > 0"
    }

    init(name: String?, phone: String?, email: String?, extras: [UInt8]?) {
        (self.name, self.phone, self.email, self.extras) = (name, phone, email, extras)
    }

    init(_ row: Row, of id: ComplaintID, _ keys: CaseKeys) throws(PostgresError) {
        if let sealed = row.optionalBytes("sealed") {
            let wrapped = row.optionalBytes("identity_key")
            let fields = try keys.opened(sealed, .identity, wrapped, in: Self.place(of: id)) ?? [:]
            self.init(name: fields.text(1), phone: fields.text(2), email: fields.text(3), extras: fields[4])
            return
        }
        self.init(
            name: row.optionalText("name"), phone: row.optionalText("phone"), email: row.optionalText("email"),
            extras: row.optionalBytes("extras"))
    }

    var contact: ReporterContact { ReporterContact(name: name, phone: phone, email: email) }

    func sealed(_ key: CaseKey, of id: ComplaintID) throws(PostgresError) -> [UInt8] {
        var fields = SealedFields()
        fields.add(1, name)
        fields.add(2, phone)
        fields.add(3, email)
        fields.add(4, bytes: extras)
        return try key.sealed(fields, in: Self.place(of: id))
    }

    func hashes(_ keys: CaseKeys) -> (phone: Int64?, email: Int64?) {
        (phone.flatMap { keys.search?.hash(phone: $0) }, email.flatMap { keys.search?.hash(email: $0) })
    }
}
