import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// `lapor account`: accounts with the rights that programs and channels need, and nothing besides.
    @Suite("Accounts of the broker")
    final class AccountCommandTests: SiteTest {
        private static let roles = [
            ("IntakeWorker", "intake"), ("RoutingWorker", "routing"), ("NotifyWorker", "notify"),
            ("CaseWorker", "casework"),
            ("ClockWorker", "clock"),
        ]
        private static let names = roles.map(\.1) + ["operator", "monitor", "web", "sms"]

        deinit { site.broker.removeAccounts(Self.names) }

        private func file(_ name: String, _ text: String) throws -> String {
            let file = site.folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return file.path
        }

        private func write(_ lines: [String]) throws -> String {
            try file("accounts.csv", (["account,role,channel"] + lines).joined(separator: "\n"))
        }

        private var lines: [String] {
            (Self.roles.map(\.1) + ["operator", "monitor"]).map { "\(site.broker.accountName($0)),\($0)," }
                + ["web", "sms"].map { "\(site.broker.accountName($0)),channel,\($0)" }
        }

        private var passwords: URL { site.folder.appending(path: "passwords") }

        private func address(_ name: String) throws -> RabbitAddress {
            var address = site.broker.address
            address.user = site.broker.accountName(name)
            let text = try String(contentsOf: passwords.appending(path: address.user), encoding: .utf8)
            address.password = text.trimmingCharacters(in: .whitespacesAndNewlines)
            return address
        }

        private func url(_ name: String) throws -> String {
            let (old, new) = (site.broker.address, try address(name))
            return site.brokerURL.replacing("\(old.user):\(old.password)@", with: "\(new.user):\(new.password)@")
        }

        private func publish(_ id: String, as channel: String, by name: String) throws -> RabbitError? {
            let address = try address(name)
            do throws(RabbitError) {
                var connection = try RabbitConnection(to: address)
                try connection.selectConfirms()
                connection.account = address.user
                try connection.publish(
                    Publication(
                        exchange: Topology.intakeExchange, routingKey: "intake.\(channel)",
                        properties: MessageProperties(contentType: "application/json"),
                        body: Array(
                            #"{"channel":"\#(channel)","external_id":"\#(id)","text":"Jalan rusak di Garut"}"#.utf8)))
                try connection.waitForConfirms(milliseconds: 10_000)
                return nil
            } catch {
                return error
            }
        }

        @Test("made once, safe to repeat; passwords are files of their owner; a difference is named")
        func applying() throws {
            let file = try write(lines + ["\(site.broker.address.user),known,"])
            let without = try site.lapor("account", "apply", file)
            #expect(without.code == 65 && without.output.contains("--passwords"), "\(without)")
            let before = try site.lapor("account", "apply", file, "--check")
            #expect(before.code == 78 && before.output.contains("a new account"), "\(before)")
            #expect(!FileManager.default.fileExists(atPath: passwords.path))

            let made = try site.lapor("account", "apply", file, "--passwords", passwords.path)
            #expect(made.code == 0, "\(made)")
            for name in Self.names {
                let path = passwords.appending(path: site.broker.accountName(name)).path
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
                #expect(mode?.intValue == 0o600, "\(name)")
                let password = try address(name).password
                #expect(password.count == 32 && !made.output.contains(password))
            }
            let first = try address("web").password
            let again = try site.lapor("account", "apply", file, "--passwords", passwords.path)
            #expect(again.code == 0 && again.output.contains("All accounts are as they must be"), "\(again)")
            #expect(try address("web").password == first)
            // Other tests' accounts are strangers here.
            let sound = try site.lapor("account", "apply", file, "--check").output
            let named = sound.split(separator: "\n").filter { $0.contains(" the accounts file") }
            #expect(!sound.contains("recorded") && !sound.contains("other rights"), "\(sound)")
            #expect(!named.contains { $0.contains("-\(site.broker.address.virtualHost):") }, "\(sound)")
            #expect(!named.contains { $0.hasPrefix("\(site.broker.address.user):") }, "\(sound)")

            let account = site.broker.accountName("web")
            let everything = #"{"configure":".*","write":".*","read":".*"}"#
            try site.broker.api.send("PUT", "permissions/\(site.broker.path)/\(account)", Array(everything.utf8))
            _ = try site.broker.makeAccount("stranger")
            defer { site.broker.removeAccounts(["stranger"]) }
            let found = try site.lapor("account", "apply", file, "--check")
            #expect(found.code == 78 && found.output.contains("\(account): other rights"), "\(found)")
            let stranger = "\(site.broker.accountName("stranger")): has rights here"
            #expect(found.output.contains(stranger), "\(found)")
            let told = try site.lapor("doctor").output.split(separator: "\n").filter {
                $0.contains("broker accounts: ")
            }
            #expect(told.contains { $0.contains(stranger) }, "\(told)")
            #expect(!told.contains { $0.contains("broker accounts: \(site.broker.address.user):") }, "\(told)")
            #expect(try site.lapor("account", "apply", file).code == 0)
            #expect(try publish("W-1", as: "web", by: "web") == nil, "the password stayed")

            let open = passwords.appending(path: account).path
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: open)
            site.broker.removeAccounts(["web"])
            #expect(try site.lapor("account", "apply", file, "--passwords", passwords.path).code == 78)
            let own = try site.lapor("account", "apply", try write(["\(site.broker.address.user),operator,"]))
            #expect(own.code == 65 && own.output.contains("administrator"), "\(own)")
        }

        @Test("all workers run by these accounts; a channel reaches its own key, and no other's")
        func running() throws {
            let made = try site.lapor("account", "apply", try write(lines), "--passwords", passwords.path)
            try #require(made.code == 0, "\(made)")
            for (worker, role) in Self.roles {
                let changes = ["LAPOR_AMQP_URL": try url(role)]
                let check = try site.spawn(worker, ["--check"], changes)
                #expect(check.waitForEnd(seconds: 60) == 0, "\(check.output)")
                try site.start(worker, changes)
            }
            #expect(try publish("W-1", as: "web", by: "web") == nil)
            #expect(try publish("S-1", as: "sms", by: "web")?.code == .closedByBroker)
            let words = try file("words.txt", "Lampu padam di Kota Bandung")
            let typed = try site.lapor(
                ["submit", "--channel", "sms", "--text-file", words], ["LAPOR_AMQP_URL": try url("operator")])
            #expect(typed.code == 0, "\(typed)")
            try records.settle(complaints: 2)
            #expect(try records.depth("intake.dead") == 0)
            let accounts = try records.texts("SELECT data->>'account' FROM journal WHERE event = 'registered'")
            #expect(Set(accounts) == [site.broker.accountName("web"), site.broker.accountName("operator")])
            #expect(throws: (any Error).self) {
                var connection = try RabbitConnection(to: try address("web"))
                _ = try connection.declareQueue("web-own", arguments: ["x-queue-type": .text("quorum")])
            }
            // Another operator's account is no sender where channels have accounts.
            let stranger = try site.lapor("submit", "--channel", "sms", "--text-file", words)
            #expect(stranger.code == 0)
            #expect(poll(seconds: 20) { (try? records.depth("intake.dead")) == 1 })
        }

        /// The channels of whose cases an account can take events, and how many messages.
        private func taken(from queue: String, by name: String, atLeast count: Int) throws -> [String] {
            var connection = try RabbitConnection(to: try address(name))
            _ = try connection.consume(queue, prefetch: 100)
            var bodies: [String] = []
            while bodies.count < count, case .delivery(let delivery)? = try connection.next(milliseconds: 20_000) {
                #expect(delivery.properties.headers["BCC"] == nil && delivery.routingKey.hasPrefix("complaint."))
                bodies.append(String(decoding: delivery.body, as: UTF8.self))
            }
            // Nothing comes twice.
            while case .delivery(let delivery)? = try connection.next(milliseconds: 300) {
                bodies.append(String(decoding: delivery.body, as: UTF8.self))
            }
            return bodies
        }

        @Test("a channel's account takes the events of its own cases, and cannot come by another's")
        func listening() throws {
            let accounts =
                ["account,role,channel,events"] + lines.map { "\($0),\($0.contains(",channel,") ? "yes" : "")" }
            let path = try file("accounts.csv", accounts.joined(separator: "\n"))
            try site.run("account", "apply", path, "--passwords", passwords.path)
            let check = try site.lapor("account", "apply", path, "--check").output
            #expect(!check.contains("recorded") && !check.contains("-\(site.broker.address.virtualHost):"), "\(check)")
            #expect(try site.lapor("topology", "check").code == 0)
            for (worker, role) in Self.roles { try site.start(worker, ["LAPOR_AMQP_URL": try url(role)]) }
            #expect(try publish("W-1", as: "web", by: "web") == nil && publish("S-1", as: "sms", by: "sms") == nil)
            try records.settle(complaints: 2)
            let ids = try records.texts(
                "SELECT complaint_id::text FROM submission WHERE channel IN ('web', 'sms') ORDER BY channel DESC")
            let heard = try taken(from: "lapor.events.web", by: "web", atLeast: 2)
            #expect(heard.count == 2, "registered, and routed: \(heard)")
            #expect(heard.allSatisfy { $0.contains(ids[0]) && !$0.contains(ids[1]) }, "\(heard)")
            // The other's queue, all events, the workers' queues, and a queue of one's own are out of reach.
            for queue in ["lapor.events.sms", "notify", "routing", "intake.dead"] {
                #expect(throws: (any Error).self, "\(queue)") { try self.taken(from: queue, by: "web", atLeast: 0) }
            }
            let address = try address("web")
            #expect(throws: (any Error).self) {
                var connection = try RabbitConnection(to: address)
                try connection.bind("lapor.events.web", to: Topology.eventsExchange, key: "complaint.#")
            }
            #expect(throws: (any Error).self) {
                var connection = try RabbitConnection(to: address)
                try connection.declareQueue("lapor.events.web2", arguments: ["x-queue-type": .text("quorum")])
            }
            let sms = try taken(from: "lapor.events.sms", by: "sms", atLeast: 2)
            #expect(sms.count == 2 && sms.allSatisfy { $0.contains(ids[1]) && !$0.contains(ids[0]) })
        }

        @Test("what others hang on lapor's exchanges is named by topology check and doctor")
        func foreignWays() throws {
            #expect(try site.lapor("topology", "check").code == 0)
            var connection = try site.broker.connect()
            try connection.declareExchange("jabar.x", type: "topic")
            try site.broker.api.send(
                "POST", "bindings/\(site.broker.path)/e/jabar.x/e/lapor.intake", Array(##"{"routing_key":"#"}"##.utf8))
            try connection.declareQueue("jabar.q", arguments: ["x-dead-letter-exchange": .text("lapor.intake")])
            try connection.declareQueue("spy", arguments: ["x-queue-type": .text("quorum")])
            try connection.bind("spy", to: Topology.intakeExchange, key: "#")
            let named = [
                "exchange lapor.intake is bound to exchange jabar.x with key '#'",
                "queue jabar.q gives up its messages to lapor.intake", "queue spy hears lapor.intake with key '#'",
            ]
            let check = try site.lapor("topology", "check")
            #expect(check.code == 1 && named.allSatisfy(check.output.contains), "\(check)")
            let doctor = try site.lapor("doctor", "--json").output
            #expect(named.allSatisfy(doctor.contains), "\(doctor)")
            #expect(try site.lapor("topology", "apply").code == 0)
            // Who may hang something there must not be able to keep workers from starting.
            let worker = try site.start("IntakeWorker")
            #expect(poll(seconds: 20) { worker.isReady }, "\(worker.output)")
        }
    }
}
