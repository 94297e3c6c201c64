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

    /// What a string says, a number as it is written, of a list what its strings and numbers say; nil of null, and of lists and
    /// objects without anything in them.
    static func text(_ value: ArraySlice<UInt8>) -> String? {
        let written = String(decoding: value, as: UTF8.self)
        if written.hasPrefix("\"") { return try? JSONDecoder().decode(String.self, from: Data(value)) }
        guard written.hasPrefix("[") || written.hasPrefix("{") else { return written == "null" ? nil : written }
        guard written.contains(where: { !"[]{}, \t\n\r".contains($0) }) else { return nil }
        let isPlain = !written.contains { "{}".contains($0) } && !written.dropFirst().contains("[")
        guard isPlain, written.hasPrefix("[") else { return written }
        let body = Array(value)
        let parts = JSONBounds.elements(body, in: body.indices).found.compactMap { text(body[$0]) }
        let said = parts.filter { !$0.isEmpty }
        return said.isEmpty ? nil : said.joined(separator: "; ")
    }
}
