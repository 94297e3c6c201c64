package import Complaints

/// Which part of a long SMS a submission is, with the submission as it came: cleaning would lose the space between two parts.
/// An object, because hardly any submission has one.
package final class SMSPart: Sendable, Equatable {
    /// The sender's number of the whole message.
    package let ref: String
    /// From 1.
    package let number: Int
    package let count: Int
    /// The submission, a JSON object.
    package let json: [UInt8]

    package init(ref: String, number: Int, of count: Int, json: [UInt8]) {
        self.ref = ref
        self.number = number
        self.count = count
        self.json = json
    }

    package static func == (left: SMSPart, right: SMSPart) -> Bool {
        (left.ref, left.number, left.count) == (right.ref, right.number, right.count) && left.json == right.json
    }

    /// What it says, as it came.
    package var words: String { (try? Self.read(json))?.read.submission.text ?? "" }

    /// The same part as a CloudEvent, to be taken in once more.
    package static func event(_ json: [UInt8], id: String, at: Instant) -> [UInt8] {
        JSONObject.event(id: id, type: SubmissionDecoder.eventType, at: at, data: json)
    }

    fileprivate static func read(_ json: [UInt8]) throws(Rejection) -> (read: ReadSubmission, hasMore: Bool) {
        guard let part = JSONPart.read(json, SubmissionReader.shape) else { throw .invalidJSON }
        return (try SubmissionReader(json: json).submission(part), part.hasMore)
    }
}

/// A message that its parts make together.
package enum SMSMessage {
    /// A part that came after its message had been joined without it, as words of their own.
    ///
    /// - Throws: `Rejection` when it is no submission.
    package static func late(
        _ number: Int, _ json: [UInt8], at now: Instant
    ) throws(Rejection) -> AcceptedSubmission {
        var accepted = try joined([1: json], of: 1, at: now)
        accepted.text = "[bagian \(number)] \(accepted.text)"
        return accepted
    }

    /// What stands where a part never came.
    package static let missing = "[bagian hilang]"
    /// What a message says of which no part says anything.
    package static let empty = "[pesan kosong]"

    /// The whole submission: the words of all parts in order, everything else as the first says it.
    ///
    /// - Parameters:
    ///   - parts: those that came, by number; at least one.
    ///   - count: how many there should be.
    ///   - now: when the first was received.
    /// - Throws: `Rejection` when the first part is no submission.
    package static func joined(
        _ parts: [Int: [UInt8]], of count: Int, at now: Instant
    ) throws(Rejection) -> AcceptedSubmission {
        guard let first = parts.min(by: { $0.key < $1.key })?.value else { throw .notAnObject() }
        var (read, hasMore) = try SMSPart.read(first)
        var texts: [Int: String] = [:]
        for (number, json) in parts { texts[number] = try SMSPart.read(json).read.submission.text }
        let text = words(texts, of: count)
        read.submission.text = TextCleaning.clean(text).isEmpty ? empty : text
        read.submission.sms = nil
        return try SubmissionCheck(now: now, routedChannel: nil).accept(
            read, extras: hasMore ? SubmissionExtras(of: first) : SubmissionExtras())
    }

    /// The words of all parts in order; a gap is named once, however many parts it is wide.
    package static func words(_ texts: [Int: String], of count: Int) -> String {
        var text = ""
        var isGap = false
        for number in 1...count {
            if let words = texts[number] {
                if isGap, words.first.map({ !$0.isWhitespace }) ?? false { text += " " }
                text += words
                isGap = false
            } else if !isGap {
                if let last = text.last, !last.isWhitespace { text += " " }
                text += missing
                isGap = true
            }
        }
        return text
    }
}

extension AcceptedSubmission {
    /// The same as a part of a message. What is larger than any part stays a message of its own.
    func being(_ sms: Submission.SMS, _ json: [UInt8]) -> AcceptedSubmission {
        guard json.count <= SubmissionLimits.smsPartBytes else { return self }
        var part = self
        part.part = SMSPart(ref: sms.ref, number: sms.part, of: sms.of, json: json)
        return part
    }
}
