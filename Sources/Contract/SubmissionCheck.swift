package import Complaints

/// Judges a decoded submission field by field and normalises it. The first violation found is the one reported.
package struct SubmissionCheck: Sendable {
    /// The moment of receipt: nothing can have been submitted a day after it.
    package var now: Instant
    /// The channel that the routing key names, when it names one.
    package var routedChannel: String?

    package init(now: Instant, routedChannel: String?) {
        self.now = now
        self.routedChannel = routedChannel
    }

    /// The normalised submission, with its unknown fields.
    ///
    /// - Throws: `Rejection` with a stable code and the field.
    func accept(_ raw: Submission, extras: SubmissionExtras) throws(Rejection) -> AcceptedSubmission {
        let channel = try channel(raw.channel)
        let coordinates = try coordinates(raw.location)
        return AcceptedSubmission(
            channel: channel,
            externalID: try required(raw.externalID, "external_id", SubmissionLimits.externalID),
            text: try cleaned(raw.text, "text", SubmissionLimits.text),
            title: try cleanedIfPresent(raw.title, "title", SubmissionLimits.title),
            kind: try kind(raw.kind),
            anonymous: raw.reporter?.anonymous ?? false,
            confidential: raw.reporter?.confidential ?? false,
            identity: try identity(raw.reporter, extras.reporter),
            locationText: try cleanedIfPresent(raw.location?.text, "location.text", SubmissionLimits.location),
            regionCode: try regionCode(raw.location?.regionCode),
            latitude: coordinates?.0,
            longitude: coordinates?.1,
            incidentDate: try incidentDate(raw.incidentDate),
            category: try cleanedIfPresent(raw.category, "category", SubmissionLimits.category),
            agency: try cleanedIfPresent(raw.agency, "agency", SubmissionLimits.agency),
            attachments: try attachments(raw.attachments),
            extras: extras.complaint,
            submittedAt: try submittedAt(raw.submittedAt))
    }

    private func channel(_ value: String) throws(Rejection) -> String {
        let name = try required(value, "channel", .max)  // the form below holds the length
        guard ChannelName.isValid(name) else {
            throw Rejection(
                "field_format", field: "channel",
                "channel must be 1 to 32 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit")
        }
        guard routedChannel == nil || routedChannel == name else {
            throw Rejection(
                "channel_mismatch", field: "channel",
                "channel must be the one in the routing key intake.<channel> that the message was published with")
        }
        return name
    }

    private func kind(_ value: String?) throws(Rejection) -> ReportKind {
        guard let value, !value.isEmpty else { return .pengaduan }
        try checkNUL(value, "kind")
        guard let kind = ReportKind(rawValue: value) else {
            throw Rejection(
                "field_value", field: "kind", "kind must be pengaduan, aspirasi or permintaan_informasi")
        }
        return kind
    }

    private func identity(
        _ raw: Submission.Reporter?, _ extras: [UInt8]?
    ) throws(Rejection) -> AcceptedSubmission.Identity? {
        guard let raw else { return nil }
        let name = try cleanedIfPresent(raw.name, "reporter.name", SubmissionLimits.name)
        let phone = try phone(raw.phone)
        let email = try email(raw.email)
        guard name != nil || phone != nil || email != nil || extras != nil else { return nil }
        return AcceptedSubmission.Identity(name: name, phone: phone, email: email, extras: extras)
    }

    private func phone(_ value: String?) throws(Rejection) -> String? {
        guard let value, !value.isEmpty else { return nil }
        try checkNUL(value, "reporter.phone")
        guard let number = PhoneNumber(normalising: value) else {
            throw Rejection(
                "field_format", field: "reporter.phone",
                "reporter.phone must be an Indonesian number such as 0812-3456-7890 or one in E.164")
        }
        return number.e164
    }

    private func email(_ value: String?) throws(Rejection) -> String? {
        guard let value, !value.isEmpty else { return nil }
        try checkNUL(value, "reporter.email")
        try checkLength(value, "reporter.email", SubmissionLimits.email)
        guard let address = EmailAddress(value) else {
            throw Rejection("field_format", field: "reporter.email", "reporter.email must look like nama@contoh.id")
        }
        return address.text
    }

    private func regionCode(_ value: String?) throws(Rejection) -> String? {
        guard let value, !value.isEmpty else { return nil }
        try checkNUL(value, "location.region_code")
        guard Self.isRegionCode(value.utf8Span.span) else {
            throw Rejection(
                "field_format", field: "location.region_code",
                "location.region_code must be a Kemendagri code: 32, 32.04, 32.04.05 or 32.04.05.2001")
        }
        return value
    }

    /// Digits in groups: `11`, `11.22`, `11.22.33` or `11.22.33.4444`.
    private static func isRegionCode(_ code: Span<UInt8>) -> Bool {
        guard [2, 5, 8, 13].contains(code.count) else { return false }
        for index in code.indices {
            let isDot = index == 2 || index == 5 || index == 8
            guard isDot ? code[index] == UInt8(ascii: ".") : 0x30...0x39 ~= code[index] else { return false }
        }
        return true
    }

    private func coordinates(_ location: Submission.Location?) throws(Rejection) -> (Double, Double)? {
        guard let location, location.lat != nil || location.lon != nil else { return nil }
        guard let lat = location.lat else {
            throw Rejection("field_missing", field: "location.lat", "location.lon needs location.lat beside it")
        }
        guard let lon = location.lon else {
            throw Rejection("field_missing", field: "location.lon", "location.lat needs location.lon beside it")
        }
        guard (-90...90).contains(lat) else {
            throw Rejection("field_value", field: "location.lat", "location.lat must be from -90 to 90 degrees")
        }
        guard (-180...180).contains(lon) else {
            throw Rejection("field_value", field: "location.lon", "location.lon must be from -180 to 180 degrees")
        }
        return (lat, lon)
    }

    private func incidentDate(_ value: String?) throws(Rejection) -> CivilDate? {
        guard let value, !value.isEmpty else { return nil }
        try checkNUL(value, "incident_date")
        guard let date = CivilDate(iso: value) else {
            throw Rejection("field_format", field: "incident_date", "incident_date must be a date YYYY-MM-DD")
        }
        return date
    }

    private func submittedAt(_ value: String?) throws(Rejection) -> Instant? {
        guard let value, !value.isEmpty else { return nil }
        try checkNUL(value, "submitted_at")
        guard let instant = Instant(rfc3339: value) else {
            throw Rejection(
                "field_format", field: "submitted_at",
                "submitted_at must be RFC 3339 with an offset: 2026-01-31T09:00:00+07:00")
        }
        guard instant >= Self.earliest, instant < now.advanced(bySeconds: 86_400) else {
            throw Rejection(
                "field_value", field: "submitted_at", "submitted_at must be after the year 2000 and not in the future")
        }
        return instant
    }

    private func attachments(_ value: [Submission.Attachment]?) throws(Rejection) -> [UInt8]? {
        guard let value, !value.isEmpty else { return nil }
        guard value.count <= SubmissionLimits.attachments else {
            throw Rejection(
                "too_many_attachments", field: "attachments",
                "attachments must be at most \(SubmissionLimits.attachments)")
        }
        for (index, attachment) in value.enumerated() { try check(attachment, "attachments[\(index)]") }
        return Self.json(of: value)
    }

    /// Always in the same order, so that the same submission is always the same bytes.
    private static func json(of attachments: [Submission.Attachment]) -> [UInt8] {
        JSONText.array(
            attachments.map { attachment in
                var json = JSONObject()
                json.add("url", attachment.url)
                json.add("name", attachment.name)
                json.add("media_type", attachment.mediaType)
                json.add("size", attachment.size.map { Int($0) })
                return json.bytes
            })
    }

    private func check(_ attachment: Submission.Attachment, _ place: String) throws(Rejection) {
        _ = try required(attachment.url, "\(place).url", SubmissionLimits.attachmentURL)
        guard Self.isWebAddress(attachment.url) else {
            throw Rejection("field_format", field: "\(place).url", "\(place).url must be an http or https address")
        }
        if let name = attachment.name {
            _ = try cleanedIfPresent(name, "\(place).name", SubmissionLimits.attachmentName)
        }
        if let type = attachment.mediaType {
            _ = try cleanedIfPresent(type, "\(place).media_type", SubmissionLimits.attachmentMediaType)
        }
        if let size = attachment.size, size < 0 {
            throw Rejection("field_value", field: "\(place).size", "\(place).size must not be negative")
        }
    }

    /// `http` or `https` in either case, and something after it without blanks.
    private static func isWebAddress(_ url: String) -> Bool {
        let scheme = url.utf8.prefix(8).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        let start = scheme.elementsEqual("https://".utf8) ? 8 : scheme.starts(with: "http://".utf8) ? 7 : nil
        guard let start, url.utf8.count > start else { return false }
        return url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace }
    }

    private static let earliest = Instant(microseconds: 946_684_800_000_000)
}
