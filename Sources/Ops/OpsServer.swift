import Hummingbird
package import Logging
import ServiceLifecycle
package import Shared

/// The health pages of a worker: `/health` (the process lives), `/ready` (it gets work done), `/metrics`.
package struct OpsServer: Service {
    private let host: String
    private let port: Int
    private let exposition: Exposition
    private let logger: Logger

    package init(host: String, port: Int, exposition: Exposition, logger: Logger) {
        self.host = host
        self.port = port
        self.exposition = exposition
        self.logger = logger
    }

    package func run() async throws {
        let application = Application(
            router: Self.router(exposition), configuration: .init(address: .hostname(host, port: port)),
            logger: logger)
        try await application.runService(gracefulShutdownSignals: [])
    }

    static func router(_ exposition: Exposition) -> Hummingbird.Router<BasicRequestContext> {
        let router = Hummingbird.Router()
        router.get("health") { _, _ in "ok\n" }
        router.get("ready") { _, _ in
            let status: HTTPResponse.Status = exposition.isReady ? .ok : .serviceUnavailable
            return Response(
                status: status, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: exposition.isReady ? "ready\n" : "not ready\n")))
        }
        router.get("metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: exposition.text)))
        }
        return router
    }
}
