import Foundation
import Postgres
import Rabbit
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// One channel sends more than it may: it waits, and is refused; the others do not notice, and nothing confirmed is lost.
    @Suite("A flood by one channel")
    final class FloodTests: SiteTest {
        private static let names = ["web", "sms"]

        deinit { site.broker.removeAccounts(Self.names) }

        /// Gives both channels accounts by the command.
        private func giveAccounts(perMinute: Int = 12_000, parkedMebibytes: Int = 64) throws {
            let rows = [
                "\(site.broker.accountName("web")),channel,web,\(perMinute),\(parkedMebibytes)",
                "\(site.broker.accountName("sms")),channel,sms,,",
            ]
            let file = try site.file(
                "accounts.csv", (["account,role,channel,per_minute,parked_mib"] + rows).joined(separator: "\n"))
            let made = try site.lapor(
                "account", "apply", file, "--passwords", site.folder.appending(path: "passwords").path)
            try #require(made.code == 0, "\(made)")
        }

        private func address(_ channel: String) throws -> RabbitAddress {
            var address = site.broker.address
            address.user = site.broker.accountName(channel)
            let file = site.folder.appending(path: "passwords").appending(path: address.user)
            address.password = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(
                in: .whitespacesAndNewlines)
            return address
        }

        private func message(_ channel: String, _ id: String, isGood: Bool = true, bytes: Int = 0) -> Publication {
            let words = isGood ? #""text":"Jalan rusak di Garut","# : ""
            let filler = String(repeating: "x", count: bytes)
            return Publication(
                exchange: Topology.intakeExchange, routingKey: "intake.\(channel)",
                properties: MessageProperties(contentType: "application/json", messageID: id),
                body: Array(#"{"channel":"\#(channel)","external_id":"\#(id)",\#(words)"filler":"\#(filler)"}"#.utf8))
        }

        private func connected(
            _ open: consuming RabbitConnection?, _ address: RabbitAddress
        ) throws(RabbitError) -> RabbitConnection {
            if let open { return open }
            var connection = try RabbitConnection(to: address)
            try connection.selectConfirms()
            connection.account = address.user
            return connection
        }

        /// Publishes one after the other, each waiting for its confirm.
        ///
        /// - Returns: the ids that the broker took.
        private func publish(_ messages: [Publication], by channel: String) throws -> [String] {
            let address = try address(channel)
            var taken: [String] = []
            var open: RabbitConnection?
            for message in messages {
                do throws(RabbitError) {
                    var connection = try connected(open.take(), address)
                    try connection.publish(message)
                    try connection.waitForConfirms(milliseconds: 10_000)
                    taken.append(message.properties.messageID ?? "")
                    open = consume connection
                } catch {
                    try #require(error.code == .notAccepted, "\(error)")
                }
            }
            return taken
        }

        private func consumers(_ queue: String) throws -> Int {
            var connection = try site.broker.connect()
            return try connection.depth(of: queue).consumers
        }

        private func stored(_ channel: String) throws -> Set<String> {
            Set(try records.texts("SELECT external_id FROM submission WHERE channel = '\(channel)'"))
        }

        @Test(
            "more than it may a minute: it is refused at last, the others are stored meanwhile, all that was taken comes"
        )
        func submissions() throws {
            try giveAccounts(perMinute: 60)
            // Without the management API it does not see that the limit is another.
            try site.start("IntakeWorker", ["LAPOR_MANAGEMENT_URL": nil])
            try site.broker.setPolicy(
                "small", of: "intake.from.web",
                #"{"max-length":20,"overflow":"reject-publish","delivery-limit":50}"#)
            let taken = try publish((0..<400).map { message("web", "w-\($0)") }, by: "web")
            #expect(taken.count < 400, "it is told so")
            #expect(try records.depth("intake.from.web") > 0)
            let others = try publish((0..<20).map { message("sms", "s-\($0)") }, by: "sms")
            #expect(others.count == 20)
            #expect(try poll(seconds: 10) { try stored("sms").count == 20 }, "\(site.logs.suffix(800))")
            #expect(try stored("web").count < taken.count, "its own wait")
            let doctor = try site.lapor("doctor")
            #expect(doctor.output.contains("channel web sends more than 60"), "\(doctor.output)")
            let status = try site.run("status", "--json")
            #expect(status.contains("\"waiting\" : "))

            try PostgresConnection(to: site.database).run("UPDATE channel_budget SET per_minute = 60000")
            #expect(try poll(seconds: 30) { try stored("web").count == taken.count }, "\(site.logs.suffix(800))")
            #expect(try stored("web") == Set(taken))
            #expect(try records.depth("intake.dead") == 0)
        }

        @Test("more parked than it may: it is read no longer, until the desk has made room; the others do not notice")
        func parked() throws {
            try giveAccounts(parkedMebibytes: 1)
            try site.start("IntakeWorker")
            #expect(try poll(seconds: 20) { try consumers("intake.from.web") == 1 })
            let bad = try publish((0..<30).map { message("web", "b-\($0)", isGood: false, bytes: 100_000) }, by: "web")
            #expect(bad.count == 30)
            #expect(try poll(seconds: 20) { try consumers("intake.from.web") == 0 }, "\(site.logs.suffix(800))")
            let good = try publish([message("web", "g")], by: "web")
            #expect(good == ["g"])
            let others = try publish((0..<10).map { message("sms", "s-\($0)") }, by: "sms")
            #expect(try poll(seconds: 10) { try stored("sms") == Set(others) }, "\(site.logs.suffix(800))")
            // It stays so: what it reads no more of does not get less.
            Thread.sleep(forTimeInterval: 3)
            let (waiting, lying) = (try records.depth("intake.from.web"), try records.depth("intake.dead"))
            #expect(waiting > 0 && waiting + lying == 31, "\(waiting) wait, \(lying) are parked")
            let doctor = try site.lapor("doctor")
            #expect(doctor.code == 2 && doctor.output.contains("channel web is no longer read"), "\(doctor.output)")

            #expect(try site.run("dead", "list", "--channel", "web", "--json").contains("\"messages\" : \(lying)"))
            for _ in 0..<4 {
                _ = try site.lapor("dead", "discard", "--channel", "web", "--all", "--reason", "uji", "--yes")
                if try poll(seconds: 10, { try stored("web") == ["g"] }) { break }
            }
            #expect(try stored("web") == ["g"], "\(site.logs.suffix(800))")
            _ = try site.lapor("dead", "discard", "--all", "--reason", "uji", "--yes")
            #expect(try records.count("SELECT count(*) FROM kept_letter") == 30, "each is accounted for")
            #expect(try records.count("SELECT parked FROM channel_budget WHERE channel = 'web'") == 0)
        }

        @Test(
            "a gigabyte of messages of 1 MB that no one can read: the others are stored meanwhile, and each is accounted for"
        )
        func large() throws {
            try giveAccounts()
            try site.start("IntakeWorker")
            let address = try address("web")
            let flood = DispatchGroup()
            let count = Depth.of(260, proof: 1060)
            let messages = (0..<count).map { message("web", "f-\($0)", isGood: false, bytes: 1_000_000) }
            DispatchQueue.global().async(group: flood) {
                do throws(RabbitError) {
                    var connection = try RabbitConnection(to: address)
                    try connection.selectConfirms()
                    connection.account = address.user
                    for message in messages {
                        try connection.publish(message)
                        try connection.waitForConfirms(milliseconds: 60_000)
                    }
                } catch {
                    Issue.record(error)
                }
            }
            var sent = 0
            var slowest = 0.0
            while flood.wait(timeout: .now()) == .timedOut {
                let begin = Date.now
                let taken = try publish([message("sms", "s-\(sent)")], by: "sms")
                sent += 1
                #expect(taken.count == 1)
                #expect(try poll(seconds: 10) { try stored("sms").count == sent })
                slowest = max(slowest, Date.now.timeIntervalSince(begin))
            }
            #expect(sent > 3, "the flood was over before anybody could notice")
            #expect(slowest < 5, "\(slowest) s")
            let isParked = try poll(seconds: 60) { try records.depth("intake.dead") == count }
            #expect(isParked, "\(site.logs.suffix(800))")
            #expect(try site.run("dead", "list", "--json").contains("\"messages\" : \(count)"))
        }

        @Test("a broker as it was before gets the new ways; what waits in the old queue is read, nothing comes twice")
        func upgraded() throws {
            let (exchange, key) = (Topology.intakeExchange, "intake.#")
            var connection = try site.broker.connect()
            try connection.bind("intake", to: exchange, key: key)
            try connection.unbind("intake", from: Topology.intakeRestExchange, key: "")
            try site.broker.publish((0..<5).map { message("web", "old-\($0)") })
            #expect(try poll(seconds: 10) { try records.depth("intake") == 5 })
            try giveAccounts()
            try site.topology().check()
            let late = try publish((0..<5).map { message("web", "new-\($0)") }, by: "web")
            let (old, new) = (try records.depth("intake"), try records.depth("intake.from.web"))
            #expect(old == 5 && new == 5)
            try site.start("IntakeWorker")
            let isRead = try poll(seconds: 30) { try stored("web").count + records.depth("intake.dead") == 10 }
            #expect(isRead)
            // Who sent the old ones did not say so.
            #expect(try stored("web") == Set(late))
        }
    }
}
