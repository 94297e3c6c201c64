import Foundation

/// A message's bytes as something that may be read on a terminal: personal data masked, long content cut.
struct TextMask {
    private static let shown = 4000
    private static let personalFields: Set<String> = ["name", "phone", "email", "nik", "nama", "telepon", "alamat"]

    let text: String

    /// The masked form of `bytes`; JSON is indented, other bytes are read as UTF-8.
    init(_ bytes: [UInt8]) {
        let text: String
        if let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
            let data = try? JSONSerialization.data(
                withJSONObject: Self.masked(value),
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
        {
            text = String(decoding: data, as: UTF8.self)
        } else {
            text = FieldMask.mask(String(decoding: bytes.prefix(4 * Self.shown), as: UTF8.self))
        }
        let rest = text.count - Self.shown
        self.text = rest > 0 ? text.prefix(Self.shown) + "… \(ParkedWords.cut(rest))" : text
    }

    private static func masked(_ value: Any, field: String = "") -> Any {
        switch value {
        case let object as [String: Any]:
            return Dictionary(uniqueKeysWithValues: object.map { ($0, masked($1, field: $0.lowercased())) })
        case let list as [Any]: return list.map { masked($0, field: field) }
        case let text as String:
            return personalFields.contains(field) && !text.isEmpty ? "\(text.prefix(1))***" : FieldMask.mask(text)
        default: return personalFields.contains(field) ? "***" : value
        }
    }
}
