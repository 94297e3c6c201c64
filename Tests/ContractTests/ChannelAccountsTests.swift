import Testing

@testable import Contract

/// Who may send for which channel.
@Suite struct ChannelAccountsTests {
    private let accounts = ChannelAccounts([
        .init(channel: "web", account: "kanal-web"), .init(channel: "web", account: "kanal-web-2"),
        .init(channel: "sms", account: "Kanal-sms"), .init(channel: "*", account: "operator"),
    ])

    private func may(_ account: String?, _ channel: String) -> Bool {
        let refusal = accounts.refusal(of: account, for: channel)
        #expect(refusal == nil || refusal?.code == "sender_not_allowed")
        return refusal == nil
    }

    @Test func `where no channel has an account nobody is asked`() {
        for account in [nil, "", "guest"] {
            #expect(ChannelAccounts().refusal(of: account, for: "web") == nil)
            #expect(ChannelAccounts([.init(channel: "*", account: "operator")]).refusal(of: account, for: "web") == nil)
        }
    }

    @Test func `a channel's accounts send for it`() {
        #expect(may("kanal-web", "web") && may("kanal-web-2", "web") && may("Kanal-sms", "sms"))
    }

    @Test(arguments: [
        nil, "", "Kanal-sms", "KANAL-WEB", "kanal-web ", "kanal-web\u{0}", "kanal-we", "kanal-web-20", "guest", "web",
        "*",
        "kanal\u{2010}web",
    ]) func `nobody else does`(account: String?) { #expect(!may(account, "web")) }

    @Test func `names are compared by bytes`() {
        #expect("\u{212A}anal-sms" == "Kanal-sms")
        #expect(!may("\u{212A}anal-sms", "sms"))
    }

    @Test func `operators send for every channel`() {
        for channel in ["web", "sms", "android", "*"] { #expect(may("operator", channel)) }
    }

    @Test func `a channel without an account is open to those that have no channel`() {
        #expect(may(nil, "android") && may("guest", "android"))
        #expect(!may("kanal-web", "android") && !may("Kanal-sms", "*"))
    }
}
