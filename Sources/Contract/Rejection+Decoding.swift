extension Rejection {
    /// What a decoding error means in terms of the contract. Values are never repeated.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let field = Self.field(context.codingPath + [key])
            self.init("field_missing", field: field, "\(field) is required")
        case .typeMismatch(_, let context) where Self.isWhole(context.codingPath),
            .valueNotFound(_, let context) where Self.isWhole(context.codingPath):
            let field = Self.field(context.codingPath)
            self.init(
                "not_an_object", field: field.isEmpty ? nil : field,
                "the submission, and an event, must be a JSON object")
        case .valueNotFound(_, let context):
            let field = Self.field(context.codingPath)
            self.init("field_missing", field: field, "\(field) is required and must not be null")
        case .typeMismatch(let type, let context):
            let field = Self.field(context.codingPath)
            self.init("field_type", field: field, "\(field) must be a JSON \(Self.name(of: type))")
        default:
            // The JSON is sound, so it is a number that its type cannot hold; the decoder does not say which.
            self.init("field_value", "a number is out of range")
        }
    }

    /// Bytes that are no JSON of ours.
    static let invalidJSON = Rejection(
        "json_invalid", "the body is not valid JSON, has an unpaired surrogate, or is nested deeper than 512 levels")

    /// Whether the path names a whole event or submission rather than a field of it.
    private static func isWhole(_ path: [any CodingKey]) -> Bool {
        let path = path.drop { $0.intValue != nil }
        return path.isEmpty || path.count == 1 && path.first?.stringValue == "data"
    }

    /// `location.lat`, `attachments[0].url`; the place in a batch and the envelope's `data` are left out.
    private static func field(_ path: [any CodingKey]) -> String {
        var path = path.drop { $0.intValue != nil }
        if path.count > 1, path.first?.stringValue == "data" { path = path.dropFirst() }
        return path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Bool.Type: "boolean"
        case is Double.Type, is Int64.Type: "number"
        case is [Any].Type: "array"
        default: "object"
        }
    }
}
