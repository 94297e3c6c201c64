extension SubmissionCheck {
    /// The attachments that can be kept, as JSON; the others are noted.
    ///
    /// - Parameter places: where each stood in the list that was sent.
    func attachments(
        _ sent: [Submission.Attachment]?, _ places: [Int], _ unread: inout [UnreadField]
    ) -> [UInt8]? {
        guard let sent, !sent.isEmpty else { return nil }
        var kept: [[UInt8]] = []
        for (attachment, index) in zip(sent, places) {
            let place = "attachments[\(index)]"
            do throws(Rejection) {
                try checkCount(index, place)
                try checkLink(attachment.url, "\(place).url")
                kept.append(Self.json(of: checked(attachment, place, &unread)))
            } catch {
                unread.append(UnreadField(error, sent: Self.json(of: attachment)))
            }
        }
        return kept.isEmpty ? nil : JSONText.array(kept)
    }

    private func checkCount(_ index: Int, _ place: String) throws(Rejection) {
        guard index < SubmissionLimits.attachments else {
            throw Rejection(
                "too_many_attachments", field: place, "attachments must be at most \(SubmissionLimits.attachments)")
        }
    }

    private func checkLink(_ url: String, _ field: String) throws(Rejection) {
        _ = try required(url, field, SubmissionLimits.attachmentURL)
        guard Self.isWebAddress(url) else {
            throw Rejection("field_format", field: field, "\(field) must be an http or https address")
        }
    }

    /// It without what cannot be read besides its link.
    private func checked(
        _ attachment: Submission.Attachment, _ place: String, _ unread: inout [UnreadField]
    ) -> Submission.Attachment {
        var checked = attachment
        if words(attachment.name, "\(place).name", SubmissionLimits.attachmentName, &unread) == nil {
            checked.name = nil
        }
        if words(attachment.mediaType, "\(place).media_type", SubmissionLimits.attachmentMediaType, &unread) == nil {
            checked.mediaType = nil
        }
        if let size = attachment.size, size < 0 {
            let field = "\(place).size"
            let reason = Rejection("field_value", field: field, "\(field) must not be negative")
            unread.append(UnreadField(reason, sent: Array("\(size)".utf8)))
            checked.size = nil
        }
        return checked
    }

    /// Always in the same order, so that the same submission is always the same bytes.
    private static func json(of attachment: Submission.Attachment) -> [UInt8] {
        var json = JSONObject()
        json.add("url", attachment.url)
        json.add("name", attachment.name)
        json.add("media_type", attachment.mediaType)
        json.add("size", attachment.size.map { Int($0) })
        return json.bytes
    }

    /// `http` or `https` in either case, and something after it without blanks.
    static func isWebAddress(_ url: String) -> Bool {
        let scheme = url.utf8.prefix(8).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        let start = scheme.elementsEqual("https://".utf8) ? 8 : scheme.starts(with: "http://".utf8) ? 7 : nil
        guard let start, url.utf8.count > start else { return false }
        return url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace }
    }
}
