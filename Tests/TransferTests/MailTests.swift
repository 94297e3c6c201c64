import TestKit
import Testing

@testable import Transfer

extension Loopback {
    @Suite("Mail")
    struct MailTests {
        private static func mail(
            _ port: Int, message: String = "Subject: x\r\n\r\nhello\r\n", requireTLS: Bool = false,
            credentials: Credentials? = nil, to: String = "b@example.id", milliseconds: Int = 250
        ) -> TransferRequest {
            .mail(
                MailRequest(
                    server: "smtp://127.0.0.1:\(port)/client.example.id", credentials: credentials,
                    requireTLS: requireTLS, from: "a@example.id", to: to, message: Array(message.utf8),
                    timeout: .milliseconds(milliseconds)))
        }

        private static func send(_ script: SMTPScript, requireTLS: Bool = false, login: Bool = false) -> TransferOutcome
        {
            LoopbackServer.run(script.play) { server in
                let credentials = login ? Credentials(user: "u", password: "p") : nil
                return TransferClient.one(mail(server.port, requireTLS: requireTLS, credentials: credentials))
            }
        }

        private static func failure(_ outcome: TransferOutcome) -> TransferFailure? {
            if case .failed(let failure) = outcome { failure } else { nil }
        }

        @Test("envelope and message arrive, the connection is kept, and QUIT ends it")
        func accepted() {
            let script = SMTPScript()
            LoopbackServer.run(script.play) { server in
                var client = TransferClient(concurrency: 1)
                let outcomes = client.perform([Self.mail(server.port), Self.mail(server.port)])
                #expect(outcomes == [.mailAccepted(code: 250), .mailAccepted(code: 250)])
                #expect(server.connections == 1)
            }
            let one = ["MAIL FROM:<a@example.id>", "RCPT TO:<b@example.id>", "DATA", "Subject: x\r\n\r\nhello\r\n"]
            #expect(script.log.all == ["EHLO client.example.id"] + one + one + ["QUIT"])
        }

        @Test("dots at line starts and long messages arrive whole")
        func dotStuffing() {
            let script = SMTPScript()
            let lines = (0..<9000).map { "\($0 % 3 == 0 ? "." : "")line \($0)\r\n.\r\n" }.joined()
            let message = "Subject: x\r\n\r\n.\r\n" + lines
            let outcome = LoopbackServer.run(script.play) { server in
                TransferClient.one(Self.mail(server.port, message: message, milliseconds: 5000))
            }
            #expect(outcome == .mailAccepted(code: 250))
            #expect(script.log.all.dropFirst(4).first == message)
        }

