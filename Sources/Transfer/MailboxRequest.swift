package import TLS

/// One command to a mailbox, by IMAP (RFC 3501).
package struct MailboxRequest: Sendable, CustomStringConvertible, CustomReflectable {
    package enum Command: Sendable, Equatable {
        /// Says how many mails the folder has, and by which numbers they are known.
        case look
        /// Lists the mails at these places, from 1: `UID`, `RFC822.SIZE` and `INTERNALDATE` of each, a line for each.
        case list(ClosedRange<Int>)
        /// Reads a mail, and no more than so many bytes of it.
        case fetch(UInt32, most: Int)
        /// Makes a folder.
        case create(String)
        /// Moves a mail to another folder (RFC 6851): it is in one of the two at every moment.
        case move(UInt32, to: String)
    }

    /// `imap://host:port` or `imaps://host:port`.
    package var server: String
    package var credentials: Credentials
    /// True: refuse to go on without TLS. False: TLS when the server offers it. Certificates are verified either way.
    package var requireTLS: Bool
    package var tls: TLSFiles
    package var folder: String
    /// The folder's `UIDVALIDITY` under which numbers of mails are known; another one there refuses the command. Nil: any.
    package var validity: UInt32?
    package var command: Command
    /// The longest time from the start to the end of the answer.
    package var timeout: Duration

    package init(
        server: String, credentials: Credentials, requireTLS: Bool = true, tls: TLSFiles = TLSFiles(), folder: String,
        validity: UInt32? = nil, _ command: Command, timeout: Duration = .seconds(20)
    ) {
        self.server = server
        self.credentials = credentials
        self.requireTLS = requireTLS
        self.tls = tls
        self.folder = folder
        self.validity = validity
        self.command = command
        self.timeout = timeout
    }

    /// The command's kind only: server and folder name an account.
    package var description: String { "MailboxRequest(\(command))" }
    /// Has no children, so that `dump` shows no secret.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What a mailbox answers.
package struct MailboxAnswer: Sendable, Equatable {
    /// What was read: a mail, or the lines of a list.
    package var bytes: [UInt8] = []
    /// Mails of the folder, and its `UIDVALIDITY`, where the folder was opened for this command.
    package var count: Int?
    package var validity: UInt32?

    package init(bytes: [UInt8] = [], count: Int? = nil, validity: UInt32? = nil) {
        self.bytes = bytes
        self.count = count
        self.validity = validity
    }
}

extension MailboxRequest {
    /// Where the command is carried out, as libcurl has it (RFC 5092).
    var url: String {
        let place = server.hasSuffix("/") ? String(server.dropLast()) : server
        if case .create = command { return place + "/" }
        let known = validity.map { ";UIDVALIDITY=\($0)" } ?? ""
        let opened = "\(place)/\(Self.encoded(folder))\(known)"
        guard case .fetch(let number, let most) = command else { return opened }
        return "\(opened)/;UID=\(number)/;PARTIAL=0.\(most)"
    }

    /// What is said instead of what the address asks for; nil: that.
    var words: String? {
        switch command {
        case .look: "NOOP"
        case .list(let places): "FETCH \(places.lowerBound):\(places.upperBound) (UID RFC822.SIZE INTERNALDATE)"
        case .fetch: nil
        case .create(let name): "CREATE \(Self.quoted(name))"
        case .move(let number, let name): "UID MOVE \(number) \(Self.quoted(name))"
        }
    }

    /// The most bytes of an answer.
    var mostBytes: Int {
        guard case .fetch(_, let most) = command else { return TransferClient.bodyLimit }
        return most
    }

    /// Refuses what could smuggle another command into the connection.
    func check() throws(TransferFailure) {
        guard server.isOneLine else { throw .invalid("The server's URL has a line break or NUL") }
        try credentials.check()
        let named =
            switch command {
            case .create(let name), .move(_, let name): name
            case .look, .list, .fetch: folder
            }
        for name in [folder, named] where !name.isFolderName { throw .invalid("The folder's name is not plain ASCII") }
        if case .list(let places) = command, places.lowerBound < 1 { throw .invalid("Mails are counted from 1") }
        if case .fetch(_, let most) = command, most < 1 { throw .invalid("Nothing of a mail is asked for") }
    }

    private static func quoted(_ name: String) -> String { "\"\(name)\"" }

    /// Percent-encoded but for letters, digits and the signs that separate folders.
    private static func encoded(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return name.utf8.reduce(into: "") { text, byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "._-".utf8.contains(byte)
            text += isPlain ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }
}

extension String {
    /// Printable ASCII without what ends a quoted string; other names would be in modified UTF-7.
    fileprivate var isFolderName: Bool {
        !isEmpty && utf8.count <= 200 && utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }
}
