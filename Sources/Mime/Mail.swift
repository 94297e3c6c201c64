/// A mail (RFC 5322, MIME) as its reader needs it: decoded, and bounded.
package struct Mail: Sendable, Equatable {
    package struct Mailbox: Sendable, Equatable {
        /// The name shown beside the address, in any script.
        package var name: String?
        /// `local@domain`.
        package var address: String
    }

    /// A part that is no text to read.
    package struct File: Sendable, Equatable {
        /// As its sender calls it; without a path.
        package var name: String?
        /// Such as `image/jpeg`, in small letters.
        package var mediaType: String
        package var bytes: [UInt8]

        package init(name: String?, mediaType: String, bytes: [UInt8]) {
            (self.name, self.mediaType, self.bytes) = (name, mediaType, bytes)
        }
    }

    package struct Header: Sendable, Equatable {
        /// As it was sent.
        package var name: String
        /// Unfolded, and not decoded.
        package var value: String
    }

    /// All headers of the mail, in their order.
    package internal(set) var headers: [Header] = []
    /// The first mailbox of `From`.
    package internal(set) var from: Mailbox?
    package internal(set) var subject: String?
    /// What it is as a whole, such as `multipart/report`, in small letters.
    package internal(set) var mediaType = "text/plain"
    /// `Date`, in seconds since 1970; nil: none, or none that can be read.
    package internal(set) var date: Int64?
    /// What stands in its parts of plain text, one below the other; nil: it has none.
    package internal(set) var text: String?
    /// What stands in its parts of HTML; nil: it has none.
    package internal(set) var html: String?
    package internal(set) var files: [File] = []
    /// Fields of `message/delivery-status` (RFC 3464), a group for the mail and one for each recipient.
    package internal(set) var deliveryStatus: [[Header]] = []
    /// Headers of the mail that it gives back or passes on.
    package internal(set) var carried: [Header] = []
    /// Whether parts were left out: there are more, or they are nested deeper, than anybody's mail has.
    package internal(set) var isCut = false

    /// The values of a header, in their order.
    package func values(of name: String) -> [String] { headers.values(of: name) }
    package func value(of name: String) -> String? { headers.values(of: name).first }

    /// Its own number, without angle brackets; nil where it has none.
    package var messageID: String? { Self.identifiers(in: value(of: "Message-ID") ?? "").first }

    /// The numbers of the mails that it answers, the one that it answers itself first.
    package var answered: [String] {
        let named = (values(of: "In-Reply-To") + values(of: "References").reversed()).map(Self.identifiers)
        return named.flatMap { $0.reversed() }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// What stands in angle brackets.
    package static func identifiers(in value: String) -> [String] {
        value.split(separator: "<").dropFirst(value.hasPrefix("<") ? 0 : 1).compactMap { piece in
            guard let end = piece.firstIndex(of: ">") else { return nil }
            let identifier = piece[..<end].filter { !$0.isWhitespace }
            return identifier.isEmpty ? nil : identifier
        }
    }
}

extension [Mail.Header] {
    /// The values of a header, in their order.
    package func values(of name: String) -> [String] {
        filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}
