import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// What a real broker and a real database say of a cause, and whether the advice mends it.
    @Suite("The doctor's advice")
    final class DoctorAdviceTests: SiteTest {
        private struct Finding: Decodable {
            var severity: String
            var subject: String
            var finding: String
            var advice: String?
        }

        /// `subject: finding -> advice` of what is amiss with broker, management API or topology.
        private func amiss(_ changes: [String: String?]) throws -> [String] {
            let (_, text) = try site.lapor(["doctor", "--json"], changes)
            let start = try #require(text.firstIndex(of: "["), "\(text)")
            let end = try #require(text.lastIndex(of: "]"), "\(text)")
            return try JSONDecoder().decode([Finding].self, from: Data(text[start...end].utf8)).filter {
                ["error", "warning"].contains($0.severity)
                    && ["broker", "management API", "topology"].contains($0.subject)
            }.map { "\($0.subject): \($0.finding) -> \($0.advice ?? "")" }
        }

        /// An account of the broker with a tag, and with rights in the site's virtual host; nil: none.
        private func account(tags: String = "", rights: String?, _ body: (_ login: String) throws -> Void) throws {
            let (api, name) = (site.broker.api, "akun-\(UUID().uuidString.prefix(8).lowercased())")
            try api.send("PUT", "users/\(name)", Array(#"{"password":"rahasia","tags":"\#(tags)"}"#.utf8))
            defer { _ = try? api.send("DELETE", "users/\(name)", []) }
            if let rights {
                let text = #"{"configure":"\#(rights)","write":"\#(rights)","read":"\#(rights)"}"#
                try api.send("PUT", "permissions/\(site.broker.path)/\(name)", Array(text.utf8))
            }
            try body("\(name):rahasia")
        }

        private func amqp(_ login: String) -> String {
            "amqp://\(login)@\(site.broker.address.host):\(site.broker.address.port)/\(site.broker.path)"
        }

        private func management(_ login: String) -> String {
            let place = site.broker.management.split(separator: "@").last ?? ""
            return "http://\(login)@\(place)"
        }

        @Test("addresses and accounts of the broker")
        func broker() throws {
            let port = site.broker.address.port
            for (url, said) in [
                ("http://127.0.0.1", "broker: LAPOR_AMQP_URL cannot be used: must begin with amqp://"),
                ("amqp://127.0.0.1:x/y", "broker: LAPOR_AMQP_URL cannot be used: port must be"),
                (
                    "amqp://lapor:salah@127.0.0.1:\(port)/\(site.broker.path)",
                    "broker: RabbitMQ refuses user or password"
                ),
                ("amqp://127.0.0.1:\(LoopbackServer.deadPort())/x", "broker: RabbitMQ does not answer"),
            ] {
                let found = try amiss(["LAPOR_AMQP_URL": url])
                #expect(found.count == 1 && found[0].hasPrefix(said), "\(url): \(found)")
                #expect(found.first?.hasSuffix("mend LAPOR_AMQP_URL") == true, "\(found)")
            }
            try account(rights: nil) { login in
                let found = try amiss(["LAPOR_AMQP_URL": amqp(login)])
                #expect(found.count == 1 && found[0].contains("'rabbitmqctl set_permissions"), "\(found)")
            }
            try account(rights: "^$") { login in
                let found = try amiss(["LAPOR_AMQP_URL": amqp(login)])
                #expect(found.allSatisfy { !$0.contains("topology apply") }, "what is there need not be made: \(found)")
            }
        }

        @Test("addresses and accounts of the management API")
        func managementAPI() throws {
            func told(_ url: String) throws -> [String] { try amiss(["LAPOR_MANAGEMENT_URL": url]) }
            let wrong = try told(management("lapor:salah"))
            #expect(wrong.count == 1 && wrong[0].contains("refuses user or password -> mend LAPOR_MANAGEMENT_URL"))
            let away = try told("http://lapor:x@127.0.0.1:\(LoopbackServer.deadPort())")
            #expect(away.count == 1 && away[0].contains("rabbitmq-plugins enable rabbitmq_management"), "\(away)")
            let none = try told("nonsense")
            #expect(none.count == 1 && none[0].contains("-> mend LAPOR_MANAGEMENT_URL: https://"), "\(none)")
            for tags in ["monitoring", "monitoring,policymaker"] {
                try account(tags: tags, rights: nil) { login in
                    let found = try told(management(login))
                    #expect(found.count == 1 && found[0].hasPrefix("topology: "), "\(found)")
                    #expect(found.first?.contains("could not be seen") == true, "\(found)")
                    #expect(
                        found.first?.contains(
                            "-> give it rights with 'rabbitmqctl set_permissions -p \(site.broker.address.virtualHost) \(login.prefix { $0 != ":" }) …'"
                        ) == true)
                }
            }
            try account(tags: "management", rights: "^$") { login in
                let found = try told(management(login))
                #expect(found.count == 1 && found[0].contains("memory and disk could not be seen"), "\(found)")
            }
            try account(rights: ".*") { login in
                let found = try told(management(login))
                let cure = "'rabbitmqctl set_user_tags \(login.prefix { $0 != ":" }) monitoring'"
                #expect(found.count == 1 && found[0].contains(cure), "\(found)")
            }
            try account(tags: "monitoring", rights: ".*") { login in
                let found = try told(management(login))
                #expect(found.isEmpty, "\(found)")
            }
        }

        @Test("a server that is spoken to by TLS and does not answer is named")
        func away() throws {
            let url = "https://127.0.0.1:\(LoopbackServer.deadPort())"
            let (_, text) = try site.lapor(["doctor"], ["LAPOR_SMS_URL": url])
            #expect(text.contains("certificate of LAPOR_SMS_URL: does not answer, or not by TLS"), "\(text)")
        }
    }
}
