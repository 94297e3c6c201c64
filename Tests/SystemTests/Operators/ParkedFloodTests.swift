import Foundation
import Rabbit
import TestKit
import Testing

extension SystemTests {
    /// What one sender may do with messages that must be parked: nothing to anybody else, and nothing to the desk.
    @Suite("A flood of messages that must be parked")
    final class ParkedFloodTests: SiteTest {
        /// A message that is parked as it is: no field of it is right.
        private func bad(_ number: Int, bytes: Int) -> Publication {
            let head = #"{"channel":"web","external_id":"flood-\#(number)","filler":""#
            let body = Array((head + String(repeating: "x", count: bytes - head.utf8.count - 2) + "\"}").utf8)
            return Publication(
                exchange: "lapor.intake", routingKey: "intake.web",
                properties: MessageProperties(contentType: "application/json"), body: body)
        }

        /// What `lapor find` says of it.
        private func found(_ number: Int) throws -> String {
            try site.lapor("find", "--channel", "web", "--external-id", "flood-\(number)").output
        }

        private func stored() throws -> Int { try records.count("SELECT count(*) FROM complaint") }

        @Test("a full queue of parked messages stops nobody; the desk sees and discards what it had no room for")
        func fullQueue() throws {
            // Without the management API it does not see that the limit is another.
            try site.start("IntakeWorker", ["LAPOR_MANAGEMENT_URL": nil])
            try site.broker.setPolicy(
                "small", of: "intake.dead",
                #"{"max-length-bytes":100000,"overflow":"reject-publish","delivery-limit":1000000}"#)
            // The policy takes effect when the queue has heard of it.
            var sent = 0
            #expect(
                try poll(seconds: 30) {
                    try site.broker.publish((sent..<sent + 10).map { bad($0, bytes: 10_000) })
                    sent += 10
                    return try records.count("SELECT count(*) FROM parked_overflow") > 0
                })
            #expect(try poll(seconds: 30) { try records.depth("intake") == 0 })
            // The same bytes by another channel are another message.
            var twin = bad(sent - 1, bytes: 10_000)
            twin.routingKey = "intake.sms"
            try site.broker.publish([twin])
            sent += 1
            try Submitter(site).submit((0..<10).map(Submissions(series: "F").good))
            #expect(try poll(seconds: 30) { try stored() == 10 }, "\(site.logs.suffix(800))")
            let lying = try records.depth("intake.dead")
            #expect(lying < sent)
            #expect(try poll(seconds: 30) { try records.count("SELECT count(*) FROM parked_overflow") == sent - lying })
            #expect(site.logs.contains("the queue of parked messages takes no more"))
            #expect(!site.logs.contains("flood-"), "what people send is in no log")

            #expect(try site.run("dead", "list", "--json").contains("\"messages\" : \(sent)"))
            #expect(try site.run("status").contains(" \(sent)"))
            #expect(try found(sent - 2).contains("field_missing"))
            try site.run("dead", "discard", "--all", "--reason", "uji", "--yes")
            #expect(try records.count("SELECT count(*) FROM parked_overflow") == 0)
            #expect(try records.count("SELECT count(*) FROM kept_letter") == sent)
            #expect(try poll(seconds: 10) { try records.depth("intake.dead") == 0 })

            // The queue is as small as before: what finds no room is kept, and how much came back is said.
            let first = try site.lapor("dead", "undo", "run-1")
            let back = try records.depth("intake.dead")
            #expect(back > 0 && back < sent)
            #expect(first.code == 75 && first.output.contains("interrupted after \(back) of \(sent)"), "\(first)")
            #expect(try records.count("SELECT count(*) FROM kept_letter") == sent - back)
            try site.broker.deletePolicy("small")
            #expect(
                try poll(seconds: 20) {
                    _ = try site.lapor("dead", "undo", "run-1")
                    return try records.count("SELECT count(*) FROM kept_letter") == 0
                })
            #expect(try poll(seconds: 10) { try records.depth("intake.dead") == sent }, "each once")
        }

        @Test("of bodies above the limit the beginning is parked: they are named, and cannot be put back")
        func beginnings() throws {
            try site.start("IntakeWorker")
            try site.broker.publish((0..<3).map { bad($0, bytes: 1_000_000) })
            #expect(try poll(seconds: 20) { try records.depth("intake.dead") == 3 })
            #expect(try site.run("dead", "list", "--json").contains("\"messages\" : 3"))
            let letters = try site.broker.look("intake.dead", 3)
            #expect(letters.allSatisfy { $0.body.count == 4096 })
            let listed = try site.run("dead", "list", "--each", "--json")
            #expect(listed.contains("\"bytes\" : 1000000") && listed.contains("\"is_cut\" : true"))
            let refused = try site.lapor("dead", "replay", "--all", "--yes")
            #expect(refused.code == 65 && refused.output.contains("only the beginning is kept"), "\(refused)")
            #expect(try found(1).contains("body_too_large"))
            #expect(try records.depth("intake.dead") == 3)
        }

        @Test("the desk takes a few megabytes at a time, and ends by count")
        func windows() throws {
            let count = 400
            let messages = (0..<count).map { number in
                Publication(
                    exchange: "", routingKey: "intake.dead",
                    properties: MessageProperties(headers: ["x-lapor-code": .text("json_invalid")]),
                    body: Array(String(repeating: "\(number % 10)", count: 200_000).utf8) + Array("\(number)".utf8))
            }
            for first in stride(from: 0, to: count, by: 50) {
                try site.broker.publish(Array(messages[first..<first + 50]))
            }
            let listing = try site.spawn("lapor", ["dead", "list", "--json"])
            #expect(try poll(seconds: 20) { try records.depth("intake.dead") < count })
            kill(listing.processID, SIGSTOP)
            usleep(500_000)
            #expect(try records.depth("intake.dead") > 0, "all of 80 MB is on its way")
            kill(listing.processID, SIGCONT)
            #expect(poll(seconds: 20) { !listing.isRunning })
            #expect(listing.output.contains("\"messages\" : \(count)"), "\(listing.output)")
            #expect(try records.depth("intake.dead") == count, "looking takes nothing, and who looks next sees all")
        }

        @Test("what somebody else holds is said, with exit code 75; that nothing is parked is not said of something")
        func shared() throws {
            for number in 0..<3 { try site.broker.publish(to: "intake.dead", Array("bukan JSON \(number)".utf8)) }
            try hold("intake.dead") {
                for arguments in [[], ["--each"], ["--json"], ["--code", "unknown"]] {
                    let listed = try site.lapor(["dead", "list"] + arguments)
                    #expect(listed.code == 75 && listed.output.contains("somebody else is looking"), "\(listed)")
                    #expect(!listed.output.contains("Nothing is parked"), "\(listed)")
                }
            }
            #expect(try poll(seconds: 10) { try records.depth("intake.dead") == 3 })
            #expect(try site.run("dead", "list", "--json").contains("\"messages\" : 3"))
            try site.run("dead", "discard", "--all", "--reason", "uji", "--yes")
            #expect(try site.run("dead", "list").contains("Nothing is parked"))
        }

        /// Runs `body` while somebody has all that lies in `queue` in their hands.
        private func hold(_ queue: String, _ body: () throws -> Void) throws {
            var connection = try site.broker.connect()
            _ = try connection.consume(queue, prefetch: 100)
            #expect(try poll(seconds: 10) { try records.depth(queue) == 0 })
            try body()
            try connection.keepAlive()
        }
    }
}
