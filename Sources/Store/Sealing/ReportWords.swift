import Complaints
import Contract
import Postgres
import Sealing

/// What a report says, as table `complaint` keeps it: sealed together in one column, or, from before, in clear.
struct ReportWords: Sendable, Equatable {
    var title: String?
    /// Empty when the case was erased.
    var text = ""
    var location: String?
    /// What the citizen picked.
    var category: String?
    var agency: String?
    /// A JSON array.
    var attachments: [UInt8]?
    /// A JSON object.
    var extras: [UInt8]?

    static func place(of id: ComplaintID) -> SealedPlace { SealedPlace("complaint.sealed", of: id) }

    /// Columns of table `complaint`, called `table`, that `init(_:of:_:)` reads.
    static func columns(of table: String) -> String {
        """
        \(table).sealed, \(CaseKeyTable.column(.words, of: "\(table).id")), \(table).title, \(table).text, \
        \(table).location_text, \(table).category_hint, \(table).agency_hint, \(table).attachments::text AS attachments, \
        \(table).extras::text AS extras
        """
    }

    private init() {}

    init(_ submission: AcceptedSubmission) {
        title = submission.title
        text = submission.text
        location = submission.locationText
        category = submission.category
        agency = submission.agency
        attachments = submission.attachments
        extras = submission.extras
    }

    init(_ row: Row, of id: ComplaintID, _ keys: CaseKeys) throws(PostgresError) {
        self.init()
        if let sealed = row.optionalBytes("sealed") {
            let place = Self.place(of: id)
            self = Self(try keys.opened(sealed, .words, row.optionalBytes("words_key"), in: place) ?? [:])
            return
        }
        title = row.optionalText("title")
        text = row.optionalText("text") ?? ""
        location = row.optionalText("location_text")
        category = row.optionalText("category_hint")
        agency = row.optionalText("agency_hint")
        attachments = row.optionalBytes("attachments")
        extras = row.optionalBytes("extras")
    }

    private init(_ fields: [UInt8: [UInt8]]) {
        title = fields.text(1)
        text = fields.text(2) ?? ""
        location = fields.text(3)
        category = fields.text(4)
        agency = fields.text(5)
        attachments = fields[6]
        extras = fields[7]
    }

    private var fields: SealedFields {
        var fields = SealedFields()
        fields.add(1, title)
        fields.add(2, text)
        fields.add(3, location)
        fields.add(4, category)
        fields.add(5, agency)
        fields.add(6, bytes: attachments)
        fields.add(7, bytes: extras)
        return fields
    }

    func sealed(_ key: CaseKey, of id: ComplaintID) throws(PostgresError) -> [UInt8] {
        try key.sealed(fields, in: Self.place(of: id))
    }

    /// What words are looked for in.
    var searched: String { [title, text, location].compactMap(\.self).joined(separator: " ").lowercased() }
}
