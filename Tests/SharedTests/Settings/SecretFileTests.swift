import Foundation
import Shared
import Testing

/// Secrets that stand in files.
@Suite final class SecretFileTests {
    private static let secrets = [
        "LAPOR_AMQP_URL", "LAPOR_DATABASE_URL", "LAPOR_MANAGEMENT_URL", "LAPOR_SMTP_URL", "LAPOR_SMTP_PASSWORD",
        "LAPOR_SMS_URL", "LAPOR_SMS_TOKEN",
    ]
    private let folder = FileManager.default.temporaryDirectory.appending(path: "lapor-secret-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func file(_ bytes: some Sequence<UInt8>, mode: Int = 0o600) throws -> String {
        let path = folder.appending(path: UUID().uuidString).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func key(_ name: String) throws -> SettingKey { try #require(SettingKey.notify.first { $0.name == name }) }

    @Test func `every secret setting may stand in a file, and no other`() throws {
        let path = try file("rahasia".utf8)
        for name in Self.secrets {
            let environment = Environment(["\(name)_FILE": path])
            #expect(environment.unknown.isEmpty && environment.faults.isEmpty, "\(name)")
        }
        #expect(
            (SettingKey.worker + SettingKey.notify).filter(\.isSecret).map(\.name).sorted() == Self.secrets.sorted())
        #expect(Environment(["LAPOR_LANES_FILE": path]).unknown.count == 1)
        #expect(Environment(["LAPOR_SMS_TOKEN_FILE": path]).text(.smsToken) == "rahasia")
        #expect(try Environment(["LAPOR_AMQP_URL_FILE": path]).required(.amqpURL) == "rahasia")
    }

    @Test(arguments: ["k", "k\n", "k\r\n", "k\n\n", "\u{FEFF}k\n"]) func `line breaks at the end are not the secret's`(
        _ text: String
    ) throws {
        #expect(Environment(["LAPOR_SMS_TOKEN_FILE": try file(text.utf8)]).text(.smsToken) == "k")
    }

    @Test func `blanks are the secret's`() throws {
        #expect(Environment(["LAPOR_SMS_TOKEN_FILE": try file(" k ".utf8)]).text(.smsToken) == " k ")
    }

    @Test func `what cannot be a secret is refused, and not repeated`() throws {
        let cases: [(String, String)] = [
            (folder.appending(path: "none").path, "names no file"), (folder.path, "names no file"),
            ("/dev/null", "names no file"), (try file([]), "names an empty file"),
            (try file("\n".utf8), "names an empty file"), (try file("\u{FEFF}".utf8), "names an empty file"),
            (try file("rahasia\nlagi".utf8), "names a file of more than one line"),
            (try file("rahasia\rlagi".utf8), "names a file of more than one line"),
            (try file("rahasia\0".utf8), "names a file of more than one line"),
            (try file([0x72, 0xFF, 0x61]), "names a file that is no text"),
            (try file(repeatElement(0x61, count: 65_537)), "names a file that is too long for a secret"),
        ]
        for (path, words) in cases {
            let environment = Environment(["LAPOR_SMS_TOKEN_FILE": path])
            #expect(environment.text(.smsToken) == nil)
            let error = #expect(throws: SettingError.self) { try environment.checkSecrets() }
            #expect("\(error.map { "\($0)" } ?? "")" == "LAPOR_SMS_TOKEN_FILE \(words)")
        }
    }

    @Test func `both at once are refused`() throws {
        let environment = Environment(["LAPOR_AMQP_URL": "amqp://localhost", "LAPOR_AMQP_URL_FILE": try file("x".utf8)])
        for look in [{ try environment.checkSecrets() }, { _ = try environment.required(.amqpURL) }] {
            let error = #expect(throws: SettingError.self) { try look() }
            #expect(error?.description == "LAPOR_AMQP_URL_FILE and LAPOR_AMQP_URL are both set: keep one")
        }
        // An empty one is not set.
        let path = try file("x".utf8)
        try Environment(["LAPOR_AMQP_URL": "", "LAPOR_AMQP_URL_FILE": path]).checkSecrets()
        try Environment(["LAPOR_AMQP_URL": "x", "LAPOR_AMQP_URL_FILE": ""]).checkSecrets()
    }

    @Test(
        arguments: [
            (0o600, nil), (0o640, nil), (0o400, nil), (0o440, nil), (0o644, "644"), (0o660, "660"), (0o604, "604"),
            (0o650, "650"), (0o777, "777"), (0o700, "700"),
        ] as [(Int, String?)]) func `files that more people may read than need to`(mode: Int, said: String?) throws
    {
        let path = try file("rahasia".utf8, mode: mode)
        let found = Environment(["LAPOR_SMS_TOKEN_FILE": path]).openSecrets.map(\.description)
        let words = said.map {
            "others may read the file of LAPOR_SMS_TOKEN_FILE, its mode is \($0): 'chmod 640 \(path)', or less"
        }
        #expect(found == [words].compactMap(\.self))
        // Keys count, and links are looked through.
        let link = folder.appending(path: UUID().uuidString).path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(Environment(["LAPOR_SMTP_TLS_KEY": link]).openSecrets.count == (said == nil ? 0 : 1))
    }

    @Test func `a mere name is a credential of systemd's`() throws {
        let path = URL(fileURLWithPath: try file("k".utf8))
        let values = [
            "LAPOR_SMS_TOKEN_FILE": path.lastPathComponent,
            "CREDENTIALS_DIRECTORY": path.deletingLastPathComponent().path,
        ]
        #expect(Environment(values).text(.smsToken) == "k")
        let whole = values.merging(["LAPOR_SMS_TOKEN_FILE": path.path, "CREDENTIALS_DIRECTORY": "/nowhere"]) { $1 }
        #expect(Environment(whole).text(.smsToken) == "k")
    }

    @Test func `through links, as Kubernetes mounts them`() throws {
        let path = try file("k".utf8)
        let link = folder.appending(path: "link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(Environment(["LAPOR_SMS_TOKEN_FILE": link]).text(.smsToken) == "k")
    }
}
