import Complaints
import Store
import Testing

@testable import Operator

/// What operators may name, and what the doctor says of it.
@Suite("Webhooks, as operators see them") struct WebhookTests {
    @Test(arguments: ["https://a.example", "https://a.example/x?y=1", "https://a.example:8443/", "HTTPS://A.example/"])
    func `an address that can be called`(text: String) { #expect(WebhookAddress.fault(of: text, allowing: []) == nil) }

    @Test(
        arguments: [
            "", "a.example", "https://", "ftp://a.example/", "file:///etc/passwd", "gopher://a.example/",
            "https://a.example/#x", "https://a.example/ x", "https://a.example/\u{0}", "https://b\u{E9}.example/",
            "https://\(String(repeating: "a", count: 2_000)).example/",
        ])
    func `what is no address`(text: String) {
        #expect(WebhookAddress.fault(of: text, allowing: [.http, .port, .private]) == WebhookWords.noAddress)
    }

    @Test func `what must be named is refused until it is`() {
        func fault(_ text: String, _ allowed: Set<Webhook.Allowance> = []) -> Phrase? {
            WebhookAddress.fault(of: text, allowing: allowed)
        }
        #expect(fault("http://a.example/") == WebhookWords.inClear && fault("http://a.example/", [.http]) == nil)
        #expect(fault("https://a.example:22/") == WebhookWords.oddPort(22))
        #expect(fault("http://a.example:443/", [.http]) == WebhookWords.oddPort(443))
        #expect(fault("https://a.example:22/", [.port]) == nil)
        for text in ["https://u:p@a.example/", "https://u@a.example/"] {
            #expect(fault(text, [.http, .port, .private]) == WebhookWords.credentials)
        }
    }

    private static let now = Instant(microseconds: 1_780_000_000_000_000)

    private static func hook(
        _ state: Webhook.State = .enabled, why: String? = nil, failing seconds: Int64? = nil
    ) -> Webhook {
        Webhook(
            id: 1, name: "a", url: "https://a.example/", channel: "web", events: [], allowed: [], since: now,
            state: state, why: why, pausedUntil: nil, failingSince: seconds.map { now.advanced(bySeconds: -$0) },
            deliveredAt: nil, formerUntil: nil, isTestWanted: false)
    }

    private static func severities(_ hooks: [Webhook], isServed: Bool = true) -> [Finding.Severity] {
        WebhookChecks.findings(hooks, [:], isServed: isServed, at: now).map(\.severity)
    }

    @Test func `the doctor says who is not called, and why`() {
        #expect(Self.severities([]) == [] && Self.severities([], isServed: false) == [])
        #expect(Self.severities([Self.hook()]) == [.good])
        #expect(Self.severities([Self.hook()], isServed: false) == [.error])
        #expect(Self.severities([Self.hook(failing: 3_599)]) == [.good])
        #expect(Self.severities([Self.hook(failing: 3_600)]) == [.warning])
        let why = "it took nothing for 24 hours: HTTP 500"
        let found = WebhookChecks.findings([Self.hook(.disabled, why: why)], [:], isServed: true, at: Self.now)
        #expect(found.map(\.severity) == [.warning])
        #expect(found[0].finding.id.contains("24 jam") && found[0].finding.en.contains("24 hours"))
    }

    @Test(
        arguments: [
            "the address is none that may be called", "its name has no address", "no connection", "no answer in time",
            "no trustworthy TLS", "it speaks no HTTP", "the connection broke", "the address cannot be used",
            "it could not be called", "it answered that it is gone (HTTP 410)", "disabled by ana",
        ])
    func `what is said of receivers has a translation`(text: String) {
        #expect(Phrase(said: text).id != text && Phrase(said: text).en == text)
    }
}
