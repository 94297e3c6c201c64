import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store

/// One complaint, or what stands in its place, and what is to be done with it.
struct ImportRecord {
    /// Why it is not published at all.
    enum Refusal: Equatable {
        /// Its id is a number that a spreadsheet has rounded: others look the same.
        case mangledID
        /// In place of its id stands a spreadsheet's sign of a fault.
        case faultyID
        /// It says something behind the last of the header's columns: what belongs where nobody knows.
        case tooManyFields(Int, columns: Int)
        /// So many bytes are more than a message may have.
        case tooLarge(Int)
        /// It begins and does not end; so many lines behind its first were not read.
        case unclosed(Int)
        /// Nobody knows whether a case of that status is over.
        case unknownStatus(String)

        /// Stable, for programs.
        var code: String {
            switch self {
            case .mangledID: "external_id_mangled"
            case .faultyID: "external_id_faulty"
            case .tooManyFields: "fields_too_many"
            case .tooLarge: "body_too_large"
            case .unclosed: "unclosed"
            case .unknownStatus: "status_unknown"
            }
        }

        /// Of a row that a spreadsheet has left without its id.
        init?(id: String) {
            switch SpreadsheetNumber.damage(of: id) {
            case .rounded?: self = .mangledID
            case .fault?: self = .faultyID
            case nil: return nil
            }
        }
    }

    var body: [UInt8] = []
    var contentType = "application/json"
    /// The channel, when exactly one is named.
    var channel: String?
    var keys: [SubmissionKey] = []
    /// The line it begins on, from 1.
    var line: Int
    /// Where the next one begins.
    var end: Int
    /// Whether it is a row that is not UTF-8.
    private(set) var isUnreadable = false
    var refusal: Refusal?
    /// Whether it is published as its channel wrote it.
    private(set) var isMessage = false
    /// Columns of a table, and fields of a message, that could not be read.
    private(set) var unread: [String] = []
    /// What the file says of where the case stands, which the history keeps; nil: it does not say.
    private(set) var stated: HistoryCase?
    /// Whether the case is over already: then it belongs to the history alone.
    var isOver: Bool { stated?.status?.isOpen == false }

    /// Whether it goes to the broker.
    var isPublished: Bool { refusal == nil && !isOver }

    /// `intake.<channel>`; without a name that can stand in a key, the bare exchange's own.
    var routingKey: String {
        guard let channel, ChannelName.isValid(channel) else { return "intake" }
        return "intake.\(channel)"
    }

    /// A message as its channel wrote it.
    init(message: [UInt8], unread: [String] = [], line: Int, end: Int) {
        (body, self.unread, self.line, self.end, isMessage) = (message, unread, line, end, true)
        guard message.count <= SubmissionLimits.bodyBytes else {
            refusal = .tooLarge(message.count)
            return
        }
        let head = MessageHead(of: message)
        (contentType, channel, keys) = (head.contentType, head.channel, head.keys)
        refusal = keys.lazy.compactMap { Refusal(id: $0.externalID) }.first
    }

    /// A row of a table.
    ///
    /// - Parameter asNew: whether cases that are over are to begin anew here.
    init(row: TableRow, _ reading: TableReading, asNew: Bool) {
        (line, end) = (row.line, row.end)
        let made = reading.submission(row)
        (channel, unread) = (made.submission.channel, made.unread)
        keys = [SubmissionKey(channel: made.submission.channel, externalID: made.submission.externalID)]
        refusal = Refusal(id: row[.id] ?? "")
        if refusal == nil, !asNew, row[.id] != nil, let status = row[.status] {
            let written = reading.statuses.read(status)
            stated = reading.statedCase(row, status, written)
            if written == .unknown, !TableReading.isNone(status) { refusal = .unknownStatus(status) }
        }
        guard isPublished else { return }
        body = (try? made.json()) ?? []
        if body.count > SubmissionLimits.bodyBytes { refusal = .tooLarge(body.count) }
    }

    /// A row that is not UTF-8. Published all the same: intake parks it with its bytes and the reason.
    init(unreadable bytes: [UInt8], line: Int, end: Int) {
        (body, isUnreadable, self.line, self.end) = (bytes, true, line, end)
        if bytes.count > SubmissionLimits.bodyBytes { refusal = .tooLarge(bytes.count) }
    }

    /// What is no row of its table.
    init(refused refusal: Refusal, line: Int, end: Int) {
        (self.refusal, self.line, self.end) = (refusal, line, end)
    }

    /// What begins on `line` and has no end.
    init(unclosedAt line: Int, linesBehind: Int, end: Int) {
        self.init(refused: .unclosed(linesBehind), line: line, end: end)
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

    /// Of a parked message: when only its beginning is there, its number stands beside it.
    init(parked delivery: Delivery) {
        self.init(of: delivery.opened.body)
        if let key = ParkedHead.key(delivery) { keys = [key] }
    }

    init(of message: [UInt8]) {
        // Half a sign in one of its strings hides nothing else.
        let body = JSONText.mended(message) ?? message
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
