import Shared
import Tokens

/// By what the gateway gives commands of reporters: an issuer that may speak for them alone.
struct ReporterIssuer: Sendable {
    let name: String
    let key: SigningKey
    /// What the key is called where it is registered.
    let kid: String

    /// Nil when there is no key: then no commands are taken.
    ///
    /// - Throws: `SettingError`; it repeats nothing of the file.
    init?(_ environment: Environment) throws(SettingError) {
        guard let text = try environment.privateFile(.gatewayIssuerKey) else { return nil }
        guard let key = SigningKey(pem: text), let verification = key.verificationKey else {
            throw SettingError(
                key: SettingKey.gatewayIssuerKey.name,
                reason: "names no private key of Ed25519 (PEM); 'lapor key new' makes one")
        }
        self.init(environment.text(.gatewayIssuer) ?? "gateway", key, kid: verification.thumbprint)
    }

    init(_ name: String, _ key: SigningKey, kid: String) { (self.name, self.key, self.kid) = (name, key, kid) }
}
