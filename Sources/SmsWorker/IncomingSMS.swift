import Complaints
import Contract
import Foundation
import Kannel
import Rabbit
import Shared

/// An SMS as the submission that it becomes. The same SMS is the same submission, however often bearerbox hands it out.
struct IncomingSMS {
    let sms: BoxSMS
    let channel: String
    /// Nil: nobody can read it.
    let words: String?

    init(_ sms: BoxSMS, _ channels: ShortCodes) {
        self.sms = sms
        words = SMSWords.read(sms)
        channel = channels.channel(of: sms.receiver)
    }

    /// What to publish.
    ///
    /// - Parameter now: when it was received.
    func publication(at now: Instant) -> Publication {
        var properties = MessageProperties(contentType: "application/json", publishedAt: now)
        properties.messageID = sms.id
        return Publication(
            exchange: Topology.intakeExchange, routingKey: "intake.\(channel)", properties: properties, body: json)
    }

    /// The submission. What cannot be read has no words and its bytes beside them: intake parks it, and the desk has all of it.
    var json: [UInt8] {
        var json = JSONObject(capacity: 256 + sms.words.count)
        json.add("channel", channel)
        json.add("external_id", sms.id)
        json.add("text", words ?? "")
        json.add("submitted_at", sms.time.map { Instant(microseconds: $0 * 1_000_000) })
        json.add("reporter", object: { $0.add("phone", phone) })
        if let part = SMSPartHeader(sms.header) {
            json.add(
                "sms",
                object: { object in
                    object.add("ref", String(part.reference))
                    object.add("part", part.number)
                    object.add("of", part.count)
                })
        }
        json.add("receiver", sms.receiver)
        if words == nil {
            json.add("undecoded", Data(sms.words).base64EncodedString())
            json.add("coding", sms.coding.map { Int($0) })
        }
        return json.bytes
    }

    /// Message centres name foreign numbers without their plus sign; what is no number stays as it came.
    private var phone: String {
        PhoneNumber(normalising: sms.sender)?.e164 ?? PhoneNumber(normalising: "+\(sms.sender)")?.e164 ?? sms.sender
    }
}

/// What an SMS says.
enum SMSWords {
    /// Nil: it is nothing that anybody could read.
    static func read(_ sms: BoxSMS) -> String? {
        guard !sms.isCompressed else { return nil }
        switch sms.coding ?? 0 {
        case 0: return text(sms.words, sms.charset)
        case 2: return ucs2(sms.words)
        // Binary, unless somebody says in which character set.
        default: return sms.charset == nil ? nil : text(sms.words, sms.charset)
        }
    }

    private static func text(_ bytes: [UInt8], _ charset: String?) -> String? {
        switch charset?.uppercased() {
        case "UTF-16BE", "UCS-2", "UCS-2BE": ucs2(bytes)
        case "ISO-8859-1", "LATIN1", "LATIN-1": latin1(bytes)
        case "WINDOWS-1252", "CP1252": String(bytes: bytes, encoding: .windowsCP1252)
        // Some centres say nothing of Latin-1: read so no byte is lost.
        case "UTF-8", "UTF8", "ASCII", "US-ASCII", nil: String(validating: bytes, as: UTF8.self) ?? latin1(bytes)
        default: nil
        }
    }

    private static func latin1(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    private static func ucs2(_ bytes: [UInt8]) -> String? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}

/// Which part of a long message an SMS is, where bearerbox has not joined them (3GPP TS 23.040, 9.2.3.24.1 and .8).
struct SMSPartHeader: Equatable {
    let reference: Int
    let count: Int
    /// From 1.
    let number: Int

    /// Nil: it is no part of anything.
    init?(_ header: [UInt8]) {
        // The first byte is the length of what follows: elements of a name, a length and so many bytes.
        var rest = header.dropFirst()
        while rest.count >= 2 {
            let (name, bytes) = (rest[rest.startIndex], Array(rest.dropFirst(2).prefix(Int(rest[rest.startIndex + 1]))))
            guard bytes.count == Int(rest[rest.startIndex + 1]) else { return nil }
            switch (name, bytes.count) {
            case (0x00, 3): (reference, count, number) = (Int(bytes[0]), Int(bytes[1]), Int(bytes[2]))
            case (0x08, 4):
                (reference, count, number) = (Int(bytes[0]) << 8 | Int(bytes[1]), Int(bytes[2]), Int(bytes[3]))
            default:
                rest = rest.dropFirst(2 + bytes.count)
                continue
            }
            guard count > 1, count <= SubmissionLimits.smsParts, 1...count ~= number else { return nil }
            return
        }
        return nil
    }
}
