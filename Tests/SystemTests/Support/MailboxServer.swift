import Foundation
import Glibc
import TestKit
import Testing

/// A real dovecot of a test's own, with one mailbox.
final class MailboxServer {
    static let user = "lapor"
    static let password = "rahasia"
    private let folder: URL
    private var server: Child?
    private(set) var port = 0

    /// Whether dovecot is there: `scripts/install.sh --test` brings it.
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/sbin/dovecot"

    /// Starts it, with its mails below `folder`.
    init(in folder: URL) throws {
        self.folder = folder.appending(path: "imap")
        let files = FileManager.default
        let mails = self.folder.appending(path: "mail")
        try files.createDirectory(at: mails, withIntermediateDirectories: true)
        if getuid() == 0 { try files.setAttributes([.ownerAccountName: "mail"], ofItemAtPath: mails.path) }
        try start()
    }

    deinit { stop() }

    /// What the programs need to know.
    var settings: [String: String] {
        [
            "LAPOR_IMAP_URL": "imap://127.0.0.1:\(port)", "LAPOR_IMAP_USER": Self.user,
            "LAPOR_IMAP_PASSWORD": Self.password, "LAPOR_IMAP_TLS": "off", "LAPOR_MAIL_SECONDS": "1",
        ]
    }

    /// Starts it again where it was.
    func start() throws {
        for _ in 0..<5 {
            if port == 0 { port = Int.random(in: 21_000...31_000) }
            let log = folder.appending(path: "dovecot.log")
            try? FileManager.default.removeItem(at: log)
            let config = folder.appending(path: "dovecot.conf")
            try Data(text.utf8).write(to: config)
            let child = try Child([Self.program, "-F", "-c", config.path], output: log.path + ".out")
            server = child
            if poll(seconds: 10, { isThere || !child.isRunning }), child.isRunning { return }
            stop()
            port = 0
        }
        let log = try? String(contentsOf: folder.appending(path: "dovecot.log"), encoding: .utf8)
        try #require(Bool(false), "dovecot does not start: \(log ?? "")")
    }

    /// Ends it as an operator does.
    func stop() {
        guard let server else { return }
        server.signal(SIGTERM)
        if server.wait(seconds: 10) == nil { server.kill() }
        self.server = nil
    }

    private var isThere: Bool { curl("imap://127.0.0.1:\(port)/", "-X", "NOOP") == 0 }

    /// Its settings: one port, one password, mails as files.
    private var text: String {
        let isRoot = getuid() == 0
        let owner = isRoot ? "uid=mail gid=mail" : "uid=\(getuid()) gid=\(getgid())"
        let own = NSUserName()
        return """
            base_dir = \(folder.path)/run
            log_path = \(folder.path)/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            default_internal_user = \(isRoot ? "dovecot" : own)
            default_login_user = \(isRoot ? "dovenull" : own)
            first_valid_uid = 1
            mail_location = maildir:\(folder.path)/mail/%u
            service imap-login {
              chroot =
              inet_listener imap {
                port = \(port)
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              chroot =
            }
            passdb {
              driver = static
              args = password=\(Self.password)
            }
            userdb {
              driver = static
              args = \(owner) home=\(folder.path)/mail/%u allow_all_users=yes
            }

            """
    }

    /// Puts a mail into the mailbox.
    func put(_ mail: String) throws {
        let file = folder.appending(path: "\(UUID().uuidString).eml")
        try Data(mail.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try #require(curl("imap://127.0.0.1:\(port)/INBOX", "-T", file.path) == 0, "a mail cannot be put")
    }

    /// Mails of a folder.
    func count(_ name: String = "INBOX") -> Int {
        let place = folder.appending(path: "mail/\(Self.user)" + (name == "INBOX" ? "" : "/.\(name)"))
        return ["new", "cur"].reduce(0) {
            $0 + ((try? FileManager.default.contentsOfDirectory(atPath: place.appending(path: $1).path)) ?? []).count
        }
    }

    private func curl(_ arguments: String...) -> Int32? {
        let login = "\(Self.user):\(Self.password)"
        return try? Child(["curl", "-s", "-m", "10", "--user", login] + arguments).wait(seconds: 20)
    }
}
