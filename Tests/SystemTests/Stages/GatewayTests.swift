import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store
import Synchronization
import TestKit
import Testing
import Transfer

extension SystemTests {
    /// What is taken over HTTP arrives once, under the code that was told, whatever fails meanwhile.
    @Suite("The gateway")
    final class GatewayTests: SiteTest {
        private struct Answer: Sendable, Equatable {
            var status: Int
            var body: String

            var code: String? {
                body.firstMatch(of: /"code":"([A-Z-]+)"/).map { String($0.1.filter { $0 != "-" }) }
            }
            var secret: String? { body.firstMatch(of: /"secret":"([A-Z-]+)"/).map { String($0.1) } }
        }

        private static let channels = ["web", "jabar"]

        deinit { site.broker.removeAccounts(["gateway"]) }

        private static func report(_ id: String, channel: String = "web", confidential: Bool = false) -> String {
            #"{"channel":"\#(channel)","external_id":"\#(id)","text":"Jembatan \#(id) rusak di Ciparay.","reporter":{"confidential":\#(confidential)}}"#
        }

        private static func post(_ report: String, _ key: String, _ port: Int) -> Answer {
            ask("POST", "/v1/complaints", port, body: report, key: key)
        }

        private static func ask(
            _ method: String, _ path: String, _ port: Int, body: String = "", key: String? = nil,
            headers: [(String, String)] = []
        ) -> Answer {
            let authority = key.map { [("Authorization", "Bearer \($0)")] } ?? []
            let request = HTTPRequest(
                method: method, url: "http://127.0.0.1:\(port)\(path)",
                headers: [("Content-Type", "application/json")] + authority + headers, body: Array(body.utf8),
                timeout: .seconds(10), credentials: nil)
            guard case .http(let status, let body, _) = TransferClient.one(.http(request)) else {
                return Answer(status: 0, body: "no answer")
            }
            return Answer(status: status, body: String(decoding: body, as: UTF8.self))
        }

        /// The same again and again until it is taken.
        private static func file(_ report: String, _ key: String, _ port: Int) throws -> Answer {
            var last: Answer?
            let taken = poll(seconds: 30) {
                last = Self.post(report, key, port)
                return last?.status == 202
            }
            try #require(taken, "\(String(describing: last))")
            return try #require(last)
        }

        /// The gateway's own account of the broker, which intake believes for its channels.
        private func account() throws -> RabbitAddress {
            let address = try site.broker.makeAccount(
                "gateway", write: "^lapor[.](intake|casework)$", key: "^intake[.](web|jabar)$")
            var database = try Database(at: site.database, seconds: 10)
            _ = try ChannelAccountTable.set(
                Set(Self.channels.map { ChannelAccounts.Pair(channel: $0, account: address.user) }), by: "uji",
                at: try StoreClock.now(&database), &database)
            return address
        }

        private func url(_ address: RabbitAddress) -> String {
            "\(address.tls == nil ? "amqp" : "amqps")://\(address.user):\(address.password)@\(address.host):\(address.port)/\(site.broker.path)"
        }

        private func spawn(_ broker: String, _ changes: [String: String?] = [:]) throws -> (Program, port: Int) {
            let settings: [String: String?] = [
                "LAPOR_AMQP_URL": broker, "LAPOR_MANAGEMENT_URL": nil, "LAPOR_GATEWAY_PORT": "0",
                "LAPOR_GATEWAY_STATE_DIR": site.folder.appending(path: "gateway").path,
            ]
            let program = try site.spawn("Gateway", [], settings.merging(changes) { $1 })
            return (program, try program.opsPort())
        }

        private func key(_ channel: String = "web") throws -> String {
            let scopes = ["submit", "batch", "events"].flatMap { ["--scope", $0] }
            let ending = try site.lapor(["channel", "key", "add", channel] + scopes)
            return ending.output.split(separator: "\n").first { $0.hasPrefix("lapor_") }.map(String.init) ?? ""
        }

        /// Does what the page shows, as it stands there; how many lines it has.
        private func followPage(_ key: String, _ port: Int) throws -> Int {
            let page = try String(contentsOf: TestStack.root.appending(path: "docs/integrators.md"), encoding: .utf8)
            let section = page.components(separatedBy: "\n## Over HTTP\n").last?.components(separatedBy: "\n## ").first
            let blocks = (section ?? "").matches(of: /```sh\n([\s\S]*?)```/).map { String($0.1) }
            for block in blocks {
                let output = site.folder.appending(path: "page.log").path
                let shell = try Child(
                    ["/bin/bash", "-ec", block],
                    environment: ["PATH": "/usr/bin:/bin", "GATEWAY": "http://127.0.0.1:\(port)", "KEY": key],
                    in: site.folder, output: output)
                let code = shell.wait(seconds: 60)
                #expect(code == 0, "\((try? String(contentsOfFile: output, encoding: .utf8)) ?? "")")
            }
            return blocks.count
        }

