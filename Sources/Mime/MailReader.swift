import CMime

/// Reads mails, whatever is in them.
package enum MailReader {
    /// Parts of a mail that are looked at, and levels of nesting.
    private static let mostParts = 200
    private static let deepest = 16
    /// GMime reads nested parts by recursion: what has more lines that may begin one is no mail.
    private static let mostBoundaries = 2_000

    /// The mail in `bytes`; nil: they are none.
    package static func read(_ bytes: [UInt8]) -> Mail? {
        guard isReady, !bytes.isEmpty, !isTooDeep(bytes) else { return nil }
        let parsed = bytes.withUnsafeBytes { bytes in
            cmime_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let parsed else { return nil }
        defer { cmime_release(parsed) }
        var mail = Mail()
        mail.headers = headers(of: cmime_object(parsed))
        guard !mail.headers.isEmpty else { return nil }
        mail.from = mailbox(g_mime_message_get_from(parsed))
        mail.subject = g_mime_message_get_subject(parsed).map { String(cString: $0) }
        mail.date = g_mime_message_get_date(parsed).map { Int64(g_date_time_to_unix($0)) }
        var left = mostParts
        if let body = g_mime_message_get_mime_part(parsed) {
            mail.mediaType = mediaType(body)
            read(body, into: &mail, depth: 0, left: &left)
        }
        return mail
    }

    /// Whether there are more declared boundaries than any mail has.
    private static func isTooDeep(_ bytes: [UInt8]) -> Bool {
        var count = 0
        let word = Array("boundary".utf8)
        var index = 0
        while index + word.count < bytes.count {
            // "b" or "B" is rare enough that the rest is seldom compared.
            if bytes[index] | 0x20 == 0x62, zip(bytes[index...], word).allSatisfy({ $0 | 0x20 == $1 }) {
                count += 1
                if count > mostBoundaries { return true }
                index += word.count
            } else {
                index += 1
            }
        }
        return false
    }

    private static func read(
        _ object: UnsafeMutablePointer<GMimeObject>, into mail: inout Mail, depth: Int, left: inout Int
    ) {
        guard depth < deepest, left > 0 else { return mail.isCut = true }
        left -= 1
        if let multipart = cmime_multipart(object) {
            for place in 0..<max(0, g_mime_multipart_get_count(multipart)) {
                guard left > 0 else { return mail.isCut = true }
                guard let part = g_mime_multipart_get_part(multipart, place) else { continue }
                read(part, into: &mail, depth: depth + 1, left: &left)
            }
        } else if let carried = cmime_carried(object) {
            if mail.carried.isEmpty { mail.carried = headers(of: cmime_object(carried)) }
            // What is passed on is read as well: it may be all that the mail says.
            guard mail.mediaType != "multipart/report", let body = g_mime_message_get_mime_part(carried) else { return }
            read(body, into: &mail, depth: depth + 1, left: &left)
        } else if let part = cmime_part(object) {
            read(part, object, into: &mail)
        }
    }

    private static func read(
        _ part: UnsafeMutablePointer<GMimePart>, _ object: UnsafeMutablePointer<GMimeObject>, into mail: inout Mail
    ) {
        let type = mediaType(object)
        let bytes = contents(part)
        switch type {
        case "message/delivery-status", "message/global-delivery-status":
            mail.deliveryStatus += groups(bytes)
        case "text/rfc822-headers", "message/rfc822-headers":
            if mail.carried.isEmpty { mail.carried = groups(bytes).first ?? [] }
        case "text/plain" where !isFile(part, object):
            mail.text = joined(mail.text, text(bytes, object))
        case "text/html" where !isFile(part, object):
            mail.html = joined(mail.html, text(bytes, object))
        default:
            mail.files.append(Mail.File(name: fileName(part), mediaType: type, bytes: bytes))
        }
    }

    private static func joined(_ former: String?, _ text: String) -> String {
        guard let former, !former.isEmpty else { return text }
        return former + "\n\n" + text
    }

    private static func text(_ bytes: [UInt8], _ object: UnsafeMutablePointer<GMimeObject>) -> String {
        let charset = g_mime_object_get_content_type_parameter(object, "charset").map { String(cString: $0) }
        return Charset.text(bytes, charset: charset).filter { $0 != "\0" }
    }

    private static func isFile(
        _ part: UnsafeMutablePointer<GMimePart>, _ object: UnsafeMutablePointer<GMimeObject>
    ) -> Bool {
        let disposition = g_mime_object_get_disposition(object).map { String(cString: $0).lowercased() }
        return disposition == "attachment" || fileName(part) != nil && disposition != "inline"
    }

    private static func mediaType(_ object: UnsafeMutablePointer<GMimeObject>) -> String {
        guard let type = g_mime_object_get_content_type(object), let text = g_mime_content_type_get_mime_type(type)
        else { return "text/plain" }
        defer { g_free(text) }
        return String(cString: text).lowercased()
    }

    /// Without the folders that some programs name.
    private static func fileName(_ part: UnsafeMutablePointer<GMimePart>) -> String? {
        guard let name = g_mime_part_get_filename(part).map({ String(cString: $0) }) else { return nil }
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init)
        return last.map { $0.filter { !$0.isNewline && $0 != "\0" } }
    }

    private static func contents(_ part: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
        guard let bytes = cmime_contents(part) else { return [] }
        defer { g_byte_array_unref(bytes) }
        return Array(UnsafeBufferPointer(start: bytes.pointee.data, count: Int(bytes.pointee.len)))
    }

    private static func headers(of object: UnsafeMutablePointer<GMimeObject>?) -> [Mail.Header] {
        guard let object, let list = g_mime_object_get_header_list(object) else { return [] }
        return (0..<max(0, g_mime_header_list_get_count(list))).prefix(1_000).compactMap { place in
            guard let header = g_mime_header_list_get_header_at(list, place),
                let name = g_mime_header_get_name(header), let value = g_mime_header_get_raw_value(header)
            else { return nil }
            return Mail.Header(name: String(cString: name), value: unfolded(String(cString: value)))
        }
    }

    private static func unfolded(_ value: String) -> String {
        value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func mailbox(_ list: UnsafeMutablePointer<InternetAddressList>?) -> Mail.Mailbox? {
        guard let list else { return nil }
        for place in 0..<max(0, internet_address_list_length(list)) {
            guard let entry = internet_address_list_get_address(list, place), let address = cmime_mailbox(entry)
            else { continue }
            let name = internet_address_get_name(entry).map { String(cString: $0) }
            return Mail.Mailbox(name: name.flatMap { $0.isEmpty ? nil : $0 }, address: String(cString: address))
        }
        return nil
    }

    /// Lines `Name: value`, in groups between empty lines.
    private static func groups(_ bytes: [UInt8]) -> [[Mail.Header]] {
        let lines = Charset.text(bytes, charset: nil).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var groups: [[Mail.Header]] = [[]]
        for line in lines.prefix(2_000) {
            if line.allSatisfy(\.isWhitespace) {
                if groups.last?.isEmpty == false { groups.append([]) }
            } else if line.first?.isWhitespace == true, let last = groups[groups.count - 1].indices.last {
                groups[groups.count - 1][last].value += " " + line.trimmed
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].trimmed
                groups[groups.count - 1].append(Mail.Header(name: line[..<colon].trimmed, value: value))
            }
        }
        return groups.filter { !$0.isEmpty }
    }
}

/// GMime wants one start per process, before anything else.
private let isReady: Bool = {
    g_mime_init()
    return true
}()

extension StringProtocol {
    fileprivate var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
