package import CoreMetrics
package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
package import Ops
import ServiceLifecycle
package import Shared

/// A door over HTTP/1.1: its endpoints, and limits for all that comes. TLS and HTTP/2 are the matter of what stands before it.
package struct FaceServer: Door {
    /// Where it listens, and the settings that say so.
    package struct Place: Sendable {
        package var host: String
        package var port: Int
        package var names: (host: SettingKey, port: SettingKey)

        package init(host: String, port: Int, names: (host: SettingKey, port: SettingKey)) {
            (self.host, self.port, self.names) = (host, port, names)
        }
    }

    package let opened: AsyncStream<Void>
    private let opening: AsyncStream<Void>.Continuation
    private let place: Place
    private let endpoints: [Endpoint]
    private let metrics: MetricRegistry
    private let world: LaneWorld
    private let logger: Logger

    /// How long a connection may say nothing: longer than a body may take, so that who is slow is told so.
    private static let patience = TimeAmount.seconds(15)
    /// Connections that wait to be taken.
    private static let backlog = 4096
    private static let headers = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)

    package init(at place: Place, _ endpoints: [Endpoint], _ preparation: WorkerProcess.Preparation) {
        (self.place, self.endpoints) = (place, endpoints)
        (metrics, world, logger) = (preparation.metrics, preparation.world, preparation.logger)
        (opened, opening) = AsyncStream.makeStream(of: Void.self)
    }

    /// - Throws: `Remedy` when the port cannot be had.
    package func run() async throws {
        let opening = opening
        let application = Application(
            router: Self.router(endpoints, metrics, world),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [UnreadableRequests()], idleTimeout: Self.patience,
                    httpDecoderConfiguration: Self.headers)),
            configuration: .init(address: .hostname(place.host, port: place.port), backlog: Self.backlog),
            onServerRunning: { _ in opening.finish() }, logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: [])
        } catch {
            throw Remedy(listening: "\(error)", place.host, place.port, names: place.names)
        }
    }

    /// What answers requests, without a port.
    package static func router(
        _ endpoints: [Endpoint], _ metrics: any MetricsFactory, _ world: LaneWorld
    ) -> Router<FaceContext> {
        let router = Router(context: FaceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Answers(endpoints: endpoints, metrics: metrics, log: world.log))
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await endpoint.answer(request, context)
            }
        }
        return router
    }
}