        @Test("what is taken, also while the store is away, is stored under its code, and only by channels of its own")
        func stored() throws {
            let address = try account()
            let (web, other) = (try key(), try key("android"))
            let (program, port) = try spawn(url(address))
            let first = try Self.file(Self.report("G-1"), web, port)
            // Its account may not publish for this channel.
            #expect(Self.post(Self.report("G-2", channel: "android"), other, port).status == 403)
            #expect(try followPage(web, port) == 2)
            program.stop()
            let (again, further) = try spawn(
                url(address), ["LAPOR_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"])
            let second = try Self.file(Self.report("G-3", confidential: true), web, further)
            #expect(Self.ask("GET", "/v1/complaints/\(first.code ?? "")", further).body.contains("store_away"))
            again.stop()
            try site.start("IntakeWorker")
            let stored = poll(seconds: 30) { (try? records.complaints()) == 5 }
            try #require(stored, "\(site.logs.suffix(2000))")
            let codes = try records.texts(
                """
                SELECT c.code FROM complaint c JOIN submission s ON s.complaint_id = c.id
                WHERE s.external_id LIKE 'G-%' ORDER BY s.external_id
                """)
            #expect(codes == [first.code, second.code].compactMap(\.self))
            let accounts = try records.texts("SELECT DISTINCT data->>'account' FROM journal WHERE event = 'registered'")
            #expect(accounts == [address.user])
            let last = try spawn(url(address)).port
            try showCases(first, second, last)
            try showEvents(web, last)
        }

        /// The channel reads what happened to its cases, as the operator does.
        private func showEvents(_ key: String, _ port: Int) throws {
            try site.start("ClockWorker")
            func events(_ query: String = "") -> String { Self.ask("GET", "/v1/events\(query)", port, key: key).body }
            let told = poll(seconds: 30) { events().matches(of: /complaint\.registered\.v1/).count == 5 }
            #expect(told && events().contains(#""external_id":"G-3""#), "\(events())")
            #expect(events("?limit=1").contains(#""more":true"#) && events("?after=latest").contains(#""events":[]"#))
            let lines = try site.run("events", "--channel", "web").split(separator: "\n").filter { $0.hasPrefix("{") }
            #expect(lines.count == 5 && lines.allSatisfy { events().contains($0) }, "\(lines)")
        }

