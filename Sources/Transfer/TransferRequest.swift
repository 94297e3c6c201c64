/// One thing to send: an HTTP request or a mail.
public enum TransferRequest: Sendable {
    /// An HTTP or HTTPS request.
    case http(HTTPRequest)
    /// One mail to one recipient, by SMTP.
    case mail(MailRequest)
}

/// A user and a password. Neither is ever printed.
public struct Credentials: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The user's name.
    public var user: String
    /// The password, in clear.
    public var password: String

    /// A user with a password.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// A constant text.
    public var description: String { "Credentials(hidden)" }
    /// Has no children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// One header field of an HTTP message.
public struct HTTPHeader: Sendable, Equatable {
    /// The field's name, as sent.
    public var name: String
    /// The field's value, without the surrounding blanks.
    public var value: String

    /// A field of this name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// An HTTP/1.1 request. Redirects are not followed; proxies of the environment are not used.
public struct HTTPRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// The method, in capitals, for example `POST`.
    public var method: String
    /// An absolute `http:` or `https:` URL, percent-encoded.
    public var url: String
    /// Header fields beyond those that follow from the URL and the body.
    public var headers: [HTTPHeader]
    /// The body, sent with its length.
    public var body: [UInt8]
    /// The longest time from the start to the end of the answer.
    public var timeout: Duration
    /// User and password for `Authorization: Basic`.
    public var credentials: Credentials?

    /// A request with everything it needs.
    public init(
        method: String = "GET", url: String, headers: [(String, String)] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(10), credentials: Credentials? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers.map { HTTPHeader(name: $0.0, value: $0.1) }
        self.body = body
        self.timeout = timeout
        self.credentials = credentials
    }

    /// Method and size only: URL, headers and body can hold secrets.
    public var description: String { "HTTPRequest(\(method), \(body.count) bytes)" }
    /// Has no children, so that `dump` shows no secret.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// One mail to one recipient.
public struct MailRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// `smtp://host:port` or `smtps://host:port`; a path is the name given in EHLO (RFC 5321 section 4.1.1.1).
    public var server: String
    /// User and password for SMTP AUTH.
    public var credentials: Credentials?
    /// True: refuse to go on without TLS. False: TLS when the server offers it. Certificates are verified either way.
    public var requireTLS: Bool
    /// The envelope's sender, for example `a@b.id`; empty for the null sender.
    public var from: String
    /// The envelope's recipient.
    public var to: String
    /// The whole message (RFC 5322), lines ended by CRLF; see `MailMessage`.
    public var message: [UInt8]
    /// The longest time from the start to the server's answer to the message.
    public var timeout: Duration

    /// A mail with everything it needs.
    public init(
        server: String, credentials: Credentials? = nil, requireTLS: Bool = true, from: String, to: String,
        message: [UInt8], timeout: Duration = .seconds(30)
    ) {
        self.server = server
        self.credentials = credentials
        self.requireTLS = requireTLS
        self.from = from
        self.to = to
        self.message = message
        self.timeout = timeout
    }

    /// The size only: addresses are personal data.
    public var description: String { "MailRequest(\(message.count) bytes)" }
    /// Has no children, so that `dump` shows no secret.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
