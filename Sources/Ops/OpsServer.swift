import Hummingbird
import Logging
import ServiceLifecycle
import Shared

/// The health pages of a worker: `/health` (the process lives), `/ready` (it gets work done), `/metrics`.
struct OpsServer: Service {
    let host: String
    let port: Int
    let exposition: Exposition
    let logger: Logger

    func run() async throws {
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
