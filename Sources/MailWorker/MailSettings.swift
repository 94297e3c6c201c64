import Complaints
import Contract
import Shared
import TLS
import Transfer

/// What MailWorker reads besides what every program does.
struct MailSettings: Sendable {
    let server: String
    let credentials: Credentials
    let requiresTLS: Bool
    let tls: TLSFiles
    let folder: String
    let channel: String
    /// Between two looks.
    let seconds: Int
    /// The most bytes of a mail that are read.
    let mostBytes: Int
    /// Nil: attachments stay in the mailbox.
    let files: FileFolder?
    /// Our own address, by which notices are sent.
    let sender: String

    /// - Throws: `SettingError` naming the variable, also when the password would go to another machine in clear.
    init(_ environment: Environment) throws(SettingError) {
        guard let url = try environment.address(.imapURL, ["imap", "imaps"]) else {
            throw SettingError(key: SettingKey.imapURL.name, reason: "is not set. \(SettingKey.imapURL.help)")
        }
        let hasLogin = url.contains("@")
        guard !hasLogin, url.split(separator: "/").count == 2 else {
            throw SettingError(
                key: SettingKey.imapURL.name,
                reason: "must be scheme, host and port alone: user and folder have settings")
        }
        server = url
        credentials = Credentials(
            user: try environment.required(.imapUser), password: try environment.required(.imapPassword))
        requiresTLS = try environment.choice(.imapTLS, of: ["required", "off"], default: "required") == "required"
        if !requiresTLS { try environment.refuseCleartext(.imapTLS, url, scheme: "imap", cure: "required") }
        tls = try environment.tls(.imap)
        folder = environment.text(.imapFolder) ?? "INBOX"
        channel = environment.text(.mailChannel) ?? ReplyChannel.email.rawValue
        guard ChannelName.isValid(channel) else {
            throw SettingError(key: SettingKey.mailChannel.name, reason: "must be a channel's name")
        }
        seconds = try environment.number(.mailSeconds, in: 1...3600, default: 10)
        mostBytes = try environment.number(.mailMebibytes, in: 1...100, default: 25) << 20
        sender = try environment.mailFrom()
        files = try Self.files(environment)
    }

    /// What is wrong with the mailbox now.
    var faults: [Remedy] {
        guard let fault = ServerLook.fault(of: server, credentials, tls, requireTLS: requiresTLS) else { return [] }
        return [
            Remedy(
                "the mailbox cannot be read: \(fault)", "mend it, or \(SettingKey.imapURL.name) and what is beside it")
        ]
    }

    private static func files(_ environment: Environment) throws(SettingError) -> FileFolder? {
        let url = try environment.address(.mailFilesURL, ["http", "https"])
        switch (environment.text(.mailFiles), url) {
        case (nil, nil): return nil
        case (let folder?, let url?): return FileFolder(folder, at: url)
        case (nil, _): throw SettingError(key: SettingKey.mailFiles.name, reason: "must be set as well")
        case (_, nil): throw SettingError(key: SettingKey.mailFilesURL.name, reason: "must be set as well")
        }
    }
}
