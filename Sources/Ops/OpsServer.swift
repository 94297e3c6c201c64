import Hummingbird
import Logging
import NIOCore
package import ServiceLifecycle
package import Shared

/// The health pages of a worker: `/health` (the process lives), `/ready` (it gets work done), `/metrics`.
struct OpsServer: Service {
    let host: String
    let port: Int
    let exposition: Exposition
    let logger: Logger
    /// Finished when the pages can be asked for.
    let opened: AsyncStream<Void>.Continuation

    /// How long a connection may say nothing, or be at one request.
    private static let patience = TimeAmount.seconds(10)

    /// - Throws: `Remedy` when the port cannot be had.
    func run() async throws {
        let opened = opened
        let application = Application(
            router: Self.router(exposition), server: .http1(configuration: .init(idleTimeout: Self.patience)),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { _ in opened.finish() }, logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: [])
        } catch {
            throw Remedy(listening: "\(error)", host, port, names: (.opsHost, .opsPort))
        }
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

/// A service that others knock at, on a port of its own.
package protocol Door: Service {
    /// Ends when the port is open.
    var opened: AsyncStream<Void> { get }
}

extension Remedy {
    /// What to do about words of a server that cannot listen, which end in `(errno: 98)` and the like.
    ///
    /// - Parameter names: the settings that say where it listens.
    package init(listening words: String, _ host: String, _ port: Int, names: (host: SettingKey, port: SettingKey)) {
        let number = words.firstMatch(of: /errno: (\d+)/).flatMap { Int32($0.1) }
        switch number {
        case 98:
            self.init(
                "\(names.port.name) \(port) is taken on \(host)",
                "give each process of a machine a port of its own, or 0 for any")
        case 13: self.init("\(names.port.name) \(port) is not for this account", "take one from 1024 on")
        default:
            self.init(
                "\(names.host.name) \(host) is no address of this machine", "127.0.0.1 and 0.0.0.0 are always")
        }
    }
}

/// Begins a service when the health pages are open: a worker that cannot have its port takes no message.
struct AfterOpening: Service {
    let opened: AsyncStream<Void>
    let begin: @Sendable () async throws -> Void

    func run() async throws {
        for await _ in opened.cancelOnGracefulShutdown() {}
        guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
        try await begin()
    }
}
