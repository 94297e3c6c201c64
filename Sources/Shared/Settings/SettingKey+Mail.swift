extension SettingKey {
    package static let imapURL = SettingKey(
        name: "LAPOR_IMAP_URL", default: "required",
        help: "Mailbox: imaps://host:993, or imap://host:143 with STARTTLS",
        isSecret: true)
    package static let imapUser = SettingKey(
        name: "LAPOR_IMAP_USER", default: "required", help: "Account of the mailbox")
    package static let imapPassword = SettingKey(
        name: "LAPOR_IMAP_PASSWORD", default: "required", help: "Password of the mailbox", isSecret: true)
    package static let imapTLS = SettingKey(
        name: "LAPOR_IMAP_TLS", default: "required",
        help: "required: refuse a mailbox without STARTTLS; off: for a server on the same machine")
    package static let imapFolder = SettingKey(
        name: "LAPOR_IMAP_FOLDER", default: "INBOX", help: "Folder in which new mails lie; one for each mailbox")
    package static let mailChannel = SettingKey(
        name: "LAPOR_MAIL_CHANNEL", default: "email", help: "Channel of the reports that come by mail")
    package static let mailSeconds = SettingKey(
        name: "LAPOR_MAIL_SECONDS", default: "10", help: "Seconds between two looks into the mailbox (1-3600)")
    package static let mailMebibytes = SettingKey(
        name: "LAPOR_MAIL_MEBIBYTES", default: "25",
        help: "Mebibytes of a mail that are read (1-100); of a larger one the head becomes the report")
    package static let mailFiles = SettingKey(
        name: "LAPOR_MAIL_FILES_DIR", default: "not set: attachments stay in the mailbox",
        help: "Folder for attachments, each named by the SHA-256 of what is in it")
    package static let mailFilesURL = SettingKey(
        name: "LAPOR_MAIL_FILES_URL", default: "required with LAPOR_MAIL_FILES_DIR",
        help: "Address by which officers open that folder, such as https://berkas.example/surel")

    /// What MailWorker reads besides.
    package static let mail = [
        imapURL, imapUser, imapPassword, imapTLS, imapFolder, mailChannel, mailSeconds, mailMebibytes, mailFiles,
        mailFilesURL, mailFrom,
    ]
}
