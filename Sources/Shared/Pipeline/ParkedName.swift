import Complaints
package import Rabbit

/// What a parked message is called, at the desk and to its sender: twelve digits (0–9, a–f). Not a secret, only a name.
package enum ParkedName {
    /// - Parameters:
    ///   - stage: that parked it.
    ///   - key: the routing key with which it had been published.
    ///   - whole: the hash of the whole body, where only its beginning is parked; large bodies may begin alike.
    package static func of(_ body: [UInt8], _ stage: String, key: String, whole: String = "") -> String {
        var hash = SipHash(key: SipHashKey(k0: 0, k1: 0))
        hash.append(stage.utf8.span)
        hash.append(0)
        hash.append((key + whole).utf8.span)
        hash.append(0)
        hash.append(body.span)
        let digits = String(hash.finalized() & 0xffff_ffff_ffff, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// - Parameter properties: its own, with our headers beside them.
    package static func of(_ body: [UInt8], _ stage: String, _ properties: MessageProperties) -> String {
        let headers = properties.headers
        return of(
            body, stage, key: headers["x-lapor-routing-key"]?.text ?? "",
            whole: headers[ParkedHead.hashHeader]?.text ?? "")
    }
}