        @Test("connection refused: certainly not sent")
        func refusedConnection() {
            let failure = Self.failure(TransferClient.one(Self.mail(LoopbackServer.deadPort())))
            #expect(failure?.reason == .connect)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test(
            "silence or a reset before the final dot: certainly not sent",
            arguments: [
                (SMTPScript(greeting: nil), TransferFailure.Reason.timeout), (SMTPScript(hello: nil), .timeout),
                (SMTPScript(mail: nil), .timeout), (SMTPScript(recipient: nil), .timeout),
                (SMTPScript(data: nil), .timeout), (SMTPScript(recipient: "RESET"), .connectionLost),
                (SMTPScript(data: "RESET"), .connectionLost),
                (SMTPScript(greeting: "not SMTP"), .timeout),
            ])
        func lostBeforeDot(_ script: SMTPScript, _ reason: TransferFailure.Reason) {
            let failure = Self.failure(Self.send(script))
            #expect(failure?.reason == reason)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test("a reset in place of a greeting: certainly not sent")
        func resetGreeting() {
            let failure = Self.failure(Self.send(SMTPScript(greeting: "RESET")))
            // The reset may be here before libcurl looks at the finished connect: then nobody seems to have answered.
            #expect(failure?.reason == .connectionLost || failure?.reason == .connect)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test(
            "silence or a reset after the final dot: unknown",
            arguments: [
                (SMTPScript(final: nil), TransferFailure.Reason.timeout), (SMTPScript(final: "RESET"), .connectionLost),
            ])
        func lostAfterDot(_ script: SMTPScript, _ reason: TransferFailure.Reason) {
            let failure = Self.failure(Self.send(script))
            #expect(failure?.reason == reason)
            #expect(failure?.beforeRequestWasSent == false)
            #expect(script.log.all.last == "Subject: x\r\n\r\nhello\r\n")
        }

        @Test("a server that stops reading in the middle of the message: certainly not sent")
        func stopsReading() {
            let failure = LoopbackServer.run({ peer in
                for reply in ["220 a", "250 a", "250 a", "250 a", "354 a"] {
                    peer.say(reply + "\r\n")
                    guard peer.line() != nil else { return }
                }
                peer.reset()
            }) { server in
                let message = "S: x\r\n\r\n" + String(repeating: "long line\r\n", count: 1_000_000)
                return Self.failure(TransferClient.one(Self.mail(server.port, message: message)))
            }
            #expect(failure?.reason == .connectionLost)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test(
            "a refusal has its code, and whether it is about this mail for good",
            arguments: [
                (SMTPScript(greeting: "421 4.3.2 closing"), 421, false, "session refused: 421 4.3.2"),
                (SMTPScript(greeting: "554 no service"), 554, false, "session refused: 554"),
                (SMTPScript(mail: "530 5.7.0 login first"), 530, false, "envelope refused: 530 5.7.0"),
                (SMTPScript(mail: "451 4.7.1 later"), 451, false, "envelope refused: 451 4.7.1"),
                (SMTPScript(recipient: "550 5.1.1 b@example.id"), 550, true, "envelope refused: 550 5.1.1"),
                (SMTPScript(recipient: "450-4.2.1 busy\r\n450 4.2.1 b"), 450, false, "envelope refused: 450 4.2.1"),
                (SMTPScript(data: "451 later"), 451, false, "envelope refused: 451"),
                (SMTPScript(final: "451 4.3.0 later"), 451, false, "message refused: 451 4.3.0"),
                (SMTPScript(final: "554 5.6.0 spam"), 554, true, "message refused: 554 5.6.0"),
            ])
        func refusals(_ script: SMTPScript, _ code: Int, _ permanent: Bool, _ message: String) {
            #expect(Self.send(script) == .mailRefused(code: code, permanent: permanent, message: message))
        }

        @Test("a login: accepted, refused, and not offered")
        func login() {
            let offer = "250-test\r\n250 AUTH PLAIN"
            let good = SMTPScript(hello: offer)
            #expect(Self.send(good, login: true) == .mailAccepted(code: 250))
            #expect(good.log.all.contains("AHUAcA=="))
            let bad = SMTPScript(hello: offer, auth: "535 5.7.8 wrong")
            let refused = TransferOutcome.mailRefused(
                code: 535, permanent: false, message: "session refused: 535 5.7.8")
            #expect(Self.send(bad, login: true) == refused)
        }

        @Test("TLS required and not offered: nothing is sent in clear")
        func tlsRequired() {
            let script = SMTPScript()
            let failure = Self.failure(Self.send(script, requireTLS: true, login: true))
            #expect(failure?.reason == .tls)
            #expect(failure?.beforeRequestWasSent == true)
            #expect(script.log.all.allSatisfy { !$0.hasPrefix("MAIL") && !$0.hasPrefix("AUTH") })
        }

        @Test("TLS required after a mail in clear to the same server: the clear connection is not used again")
        func tlsRequiredLater() {
            let script = SMTPScript()
            LoopbackServer.run(script.play) { server in
                var client = TransferClient(concurrency: 1)
                let outcomes = client.perform([Self.mail(server.port), Self.mail(server.port, requireTLS: true)])
                #expect(outcomes[0] == .mailAccepted(code: 250))
                #expect(Self.failure(outcomes[1])?.reason == .tls)
            }
        }

        @Test("a kept connection that the server has closed since is replaced")
        func staleConnection() {
            let script = SMTPScript(quit: nil)
            let first = Log<Int>()
            LoopbackServer.run({ peer in
                first.add(0)
                guard first.all.count == 1 else { return script.play(peer) }
                for reply in ["220 a", "250 a", "250 a", "250 a", "354 a"] {
                    peer.say(reply + "\r\n")
                    guard peer.line() != nil else { return }
                }
                while let line = peer.line(), line != "." {}
                peer.say("250 a\r\n421 4.4.2 idle\r\n")
            }) { server in
                var client = TransferClient(concurrency: 1)
                let outcomes = [client.perform([Self.mail(server.port)]), client.perform([Self.mail(server.port)])]
                #expect(outcomes[0] == [.mailAccepted(code: 250)])
                // Never a false success and never a permanent refusal, whether or not the close was seen in time.
                if case .mailRefused(let code, let permanent, _) = outcomes[1][0] {
                    #expect(code == 421 && !permanent)
                } else {
                    #expect(outcomes[1] == [.mailAccepted(code: 250)])
                }
            }
        }

        @Test("a server that does not answer QUIT holds nobody up")
        func silentQuit() {
            let time = ContinuousClock().measure {
                #expect(Self.send(SMTPScript(quit: nil)) == .mailAccepted(code: 250))
            }
            #expect(time < .seconds(1))
        }

        @Test("a refusing server that does not answer QUIT: refused all the same, and soon")
        func silentQuitAfterRefusal() {
            let time = ContinuousClock().measure {
                let outcome = Self.send(SMTPScript(recipient: "550 no", quit: nil))
                #expect(outcome == .mailRefused(code: 550, permanent: true, message: "envelope refused: 550"))
            }
            #expect(time < .seconds(2))
        }

        @Test("of several mails each has its own outcome")
        func several() {
            let script = SMTPScript(recipient: nil)
            LoopbackServer.run({ peer in
                var script = script
                script.recipient = "550 no"
                script.play(peer)
            }) { refusing in
                LoopbackServer.run(SMTPScript().play) { accepting in
                    var client = TransferClient()
                    let ports = [refusing.port, accepting.port, LoopbackServer.deadPort(), accepting.port]
                    let outcomes = client.perform(ports.map { Self.mail($0, milliseconds: 2000) })
                    let refusal = TransferOutcome.mailRefused(
                        code: 550, permanent: true, message: "envelope refused: 550")
                    #expect(outcomes[0] == refusal)
                    #expect(outcomes[1] == .mailAccepted(code: 250))
                    #expect(Self.failure(outcomes[2])?.reason == .connect)
                    #expect(outcomes[3] == .mailAccepted(code: 250))
                }
            }
        }

        @Test(
            "a recipient that is no address is not sent",
            arguments: [
                "", "b", "@x.id", "b@", "a@b@c.id", "b@x.id>\r\nDATA", "b@x.id\nRCPT TO:<c@x.id>", "<b@x.id>",
                "b x@y.id",
            ])
        func badRecipient(_ recipient: String) {
            let failure = Self.failure(TransferClient.one(Self.mail(1, to: recipient)))
            #expect(failure?.reason == .invalidRequest)
        }

        @Test("a bare CR or LF could end the mail early, so it is not sent", arguments: ["a\n.\nb", "a\rb", "a\r"])
        func bareLineBreaks(_ message: String) {
            let failure = Self.failure(TransferClient.one(Self.mail(1, message: message)))
            #expect(failure?.reason == .invalidRequest)
        }
    }
}
