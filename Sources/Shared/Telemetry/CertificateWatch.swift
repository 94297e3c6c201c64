import ServiceLifecycle
import Synchronization

/// Looks every few minutes at the certificates of the servers that the process speaks to by TLS, and at its own, for its page of
/// metrics. No complaint waits for it.
package final class CertificateWatch: Service {
    /// Milliseconds between two looks.
    private static let pause = 300_000
    private let environment: Environment
    private let world: LaneWorld
    private let found = Mutex<[MetricSample]>([])

    package init(_ environment: Environment, _ world: LaneWorld) {
        self.environment = environment
        self.world = world
    }

    package var samples: [MetricSample] { found.withLock { $0 } }

    private var seen: [MetricSample] {
        let servers = ServerCertificate.all(environment).flatMap { certificate in
            let name = certificate.key.name
            let isUp = MetricSample(.tlsServerUp, certificate.end == nil ? 0 : 1, ("server", name))
            return [isUp] + (certificate.end.map { [MetricSample(.certificateEnd, $0, of: name)] } ?? [])
        }
        return servers + environment.certificateEnds.map { MetricSample(.certificateEnd, $0.end, of: $0.key.name) }
    }

    package func run() async throws {
        let status = LaneStatus()
        await withGracefulShutdownHandler {
            await LaneThread.run(named: "certificates") { self.look(until: status) }
        } onGracefulShutdown: {
            status.requestStop()
        }
    }

    private func look(until status: LaneStatus) {
        while !status.isStopping {
            let seen = seen
            found.withLock { $0 = seen }
            var left = Self.pause
            while left > 0, !status.isStopping {
                world.wait(min(left, 1000), status)
                left -= 1000
            }
        }
    }
}
