package import Complaints

/// Judges a decoded submission field by field and normalises it. Of required fields the first violation found is the one
/// reported; an optional field that cannot be read never costs the report: it is noted.
package struct SubmissionCheck: Sendable {
    /// The moment of receipt: nothing can have been submitted a day after it.
    package var now: Instant
    /// The channel that the routing key names, when it names one.
    package var routedChannel: String?

    package init(now: Instant, routedChannel: String?) {
        self.now = now
        self.routedChannel = routedChannel
    }

    /// The normalised submission, with its unknown fields and those that could not be read.
    ///
    /// - Throws: `Rejection` with a stable code and the field.
    func accept(_ read: ReadSubmission, extras: SubmissionExtras) throws(Rejection) -> AcceptedSubmission {
        let raw = read.submission
        var unread = read.unread
        let channel = try channel(raw.channel)
        let externalID = try required(raw.externalID, "external_id", SubmissionLimits.externalID)
        let (text, textHash) = try words(of: raw)
        let identity = identity(raw.reporter, extras.reporter, &unread)
        let coordinates = coordinates(raw.location, &unread)
        var accepted = AcceptedSubmission(
            channel: channel, externalID: externalID, text: text,
            title: words(raw.title, "title", SubmissionLimits.title, &unread),
            kind: unread.value(raw.kind, kind) ?? .pengaduan,
            anonymous: raw.reporter?.anonymous ?? false,
            confidential: raw.reporter?.confidential ?? false,
            identity: identity,
            locationText: words(raw.location?.text, "location.text", SubmissionLimits.location, &unread),
            regionCode: unread.value(raw.location?.regionCode, regionCode),
            latitude: coordinates?.0,
            longitude: coordinates?.1,
            incidentDate: unread.value(raw.incidentDate, incidentDate),
            category: words(raw.category, "category", SubmissionLimits.category, &unread),
            agency: words(raw.agency, "agency", SubmissionLimits.agency, &unread),
            attachments: attachments(raw.attachments, read.attachmentPlaces, &unread),
            extras: extras.complaint,
            submittedAt: unread.value(raw.submittedAt, submittedAt))
        accepted.contentHash = AcceptedSubmission.contentHash(
            of: raw, text: textHash, identity, unread: unread, isAnonymous: accepted.anonymous,
            isConfidential: accepted.confidential)
        accepted.unread = unread
        return accepted
    }

    /// A part may say nothing that remains: only the whole must.
    private func words(of raw: Submission) throws(Rejection) -> (text: String, hash: UInt64) {
        raw.sms == nil
            ? try cleaned(raw.text, "text", SubmissionLimits.text)
            : try cleanedPerhapsEmpty(raw.text, "text", SubmissionLimits.text)
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

    private func kind(_ value: String) throws(Rejection) -> ReportKind {
        try checkNUL(value, "kind")
        guard let kind = ReportKind(spelled: value) else {
            throw Rejection(
                "field_value", field: "kind", "kind must be pengaduan, aspirasi or permintaan_informasi")
        }
        return kind
    }

    private func regionCode(_ value: String) throws(Rejection) -> String {
        try checkNUL(value, "location.region_code")
        guard Self.isRegionCode(value.utf8Span.span) else {
            if let code = WrittenNumber.regionCode(value) { return code }
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

    /// Both or none: one alone is no place.
    private func coordinates(
        _ location: Submission.Location?, _ unread: inout [UnreadField]
    ) -> (Double, Double)? {
        guard let location, location.lat != nil || location.lon != nil else { return nil }
        // Programs write so that they have none; nobody lives there.
        if location.lat == 0, location.lon == 0 { return nil }
        do throws(Rejection) {
            return try coordinates(location.lat, location.lon)
        } catch {
            for (name, value) in [("lat", location.lat), ("lon", location.lon)] {
                guard let value else { continue }
                let field = "location.\(name)"
                let reason = error.field == field ? error : Rejection(error.code, field: field, error.reason)
                unread.append(UnreadField(reason, sent: Array("\(value)".utf8)))
            }
            return nil
        }
    }

    private func coordinates(_ lat: Double?, _ lon: Double?) throws(Rejection) -> (Double, Double) {
        guard let lat else {
            throw Rejection("field_missing", field: "location.lat", "location.lon needs location.lat beside it")
        }
        guard let lon else {
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

    private func incidentDate(_ value: String) throws(Rejection) -> CivilDate {
        try checkNUL(value, "incident_date")
        guard let date = CivilDate(iso: value) else {
            throw Rejection("field_format", field: "incident_date", "incident_date must be a date YYYY-MM-DD")
        }
        let latest = SubmissionLimits.latestIncident(IndonesianZone.wib.date(at: now))
        guard date.year >= 1900, date <= latest else {
            throw Rejection(
                "field_value", field: "incident_date", "incident_date must be from 1900 to the end of the next year")
        }
        return date
    }

    private func submittedAt(_ value: String) throws(Rejection) -> Instant {
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

    private static let earliest = Instant(microseconds: 946_684_800_000_000)
}
