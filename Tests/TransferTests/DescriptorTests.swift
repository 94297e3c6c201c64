import TestKit
import Testing

@testable import Transfer

extension Loopback {
    @Suite("Descriptors")
    struct DescriptorTests {
        @Test("600 requests, good and bad, leave no descriptor behind")
        func noLeak() {
            // Suites that run meanwhile open and close a few dozen of their own; a leak in any one of the four kinds of
            // requests would leave 150.
            let noise = 100
            // The first use opens what the libraries keep for good.
            _ = TransferClient.one(.http(HTTPRequest(url: "https://127.0.0.1:\(LoopbackServer.deadPort())/")))
            let before = TestStack.openDescriptors
            let script = SMTPScript(recipient: "550 no")
            LoopbackServer.run(httpScript { $0.line.contains("lose") ? "RESET" : httpAnswer("200 OK") }) { web in
                LoopbackServer.run(script.play) { post in
                    var client = TransferClient(concurrency: 8)
                    for _ in 0..<30 { _ = client.perform(Self.mixed(web.port, post.port)) }
                    // Kept connections have two ends here; 64 leaves room for both and for the listeners.
                    #expect(TestStack.openDescriptors < before + 64 + noise)
                }
            }
            #expect(TestStack.openDescriptors < before + noise)
        }

        private static func mixed(_ web: Int, _ post: Int) -> [TransferRequest] {
            (0..<20).map { number in
                switch number % 4 {
                case 0: .http(HTTPRequest(url: "http://127.0.0.1:\(web)/"))
                case 1: .http(HTTPRequest(url: "http://127.0.0.1:\(web)/lose"))
                case 2:
                    .mail(
                        MailRequest(
                            server: "smtp://127.0.0.1:\(post)", requireTLS: false, from: "", to: "b@x.id", message: []))
                default: .http(HTTPRequest(url: "http://127.0.0.1:\(LoopbackServer.deadPort())/"))
                }
            }
        }
    }
}
