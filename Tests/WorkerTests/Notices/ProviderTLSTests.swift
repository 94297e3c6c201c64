import Shared
import TLS
import TestKit
import Testing

@testable import NotifyWorker

/// Which providers are spoken to in clear, and by which files otherwise.
@Suite struct ProviderTLSTests {
    private func error(_ values: [String: String]) -> String? {
        do throws(SettingError) {
            _ = try ProviderSettings(Environment(values))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        (["LAPOR_SMS_URL": "http://sms.example/send?token=rahasia"], "LAPOR_SMS_URL", "https://", "sms.example"),
        (["LAPOR_SMS_URL": "http://u:rahasia@10.0.0.1:8080/"], "LAPOR_SMS_URL", "https://", "10.0.0.1"),
        (
            ["LAPOR_SMTP_URL": "smtp://mail.example", "LAPOR_SMTP_TLS": "off"], "LAPOR_SMTP_TLS", "required",
            "mail.example"
        ),
    ]) func `another machine in clear is refused`(
        values: [String: String], key: String, cure: String, host: String
    ) throws {
        let said = try #require(error(values))
        #expect(
            said == "\(key) would speak to \(host) in clear: use \(cure), or name the host in LAPOR_ALLOW_CLEARTEXT")
        #expect(error(values.merging(["LAPOR_ALLOW_CLEARTEXT": host]) { $1 }) == nil)
    }

    @Test(arguments: [
        ["LAPOR_SMS_URL": "http://127.0.0.1:8080/"], ["LAPOR_SMS_URL": "https://sms.example/"],
        ["LAPOR_SMTP_URL": "smtp://mail.example"], ["LAPOR_SMTP_URL": "smtps://mail.example", "LAPOR_SMTP_TLS": "off"],
        ["LAPOR_SMTP_URL": "smtp://localhost", "LAPOR_SMTP_TLS": "off"],
    ]) func `TLS and this machine need no leave`(values: [String: String]) { #expect(error(values) == nil) }

    @Test(.openssl) func `each provider has the files of its own way`() throws {
        let authority = try TestAuthority()
        let files = try authority.sign("one")
        let settings = try ProviderSettings(
            Environment(
                [
                    "LAPOR_SMS_URL": "https://sms.example", "LAPOR_SMTP_URL": "smtp://mail.example",
                    "LAPOR_SMS_TLS_CERT": files.certificate, "LAPOR_SMS_TLS_KEY": files.key,
                    "LAPOR_SMTP_TLS_CA": files.authorities,
                ].compactMapValues(\.self)))
        #expect(settings.smsTLS == TLSFiles(certificate: files.certificate, key: files.key))
        #expect(settings.smtpTLS == TLSFiles(authorities: files.authorities))
    }
}
