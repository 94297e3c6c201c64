import Complaints
import Foundation
import Store

/// A field that intake could not read, as far as anybody may see it who looks at a case.
struct UnreadFieldNote: Encodable {
    var field: String
    /// Why, as of a parked message.
    var code: String
    /// Personal data masked; nil: the citizen's words.
    var sent: String?
    var mendedAt: Instant?

    init(_ listed: UnreadFieldTable.Listed) {
        (field, code, mendedAt) = (listed.field, listed.code, listed.mendedAt)
        let text = listed.plain
        switch field {
        case "reporter.phone", "reporter.email": sent = text.count < 3 ? text : "\(text.prefix(1))***"
        case "location.lat", "location.lon", "location.region_code":
            sent = FieldMask.mask(String(text.prefix(Self.shown)))
        default: sent = nil
        }
    }

    private static let shown = 40

    static func table(_ notes: [UnreadFieldNote], in zone: IndonesianZone) -> TextTable {
        TextTable(
            [.field, .code, .content, .mendedAt],
            notes.map { [$0.field, $0.code, $0.sent ?? "***", $0.mendedAt.map(zone.time)] })
    }
}

extension UnreadFieldTable.Listed {
    /// What was sent: of a string what it says, of anything else its JSON.
    var plain: String {
        let value = try? JSONSerialization.jsonObject(with: Data(sent.utf8), options: .fragmentsAllowed)
        return value as? String ?? sent
    }
}
