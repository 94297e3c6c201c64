import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// The programs of `examples/channels`: who follows their rule loses nothing and doubles nothing.
    @Suite("Examples of channels")
    final class ChannelExampleTests: SiteTest {
        private func report(_ example: ChannelExample) throws -> String {
            let json =
                #"{"channel":"web","external_id":"X-\#(example.file)","text":"Lampu jalan mati di Kota Samarinda"}"#
            return try site.file("\(example.file).json", json)
        }

        private func send(_ example: ChannelExample, _ environment: [String: String]) throws -> Ending {
            try example.send(try report(example), environment, in: site.folder)
        }

        @Test("what the broker does not take is not taken for sent")
        func refused() throws {
            try site.broker.setPolicy(
                "full", of: "intake", #"{"max-length":1,"overflow":"reject-publish","delivery-limit":1000000}"#)
            let filler = Publication(
                exchange: Topology.intakeExchange, routingKey: "intake.web", properties: MessageProperties(),
                body: Array("{}".utf8))
            #expect(poll(seconds: 30) { (try? site.broker.publish([filler])) == nil }, "the queue takes all")
            let confirming = ChannelExample.installed.filter { !$0.isHTTP && $0.awaitsConfirm }
            #expect(!confirming.isEmpty)
            for example in confirming {
                let ending = try send(example, ["AMQP_URL": site.brokerURL])
                #expect(ending.code != nil && ending.code != 0, "\(example.file): \(ending)")
            }
        }

        @Test("what each sends again until it is taken, and once more, is stored once")
        func stored() throws {
            try site.start("IntakeWorker")
            let environment = try site.ways(of: "web")
            for example in ChannelExample.installed {
                var last: Ending = (nil, "")
                let isTaken = try poll(seconds: 60) {
                    last = try send(example, environment)
                    return last.code == 0
                }
                #expect(isTaken, "\(example.file): \(last)")
                last = try send(example, environment)
                #expect(last.code == 0, "\(example.file): \(last)")
            }
            let count = ChannelExample.installed.count
            let isStored = poll(seconds: 30) {
                (try? records.complaints()) == count && (try? records.depth("intake")) == 0
            }
            #expect(isStored && count >= 2, "\(site.logs.suffix(2000))")
            #expect(try records.complaints() == count && records.depth("intake.dead") == 0)
        }
    }
}
