// Time in JSON, as everywhere: RFC 3339.

extension Instant: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try rfc3339.encode(to: encoder)
    }
}

extension CivilDate: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
