package import TLS

package enum TransferRequest: Sendable {
    case http(HTTPRequest)
    /// One mail to one recipient, by SMTP.
    case mail(MailRequest)
    /// One command to a mailbox, by IMAP.
    case mailbox(MailboxRequest)

    var tls: TLSFiles {
        switch self {
        case .http(let request): request.tls
        case .mail(let request): request.tls
        case .mailbox(let request): request.tls
        }
    }

    /// The host that a server must prove to be; nil where nobody can tell.
    var host: String? {
        let url =
            switch self {
            case .http(let request): request.url
            case .mail(let request): request.server
            case .mailbox(let request): request.server
            }
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if place.hasPrefix("[") { return place.firstIndex(of: "]").map { String(place[..<$0].dropFirst()) } }
        return place.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init)
    }
}

/// A user and a password. Neither is ever printed.
package struct Credentials: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    package var user: String
    /// The password, in clear.
    package var password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { "Credentials(hidden)" }
    /// Has no children, so that `dump` shows nothing either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

package struct HTTPHeader: Sendable, Equatable {
    package var name: String
    /// The field's value, without the surrounding blanks.
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// An HTTP/1.1 request. Redirects are not followed; proxies of the environment are not used.
package struct HTTPRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// The method, in capitals, for example `POST`.
    package var method: String
    /// An absolute `http:` or `https:` URL, percent-encoded.
    package var url: String
    /// Header fields beyond those that follow from the URL and the body.
    package var headers: [HTTPHeader]
    package var body: [UInt8]
    /// The longest time from the start to the end of the answer.
    package var timeout: Duration
    /// User and password for `Authorization: Basic`.
    package var credentials: Credentials?
    /// For `https:`.
    package var tls: TLSFiles
    /// To which addresses it may go.
    package var peers = PeerRule.any
    /// The most bytes of the answer's body that are read.
    package var bodyLimit = TransferClient.bodyLimit

    package init(
        method: String = "GET", url: String, headers: [(String, String)] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(10), credentials: Credentials? = nil, tls: TLSFiles = TLSFiles()
    ) {
        self.method = method
        self.url = url
        self.headers = headers.map { HTTPHeader(name: $0.0, value: $0.1) }
        self.body = body
        self.timeout = timeout
        self.credentials = credentials
        self.tls = tls
    }

    /// Method and size only: URL, headers and body can hold secrets.
    package var description: String { "HTTPRequest(\(method), \(body.count) bytes)" }
    /// Has no children, so that `dump` shows no secret.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

package struct MailRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// `smtp://host:port` or `smtps://host:port`; a path is the name given in EHLO (RFC 5321 section 4.1.1.1).
    package var server: String
    /// User and password for SMTP AUTH.
    package var credentials: Credentials?
    /// True: refuse to go on without TLS. False: TLS when the server offers it. Certificates are verified either way.
    package var requireTLS: Bool
    /// For `smtps:`, and for `smtp:` once it has changed to TLS.
    package var tls: TLSFiles
    /// The envelope's sender, for example `a@b.id`; empty for the null sender.
    package var from: String
    package var to: String
    /// The whole message (RFC 5322), lines ended by CRLF; see `MailMessage`.
    package var message: [UInt8]
    /// The longest time from the start to the server's answer to the message.
    package var timeout: Duration

    package init(
        server: String, credentials: Credentials? = nil, requireTLS: Bool = true, tls: TLSFiles = TLSFiles(),
        from: String, to: String, message: [UInt8], timeout: Duration = .seconds(30)
    ) {
        self.server = server
        self.credentials = credentials
        self.requireTLS = requireTLS
        self.tls = tls
        self.from = from
        self.to = to
        self.message = message
        self.timeout = timeout
    }

    /// The size only: addresses are personal data.
    package var description: String { "MailRequest(\(message.count) bytes)" }
    /// Has no children, so that `dump` shows no secret.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