        /// Who has the code sees where a case stands; who has the secret as well, also of one that is confidential.
        private func showCases(_ open: Answer, _ confidential: Answer, _ port: Int) throws {
            let (code, hidden) = (try #require(open.code), try #require(confidential.code))
            let secret = try #require(confidential.secret)
            let shown = Self.ask("GET", "/v1/complaints/\(code)", port)
            #expect(shown.status == 200 && shown.body.contains(#""event":"registered""#), "\(shown)")
            #expect(Self.ask("GET", "/v1/complaints/\(hidden)", port).status == 404)
            func opened(_ code: String, _ secret: String) -> Int {
                Self.ask("POST", "/v1/complaints/\(code)/open", port, body: #"{"secret":"\#(secret)"}"#).status
            }
            #expect(opened(hidden, secret) == 200 && opened(code, secret) == 404)
            #expect(opened(hidden, try #require(open.secret)) == 404)
        }

        @Test("what two gateways take under one number is one case, and that the other is parked can be seen")
        func reused() throws {
            let (address, key) = (try account(), try key())
            let ports = try (1...2).map { number in
                let folder = site.folder.appending(path: "gateway-\(number)").path
                return try spawn(url(address), ["LAPOR_GATEWAY_STATE_DIR": folder]).port
            }
            let first = try Self.file(Self.report("U-1"), key, ports[0])
            let other = Self.report("U-1").replacing("rusak", with: "roboh")
            #expect(try Self.file(other, key, ports[1]).code == first.code)
            #expect(Self.post(other, key, ports[0]).status == 409)
            func state() -> Answer { Self.ask("GET", "/v1/submissions/U-1", ports[1], key: key) }
            #expect(state().status == 404)
            try site.start("IntakeWorker")
            let seen = poll(seconds: 30) { state().body.contains("external_id_reused") }
            #expect(seen && state().code == first.code && state().body.contains(#""state":"registered""#), "\(state())")
            // It is noted before it is parked.
            #expect(try poll(seconds: 30) { try records.depth("intake.dead") == 1 })
            // What has too many headers is told so, as every request is.
            let many = (0..<80).map { ("X-Header-\($0)", "x") }
            let answer = Self.ask("GET", "/v1/bodies", ports[0], headers: many)
            #expect(answer.status == 431 && answer.body.contains("headers_too_large"), "\(answer)")
        }

        @Test("a reporter withdraws their case by the secret of the 202, once, and nobody else does")
        func commands() throws {
            let file = site.folder.appending(path: "gateway.pem").path
            let own: [String: String?] = ["LAPOR_KEY_FILE": file]
            #expect(try site.lapor(["key", "new"], own).code == 0)
            #expect(try site.lapor(["issuer", "add", "gateway", "--role", "reporter"], own).code == 0)
            let port = try spawn(url(try account()), ["LAPOR_GATEWAY_ISSUER_KEY_FILE": file]).port
            let first = try Self.file(Self.report("W-1", confidential: true), try key(), port)
            let (code, secret) = (try #require(first.code), try #require(first.secret))
            try site.start("IntakeWorker")
            try site.start("CaseWorker")
            #expect(poll(seconds: 30) { (try? records.complaints()) == 1 })
            func withdraw(_ id: String, _ secret: String) -> Answer {
                let json = #"{"id":"\#(id)","command":"withdraw","secret":"\#(secret)"}"#
                return Self.ask("POST", "/v1/complaints/\(code)/commands", port, body: json)
            }
            let ids = ["00000000-aaaa-4000", "00000000-bbbb-4000"]
            let wrong = withdraw(ids[0], "BCDFG-HJKLM")
            #expect(wrong.status == 403 && wrong.body.contains("token_secret"), "\(wrong)")
            let done = withdraw(ids[0], secret)
            #expect(done.status == 200 && done.body.contains(#""status":"arsip""#), "\(done)")
            #expect(withdraw(ids[0], secret) == done)
            let again = withdraw(ids[1], secret)
            #expect(again.status == 409 && again.body.contains("illegal_move"), "\(again)")
            let state = Self.ask("GET", "/v1/complaints/\(code)/commands/\(ids[0])", port)
            #expect(state.status == 200 && state.body.contains("applied"), "\(state)")
            let proofs = try records.texts(
                "SELECT concat_ws(' ', data->>'issuer', data->>'reporter_proof') FROM journal WHERE event = 'archived'")
            #expect(proofs == ["gateway secret"])
        }

        @Test("who ends between publishing and confirming has told nobody, and a repetition doubles nothing")
        func doubtful() throws {
            let (address, key) = (try account(), try key())
            let (doomed, first) = try spawn(url(address), ["LAPOR_KILL_POINT": "publishing"])
            let died = poll(seconds: 20) { Self.post(Self.report("D-1"), key, first).status == 0 }
            #expect(died && doomed.waitForEnd(seconds: 20) == -SIGKILL)
            try SilentProxy.with(to: address.port) { proxy in
                var through = address
                through.port = proxy.port
                let (program, port) = try spawn(url(through))
                _ = try Self.file(Self.report("D-1"), key, port)
                let said = try answer(to: Self.report("D-2"), key, port, losingConfirmsAt: proxy)
                #expect(said.status == 503 && said.body.contains("unconfirmed"), "\(said)")
                _ = try Self.file(Self.report("D-2"), key, port)
                program.stop()
            }
            try site.start("IntakeWorker")
            let stored = poll(seconds: 30) { (try? records.depth("intake")) == 0 && (try? records.complaints()) == 2 }
            #expect(stored, "\(site.logs.suffix(2000))")
            #expect(try records.complaints() == 2 && records.depth("intake.dead") == 0)
        }

        /// What is said when the broker has the report, and the connection breaks before its word comes.
        private func answer(
            to report: String, _ key: String, _ port: Int, losingConfirmsAt proxy: SilentProxy
        ) throws -> Answer {
            proxy.freeze([.toClient])
            let before = proxy.passed(.toServer)
            let told = Mutex<Answer?>(nil)
            DispatchQueue.global().async {
                let answer = Self.post(report, key, port)
                told.withLock { $0 = answer }
            }
            let isSent = poll(seconds: 10) { proxy.passed(.toServer) > before + report.utf8.count }
            try #require(isSent)
            proxy.drop()
            let isTold = poll(seconds: 10) { told.withLock { $0 } != nil }
            proxy.resume()
            try #require(isTold)
            return try #require(told.withLock { $0 })
        }

        @Test("a connection that breaks takes no report with it, and without a broker nothing is taken")
        func broken() throws {
            let address = try account()
            let key = try key()
            try SilentProxy.with(to: address.port) { proxy in
                var through = address
                through.port = proxy.port
                let (program, port) = try spawn(url(through))
                // Several at a time, so that a break finds some of them sent and some not yet.
                let refused = Mutex<[String]>([])
                DispatchQueue.concurrentPerform(iterations: 30) { number in
                    if number % 7 == 3 { proxy.drop() }
                    do {
                        _ = try Self.file(Self.report("B-\(number)"), key, port)
                    } catch {
                        refused.withLock { $0.append("\(error)") }
                    }
                }
                #expect(refused.withLock { $0 } == [])
                program.stop()
            }
            try site.start("IntakeWorker")
            let stored = poll(seconds: 30) { (try? records.complaints()) == 30 }
            #expect(stored, "\(site.logs.suffix(2000))")
            #expect(try records.depth("intake.dead") == 0)

            var away = address
            away.port = 1
            let (program, port) = try spawn(url(away))
            let known = poll(seconds: 20) { Self.post(Self.report("B-31"), key, port).body.contains("broker_away") }
            #expect(known, "\(program.output)")
            program.stop()
        }
    }
}
