import Contract
import Foundation

/// A JSON object of another system as a row of a table: an Open311 answer, a city's list.
struct ForeignObject {
    /// Its members, in order of their names, numbers as they are written.
    let fields: [(name: String, text: String)]
    /// Whether it is one of GeoJSON, which keeps the fields below, and the place beside them.
    let isFeature: Bool

    /// Nil when `sent` is no object.
    init?(_ sent: [UInt8]) {
        let body = JSONText.mended(sent) ?? sent
        guard (try? JSONSerialization.jsonObject(with: Data(body))) is [String: Any] else { return nil }
        var members = JSONBounds.members(body, in: 0..<body.count)
        let geometry = members.first { $0.name == "geometry" }
        let point = geometry.flatMap { Self.coordinates(body, $0.value) } ?? []
        let properties = members.first { $0.name == "properties" } ?? members.first { $0.name == "_source" }
        isFeature = geometry != nil && properties != nil
        if let properties { members = JSONBounds.members(body, in: properties.value) }
        var fields: [String: String] = [:]
        if point.count >= 2 { (fields["lon"], fields["lat"]) = (point[0], point[1]) }
        for member in members { fields[member.name] = Self.text(body[member.value]) }
        self.fields = fields.map { (name: $0, text: $1) }.sorted { $0.name < $1.name }
    }

    private static func coordinates(_ body: [UInt8], _ range: Range<Int>) -> [String]? {
        JSONBounds.members(body, in: range).first { $0.name == "coordinates" }.map { list in
            JSONBounds.elements(body, in: list.value).found.compactMap { text(body[$0]) }
        }
    }

    /// Nil when it is null.
    static func text(_ value: ArraySlice<UInt8>) -> String? {
        let written = String(decoding: value, as: UTF8.self)
        guard written.hasPrefix("\"") else { return written == "null" ? nil : written }
        return try? JSONDecoder().decode(String.self, from: Data(value))
    }
}
