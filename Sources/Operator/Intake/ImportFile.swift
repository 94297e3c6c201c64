import Contract
import Foundation

/// One complaint, or what stands in its place, to be published as it is.
struct ImportRecord {
    var body: [UInt8]
    var contentType = "application/json"
    /// The channel, when exactly one is named.
    var channel: String?
    var keys: [SubmissionKey] = []
    /// The line it begins on, from 1.
    var line: Int
    /// Where the next one begins.
    var end: Int
    /// Whether a row could not be read as one of the export.
    var isStrange = false

    /// `intake.<channel>`; without a name that can stand in a key, the bare exchange's own.
    var routingKey: String {
        guard let channel, ChannelName.isValid(channel) else { return "intake" }
        return "intake.\(channel)"
    }
}

/// A file of complaints: JSON lines, or CSV in the columns of the official export.
struct ImportFile {
    let bytes: [UInt8]
    private var csv: (records: CSVRecords, export: SP4NExport)?
    private var offset = 0
    private var line = 1

    /// A file of `bytes`. What begins like JSON is JSON lines, everything else CSV.
    ///
    /// - Throws: `Failure` when it is CSV without the columns that are needed.
    init(_ bytes: [UInt8]) throws(Failure) {
        self.bytes = bytes
        guard let first = bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
        else { return }
        var records = CSVRecords(bytes)
        let header = records.next()?.fields ?? []
        csv = (records, try SP4NExport(header: header.map { $0.trimmingCharacters(in: .whitespaces) }))
    }

    var isCSV: Bool { csv != nil }

    /// The next record; nil at the end.
    mutating func next() -> ImportRecord? { isCSV ? nextRow() : nextLine() }

    private mutating func nextRow() -> ImportRecord? {
        guard let row = csv?.records.next(), let export = csv?.export else { return nil }
        let end = row.range.upperBound
        guard let exported = row.fields.flatMap(export.submission), let body = try? exported.json() else {
            // Published all the same: intake parks it with its bytes and the reason.
            return ImportRecord(body: Array(bytes[row.range]), line: row.line, end: end, isStrange: true)
        }
        let submission = exported.submission
        let key = SubmissionKey(channel: submission.channel, externalID: submission.externalID)
        return ImportRecord(body: body, channel: submission.channel, keys: [key], line: row.line, end: end)
    }

    private mutating func nextLine() -> ImportRecord? {
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let body = Array(bytes[offset..<end])
            offset = min(end + 1, bytes.count)
            line += 1
            guard body.contains(where: { $0 > 0x20 }) else { continue }
            let head = MessageHead(of: body)
            return ImportRecord(
                body: body, contentType: head.contentType, channel: head.channel, keys: head.keys, line: line - 1,
                end: offset)
        }
        return nil
    }
}

/// What of a message is needed to publish it. One that is not understood is published all the same: judging it is
/// intake's business.
struct MessageHead {
    var contentType = "application/json"
    var channel: String?
    var keys: [SubmissionKey] = []

    private struct Submission: Decodable {
        var channel: String?
        var external_id: String?

        var key: SubmissionKey? { external_id.map { SubmissionKey(channel: channel ?? "", externalID: $0) } }
    }

    private struct Event: Decodable {
        var specversion: String?
        var channel: String?
        var external_id: String?
        var data: Submission?
    }

    init(of body: [UInt8]) {
        if body.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
            contentType = "application/cloudevents-batch+json"
            let events = (try? JSONDecoder().decode([Event].self, from: Data(body))) ?? []
            keys = events.compactMap { $0.data?.key }
        } else if let event = try? JSONDecoder().decode(Event.self, from: Data(body)) {
            if event.specversion != nil { contentType = "application/cloudevents+json" }
            channel = event.channel ?? event.data?.channel
            let named = Submission(channel: channel, external_id: event.external_id ?? event.data?.external_id)
            keys = [named.key].compactMap { $0 }
        }
    }
}
