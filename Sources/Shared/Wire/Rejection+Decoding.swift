extension Rejection {
    /// What a decoding error means in terms of the contract. Values are never repeated.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let field = Self.field(context.codingPath + [key])
            self.init("field_missing", field: field, "\(field) is required")
        case .valueNotFound(_, let context):
            let field = Self.field(context.codingPath)
            self.init("field_missing", field: field, "\(field) is required and must not be null")
        case .typeMismatch(_, let context) where Self.field(context.codingPath).isEmpty:
            self.init("not_an_object", "the submission must be a JSON object")
        case .typeMismatch(let type, let context):
            let field = Self.field(context.codingPath)
            self.init("field_type", field: field, "\(field) must be a JSON \(Self.name(of: type))")
        case .dataCorrupted(let context) where !Self.field(context.codingPath).isEmpty:
            let field = Self.field(context.codingPath)
            self.init("field_format", field: field, "\(field) cannot be read")
        default:
            self.init("json_invalid", "the body is not valid JSON, or nested deeper than 512 levels")
        }
    }

    /// `location.lat`, `attachments[0].url`; the envelope's `data` is left out.
    private static func field(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else if !(text.isEmpty && key.stringValue == "data" && path.first?.stringValue == "data") {
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
