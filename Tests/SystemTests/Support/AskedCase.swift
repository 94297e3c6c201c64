import Contract
import Foundation
import Rabbit
import Shared
import TestKit
import Testing

/// A case that was reported by SMS, and the question that was put to its reporter.
enum AskedCase {
    static let question = "Di jalan dan nomor berapa tepatnya?"
    static let answer = "Jalan Mawar nomor lima, bukan-untuk-umum"
}

extension Site {
    /// What a phone sends to 1708.
    func sms(_ id: String, _ text: String, from phone: String, title: String? = nil) throws {
        let heading = title.map { #""title":"\#($0)","# } ?? ""
        let body =
            #"{"channel":"sms","external_id":"\#(id)",\#(heading)"text":"\#(text)","reporter":{"phone":"\#(phone)"}}"#
        try broker.publish([
            Publication(
                exchange: Topology.intakeExchange, routingKey: "intake.sms",
                properties: MessageProperties(contentType: "application/json", messageID: id), body: Array(body.utf8))
        ])
    }

    /// A part of a long SMS.
    func part(
        _ number: Int, of count: Int, _ text: String, id: String, ref: String = "42",
        from phone: String = "0812-7777-1001"
    ) throws {
        let sms = #"{"ref":"\#(ref)","part":\#(number),"of":\#(count)}"#
        let reporter = #"{"phone":"\#(phone)"}"#
        let body =
            #"{"channel":"sms","external_id":"\#(id)","text":"\#(text)","reporter":\#(reporter),"sms":\#(sms)}"#
        try broker.publish([
            Publication(
                exchange: Topology.intakeExchange, routingKey: "intake.sms",
                properties: MessageProperties(contentType: "application/json", messageID: id), body: Array(body.utf8))
        ])
    }

    /// Starts all workers, reports a case by SMS and asks its reporter; returns its code.
    func asked() throws -> String {
        try startWorkers(and: "CaseWorker", "ClockWorker")
        let records = Records(site: self)
        try sms("sms-1", "Lampu jalan mati di Kota Samarinda", from: "0812-7777-1001")
        try records.settle(complaints: 1)
        let code = try #require(try records.texts("SELECT code FROM complaint").first)
        try run("case", "ask", code, "--text-file", words(AskedCase.question))
        return code
    }
}
