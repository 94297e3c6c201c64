package import Complaints
import Contract

extension Outbound {
    /// The event that tells of a signed anchor of the journal. Who keeps it can prove later what the journal said then.
    ///
    /// - Parameters:
    ///   - head: as it was signed.
    ///   - key: the public key, as Base64; who checks must know it from elsewhere.
    package static func anchor(_ number: Int, head: String, key: String?, at end: Instant) -> Outbound {
        let id = "anchor:\(number)"
        var json = JSONObject(capacity: 1_024)
        json.add("specversion", "1.0")
        json.add("id", id)
        json.add("source", "lapor")
        json.add("type", "id.lapor.journal.anchored.v1")
        json.add("time", end)
        json.add("datacontenttype", "application/json")
        json.add(
            "data",
            object: { data in
                data.add("number", number)
                data.add("head", head)
                data.add("key", key)
            })
        return Outbound(routingKey: "journal.anchored", messageID: id, json: json.bytes)
    }
}
