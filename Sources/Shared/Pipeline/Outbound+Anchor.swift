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
        var data = JSONObject(capacity: 768)
        data.add("number", number)
        data.add("head", head)
        data.add("key", key)
        let json = JSONObject.event(id: id, type: "id.lapor.journal.anchored.v1", at: end, data: data.bytes)
        return Outbound(routingKey: "journal.anchored", messageID: id, json: json)
    }
}
