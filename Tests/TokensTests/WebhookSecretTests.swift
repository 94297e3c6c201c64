import Testing
import Tokens

@Suite struct WebhookSecretTests {
    /// Of the specification's own libraries.
    @Test func `a published signature is made`() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let made = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `a new one is read as it is shown, and shown nowhere else`() throws {
        var random = SystemRandomNumberGenerator()
        let (one, other) = (WebhookSecret(by: &random), WebhookSecret(by: &random))
        #expect(try #require(WebhookSecret(one.text)).bytes == one.bytes && one.bytes != other.bytes)
        #expect(one.bytes.count == 32 && one.text.hasPrefix("whsec_"))
        var dumped = "\(one)"
        dump(one, to: &dumped)
        #expect(!dumped.contains(String(one.text.dropFirst(6))) && !dumped.contains("\(one.bytes)"))
    }

    @Test(arguments: ["", "whsec_", "whsec_AAAA", "whsec_!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    func `what is none is none`(text: String) { #expect(WebhookSecret(text) == nil) }
}
