import Postgres
import Sealing

/// A message that lapor could not take, as it is kept: in clear, or as a parcel of its properties and its body.
struct KeptBytes: Sendable {
    /// In clear: JSON.
    private(set) var properties: String?
    private(set) var body: [UInt8]?
    private(set) var sealed: [UInt8]?

    init(
        _ properties: String, _ body: [UInt8], in column: String, _ keys: CaseKeys
    ) throws(PostgresError) {
        var fields = SealedFields()
        fields.add(1, properties)
        fields.add(2, bytes: body)
        sealed = try keys.parcel(fields.bytes, in: column)
        if sealed == nil { (self.properties, self.body) = (properties, body) }
    }

    /// What a row with the columns `properties`, `body` and `sealed` keeps.
    static func opened(
        _ row: Row, in column: String, _ keys: CaseKeys
    ) throws(PostgresError) -> (properties: String, body: [UInt8]) {
        guard let parcel = row.optionalBytes("sealed") else {
            return (row.optionalText("properties") ?? "", row.optionalBytes("body") ?? [])
        }
        let bytes = try keys.openParcel(parcel, in: column)
        do throws(SealingError) {
            let fields = try SealedFields.read(bytes, column)
            return (fields.text(1) ?? "", fields[2] ?? [])
        } catch {
            throw PostgresError(error)
        }
    }
}
