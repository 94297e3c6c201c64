/// A JSON array whose elements keep their bytes.
package enum JSONArray {
    /// The elements; none when it is no array.
    package static func items(of json: [UInt8]) -> [[UInt8]] {
        (JSONSlices.elements(of: json) ?? []).map { Array(json[$0]) }
    }

    package static func of(_ items: [[UInt8]]) -> [UInt8] { JSONText.array(items) }
}
