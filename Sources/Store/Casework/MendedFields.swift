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
