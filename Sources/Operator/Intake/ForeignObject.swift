import Foundation

/// A JSON object of another system as a row of a table: an Open311 answer, a city's list.
enum ForeignObject {
    /// Its members, in order of their names, numbers as they are written; nil when it is no object.
    static func fields(of body: [UInt8]) -> [(name: String, text: String)]? {
        guard (try? JSONSerialization.jsonObject(with: Data(body))) is [String: Any] else { return nil }
        var members = JSONBounds.members(body, in: 0..<body.count)
        // GeoJSON keeps the fields below, and the place beside them.
        let point = members.first { $0.name == "geometry" }.flatMap { coordinates(body, $0.value) } ?? []
        if let properties = members.first(where: { $0.name == "properties" }) {
            members = JSONBounds.members(body, in: properties.value)
        }
        var fields: [String: String] = [:]
        if point.count >= 2 { (fields["lon"], fields["lat"]) = (point[0], point[1]) }
        for member in members { fields[member.name] = text(body[member.value]) }
        return fields.map { (name: $0, text: $1) }.sorted { $0.name < $1.name }
    }

    private static func coordinates(_ body: [UInt8], _ range: Range<Int>) -> [String]? {
        JSONBounds.members(body, in: range).first { $0.name == "coordinates" }.map { list in
            JSONBounds.elements(body, in: list.value).found.compactMap { text(body[$0]) }
        }
    }

    /// Nil when it is null.
    private static func text(_ value: ArraySlice<UInt8>) -> String? {
        let written = String(decoding: value, as: UTF8.self)
        guard written.hasPrefix("\"") else { return written == "null" ? nil : written }
        return try? JSONDecoder().decode(String.self, from: Data(value))
    }
}
