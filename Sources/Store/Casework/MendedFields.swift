package import Complaints
import Contract
package import Postgres

/// What an operator gives in place of fields that could not be read; what is nil stays.
package struct MendedFields: Sendable {
    package var name: String?
    package var phone: String?
    package var email: String?
    package var title: String?
    package var locationText: String?
    package var regionCode: String?
    /// Degrees north and east.
    package var point: (latitude: Double, longitude: Double)?
    package var incidentDate: CivilDate?
    /// Links that are added, each a JSON object as intake stores it.
    package var attachments: [[UInt8]] = []

    package init(phone: String? = nil, email: String? = nil) { (self.phone, self.email) = (phone, email) }

    /// Those that are given, by the contract's names.
    package var names: [String] { ofReporter + ofCase }

    /// What of it is a person's own, and not of a case.
    package var ofPerson: MendedFields {
        var own = MendedFields(phone: phone, email: email)
        own.name = name
        return own
    }

    fileprivate var ofReporter: [String] {
        Self.given([("reporter.name", name != nil), ("reporter.phone", phone != nil), ("reporter.email", email != nil)])
    }

    private var ofCase: [String] {
        Self.given([
            ("title", title != nil), ("location.text", locationText != nil),
            ("location.region_code", regionCode != nil),
            ("location.lat", point != nil), ("location.lon", point != nil), ("incident_date", incidentDate != nil),
            ("attachments", !attachments.isEmpty),
        ])
    }

    private static func given(_ fields: [(name: String, isGiven: Bool)]) -> [String] {
        fields.filter(\.isGiven).map(\.name)
    }

    /// Which of the fields that could not be read are mended so: each link mends one of those that were no links, the first first.
    func mended(of unread: [UnreadFieldTable.Listed]) -> [String] {
        let links = unread.filter { $0.mendedAt == nil && Self.isLink($0.field) }.prefix(attachments.count)
        return names.filter { $0 != "attachments" } + links.map(\.field)
            + Self.given([("reporter", !ofReporter.isEmpty), ("location", locationText != nil)])
    }

    private static func isLink(_ field: String) -> Bool {
        field == "attachments" || field.hasPrefix("attachments[") && (field.hasSuffix("]") || field.hasSuffix("].url"))
    }
}

extension MendedFields {
    /// The same without what stands in the case already, unless it is one of `open`, which could not be read.
    func without(
        known contact: ReporterContact, of id: ComplaintID, but open: Set<String>,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> MendedFields {
        var new = self
        func isSame<Value: Equatable>(_ field: String, _ value: Value?, _ stored: Value?) -> Bool {
            value == nil || value == stored && !open.contains(field)
        }
        if isSame("reporter.name", name, contact.name) { new.name = nil }
        if isSame("reporter.phone", phone, contact.phone) { new.phone = nil }
        if isSame("reporter.email", email, contact.email) { new.email = nil }
        let row = try connection.execute(
            "present fields",
            """
            SELECT region_hint, lat::text AS lat, lon::text AS lon, incident_date::text AS incident_date
            FROM complaint WHERE id = $1
            """, [.id(id)])[0]
        if isSame("location.region_code", regionCode, row.optionalText("region_hint")) { new.regionCode = nil }
        if isSame("incident_date", incidentDate?.description, row.optionalText("incident_date")) {
            new.incidentDate = nil
        }
        if let point, isSame("location.lat", point.latitude, row.optionalText("lat").flatMap(Double.init)),
            isSame("location.lon", point.longitude, row.optionalText("lon").flatMap(Double.init))
        {
            new.point = nil
        }
        guard title != nil || locationText != nil else { return new }
        let words = try ReportWordsTable.read([id], &connection)[id]
        if isSame("title", title, words?.title) { new.title = nil }
        if isSame("location.text", locationText, words?.location) { new.locationText = nil }
        return new
    }

    /// Stores what is given of the reporter and of the case. The case keeps its version: nothing happened to it.
    func store(_ id: ComplaintID, _ connection: inout PostgresConnection) throws(PostgresError) {
        if !ofReporter.isEmpty {
            try ReporterContacts.change(id, name: name, phone: phone, email: email, &connection)
        }
        guard !ofCase.isEmpty else { return }
        try connection.execute(
            "mend case",
            """
            UPDATE complaint SET region_hint = coalesce($2, region_hint), lat = coalesce($3::double precision, lat),
                lon = coalesce($4::double precision, lon), incident_date = coalesce($5::date, incident_date)
            WHERE id = $1
            """,
            [
                .id(id), .text(regionCode), .text(point.map { "\($0.latitude)" }),
                .text(point.map { "\($0.longitude)" }), .text(incidentDate?.description),
            ])
        guard title != nil || locationText != nil || !attachments.isEmpty else { return }
        guard var words = try ReportWordsTable.lock([id], &connection)[id] else { return }
        words.title = title ?? words.title
        words.location = locationText ?? words.location
        if !attachments.isEmpty {
            words.attachments = JSONArray.of(JSONArray.items(of: words.attachments ?? []) + attachments)
        }
        try ReportWordsTable.put([id: words], &connection)
    }

    /// How many links a case has.
    package static func links(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        let words = try ReportWordsTable.read([id], &connection)[id]
        return JSONArray.items(of: words?.attachments ?? []).count
    }
}
