import Complaints
import Foundation
import Kannel
import Rabbit
import Shared
import TestKit
import Testing

@testable import Contract
@testable import SmsWorker

/// What an SMS becomes: the same submission however often it comes, whatever it is written in, and never nothing.
@Suite struct IncomingSMSTests {
    private static let now = Instant(microseconds: 1_790_000_000_000_000)
    private static let id = "0b6b1c0e-6d5c-4b9a-9f53-2a3c3f0f6f11"

    private static func sms(
        _ words: [UInt8], from sender: String = "+6281277771001", coding: Int32? = 0, charset: String? = nil,
        header: [UInt8] = []
    ) -> BoxSMS {
        var sms = BoxSMS(.incoming, id: id, from: sender, to: "1708")
        (sms.words, sms.coding, sms.charset, sms.header) = (words, coding, charset, header)
        sms.time = Self.now.microseconds / 1_000_000 - 60
        return sms
    }

    /// What intake makes of it.
    private static func taken(_ sms: BoxSMS, _ channels: String = "sms") throws -> Entry<AcceptedSubmission>? {
        let message = IncomingSMS(sms, try #require(ShortCodes(channels))).publication(at: Self.now)
        #expect(
            message.isMandatory && message.exchange == Topology.intakeExchange && message.properties.messageID == id)
        let channel = String(message.routingKey.dropFirst("intake.".count))
        return SubmissionDecoder().decode(
            message.body, contentType: message.properties.contentType, contentEncoding: nil,
            check: SubmissionCheck(now: Self.now, routedChannel: channel)
        ).first
    }

    private static func accepted(_ sms: BoxSMS) throws -> AcceptedSubmission {
        try #require(try taken(sms)).content.get()
    }

    @Test func `it is a submission of the contract, and the same one again`() throws {
        let sms = Self.sms(Array("Jalan rusak di Ciparay, mohon diperbaiki".utf8))
        let submission = try Self.accepted(sms)
        #expect(submission.key == SubmissionKey(channel: "sms", externalID: Self.id))
        #expect(submission.text == "Jalan rusak di Ciparay, mohon diperbaiki" && submission.part == nil)
        #expect(submission.identity?.phone == "+6281277771001" && submission.unread.isEmpty)
        #expect(submission.submittedAt == Self.now.advanced(bySeconds: -60))
        let channels = try #require(ShortCodes("sms"))
        #expect(IncomingSMS(sms, channels).json == IncomingSMS(sms, channels).json)
    }

    @Test(
        "words in every character set",
        arguments: [
            (Array("é {jalan} €".utf8), 0, nil, "é {jalan} €"), (Array("jalan".utf8), nil, nil, "jalan"),
            ([0x4A, 0xE9], 0, nil, "Jé"), ([0x4A, 0xE9], 0, "ISO-8859-1", "Jé"),
            ([0x4A, 0x80], 0, "windows-1252", "J€"),
            ([0x00, 0x4A, 0xD8, 0x3D, 0xDE, 0x42], 2, nil, "J🙂"), ([0x00, 0x4A], 0, "UTF-16BE", "J"),
            ([0x4A], 1, "UTF-8", "J"),
        ] as [([UInt8], Int32?, String?, String)])
    func words(bytes: [UInt8], coding: Int32?, charset: String?, text: String) throws {
        #expect(SMSWords.read(Self.sms(bytes, coding: coding, charset: charset)) == text)
    }

    @Test(
        "what nobody can read is parked with its bytes",
        arguments: [
            sms([0x06, 0x05, 0x04], coding: 1), sms([0x4A], coding: 2), sms([0x4A], coding: 0, charset: "KOI8-R"),
            sms([], coding: 0), sms(Array("  ".utf8)),
        ])
    func unreadable(sms: BoxSMS) throws {
        let refused = try #require(try Self.taken(sms))
        #expect(throws: Rejection.self) { try refused.content.get() }
        guard SMSWords.read(sms) == nil else { return }
        let channels = try #require(ShortCodes("sms"))
        let object = try JSONSerialization.jsonObject(with: Data(IncomingSMS(sms, channels).json)) as? [String: Any]
        #expect(object?["undecoded"] as? String == Data(sms.words).base64EncodedString())
    }

    @Test(
        "senders",
        arguments: [
            ("6281277771001", "+6281277771001"), ("081277771001", "+6281277771001"), ("6591234567", "+6591234567"),
            ("+6591234567", "+6591234567"),
        ])
    func sender(written: String, phone: String) throws {
        #expect(try Self.accepted(Self.sms(Array("Jalan rusak".utf8), from: written)).identity?.phone == phone)
    }

    @Test func `a sender without a number is kept as it came`() throws {
        let submission = try Self.accepted(Self.sms(Array("Jalan rusak".utf8), from: "BANK"))
        #expect(submission.identity?.phone == nil && submission.unread.map(\.field) == ["reporter.phone"])
    }

    @Test(
        "parts that bearerbox has not joined are intake's",
        arguments: [
            ([5, 0, 3, 7, 2, 1], "7", 1, 2), ([6, 8, 4, 1, 2, 3, 3], "258", 3, 3),
            ([11, 5, 4, 0x15, 0x8A, 0, 0, 0, 3, 9, 2, 2], "9", 2, 2),
        ] as [([UInt8], String, Int, Int)])
    func part(header: [UInt8], ref: String, number: Int, count: Int) throws {
        let part = try #require(try Self.accepted(Self.sms(Array("Jalan".utf8), header: header)).part)
        #expect(part.ref == ref && part.number == number && part.count == count)
    }

    @Test(
        "headers that make no part",
        arguments: [
            [], [0], [5, 0, 3, 7, 2], [5, 0, 3, 7, 1, 1], [5, 0, 3, 7, 2, 3], [5, 0, 3, 7, 2, 0],
            [6, 5, 4, 0, 0, 0, 0],
        ]
            as [[UInt8]])
    func noPart(header: [UInt8]) { #expect(SMSPartHeader(header) == nil) }

    @Test(
        "channels by number",
        arguments: [
            ("sms", "sms"), ("1708=sms.dinsos,sms", "sms.dinsos"), ("1709=sms.dinsos", "sms"), ("1708 = a , b", "a"),
        ])
    func channel(text: String, channel: String) throws {
        #expect(try #require(ShortCodes(text)).channel(of: "1708") == channel)
    }

    @Test("channels that cannot be read", arguments: ["=sms", "1708=", "1708=a=b"])
    func badChannels(text: String) { #expect(ShortCodes(text) == nil) }

    @Test func `bearerbox on another machine is spoken to in clear only where that is allowed`() throws {
        #expect(throws: SettingError.self) { try SmsSettings(Environment(["LAPOR_KANNEL_BOX": "sms.example:13001"])) }
        let allowed = ["LAPOR_KANNEL_BOX": "sms.example:13001", "LAPOR_ALLOW_CLEARTEXT": "sms.example"]
        #expect(try SmsSettings(Environment(allowed)).box == BoxAddress("sms.example:13001"))
        #expect(try SmsSettings(Environment([:])).box.description == "127.0.0.1:13001")
    }
}
