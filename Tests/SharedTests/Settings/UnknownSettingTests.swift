import Testing

@testable import Shared

/// A typing error in a setting's name does not pass unnoticed.
@Suite struct UnknownSettingTests {
    private func told(_ name: String, _ value: String = "4") -> [String] {
        Environment([name: value]).unknown.map(\.description)
    }

    @Test(arguments: [
        ("LAPOR_LANE", "LAPOR_LANES"), ("LAPOR_LNAES", "LAPOR_LANES"), ("LAPOR_DATABSE_URL", "LAPOR_DATABASE_URL"),
        ("LAPOR_DATABASEURL", "LAPOR_DATABASE_URL"), ("LAPOR_AMQP_URI", "LAPOR_AMQP_URL"),
        ("LAPOR_SMTPURL", "LAPOR_SMTP_URL"), ("LAPOR_OPS_PROT", "LAPOR_OPS_PORT"),
        ("LAPOR_BATCHSIZE", "LAPOR_BATCH_SIZE"), ("LAPOR_HEARTBEAT_SECOND", "LAPOR_HEARTBEAT_SECONDS"),
    ]) func `the nearest is named`(typed: String, meant: String) {
        #expect(told(typed) == ["\(typed) is no setting and is ignored: did you mean \(meant)?"])
    }

    @Test(arguments: ["LAPOR_", "LAPOR_X", "LAPOR_PASSWORD_OF_THE_GATEWAY", "LAPOR_COLOUR"])
    func `what is near to none is named alone`(typed: String) {
        #expect(told(typed) == ["\(typed) is no setting and is ignored: --help lists all settings"])
    }

    @Test func `the value is never repeated`() {
        #expect(!told("LAPOR_SMS_TOKE", "rahasia").joined().contains("rahasia"))
    }

    @Test func `known ones, empty ones and those of others pass`() {
        var values = Dictionary(uniqueKeysWithValues: SettingKey.all.map { ($0.name, "x") })
        for name in SettingKey.ofScripts.union(["PATH", "HOME", "LAPORAN", "lapor_lanes"]) { values[name] = "x" }
        values["LAPOR_LANE"] = ""
        #expect(Environment(values).unknown.isEmpty)
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "axc", 1),
        ("ab", "ba", 1),
        ("kitten", "sitting", 3),
    ]) func distance(one: String, other: String, steps: Int) {
        #expect(Environment.distance(one, other) == steps)
        #expect(Environment.distance(other, one) == steps)
    }

    // MARK: Addresses

    @Test(arguments: [
        "smtp://mail.example", "smtps://mail.example:465", "smtp://127.0.0.1:25/x", "smtp://[::1]",
        "smtp://u:p@mail.example",
    ]) func `an address is taken as it is`(url: String) throws {
        #expect(try Environment(["LAPOR_SMTP_URL": url]).address(.smtpURL, ["smtp", "smtps"]) == url)
    }

    @Test(arguments: [
        "mail.example", "http://mail.example", "smtp:/mail.example", "smtp://", "smtp://:25", "smtp://mail.example:",
        "smtp://h:0",
        "smtp://h:70000", "smtp://h:x", "smtp://rahasia@", "smtp://two words", " smtp://h", "SMTP://h",
    ]) func `what can be none is refused, and not repeated`(url: String) throws {
        let error = try #require(throws: SettingError.self) {
            try Environment(["LAPOR_SMTP_URL": url]).address(.smtpURL, ["smtp", "smtps"])
        }
        #expect(error.key == "LAPOR_SMTP_URL" && !error.reason.contains("rahasia"))
        #expect(!error.reason.contains("mail.example"))
    }

    @Test func `an address that is not set is none`() throws {
        #expect(try Environment([:]).address(.smsURL, ["https"]) == nil)
        #expect(try Environment(["LAPOR_SMS_URL": ""]).address(.smsURL, ["https"]) == nil)
    }
}
