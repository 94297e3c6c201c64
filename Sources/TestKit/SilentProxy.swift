import Foundation
import Glibc
import Synchronization

/// A TCP proxy that can fall silent: it stops reading one side or both, so that the kernel's buffers fill up and
/// writers block, as they do when a machine hangs or a firewall forgets a connection.
package final class SilentProxy: Sendable {
    /// Which way bytes flow.
    package enum Direction: Sendable, Hashable, CaseIterable {
        /// From the client.
        case toServer
        /// From the server.
        case toClient
    }

    struct State {
        var frozen: Set<Direction> = []
        /// Links begun before this number are to end.
        var dropBefore = 0
        var links = 0
        var bytes: [Direction: Int] = [:]
    }

    /// The port on 127.0.0.1 to connect to.
    package let port: Int
    private let listener: Int32
    private let upstream: Int?
    private let threads = DispatchGroup()
    let state = Mutex(State())

    /// Runs `body` beside a proxy to `upstream` on 127.0.0.1, or with nil to one that accepts and never says a word.
    ///
    /// - Throws: what `body` throws.
    package static func with<Result>(to upstream: Int?, _ body: (SilentProxy) throws -> Result) rethrows -> Result {
        let proxy = SilentProxy(upstream)
        proxy.start()
        defer { proxy.end() }
        return try body(proxy)
    }

    /// The same for a `body` that suspends.
    ///
    /// - Throws: what `body` throws.
    package static func with<Result>(
        to upstream: Int?, _ body: (SilentProxy) async throws -> Result
    ) async rethrows -> Result {
        let proxy = SilentProxy(upstream)
        proxy.start()
        defer { proxy.end() }
        return try await body(proxy)
    }

    private init(_ upstream: Int?) {
        self.upstream = upstream
        (listener, port) = Sockets.listen()
    }

    /// Stops reading what comes for `directions`, by default both. The connections stay open.
    package func freeze(_ directions: Set<Direction> = [.toServer, .toClient]) {
        state.withLock { $0.frozen.formUnion(directions) }
    }

    /// Goes on where it stopped.
    package func resume() { state.withLock { $0.frozen = [] } }

    /// Ends every connection there is by a TCP reset; new ones are welcome.
    package func drop() { state.withLock { $0.dropBefore = $0.links + 1 } }

    /// How many connections there have been.
    package var connections: Int { state.withLock { $0.links } }

    /// How many bytes have passed in a direction.
    package func passed(_ direction: Direction) -> Int { state.withLock { $0.bytes[direction] ?? 0 } }

    private func start() {
        threads.enter()
        Thread.detachNewThread { [self] in
            while let client = Sockets.accept(listener) {
                let number = state.withLock { state in
                    state.links += 1
                    return state.links
                }
                threads.enter()
                Thread.detachNewThread { [self] in
                    ProxyLink(number, client, upstream.flatMap(Sockets.connect), self).run()
                    threads.leave()
                }
            }
            threads.leave()
        }
    }

    private func end() {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        state.withLock { $0.dropBefore = .max }
        threads.wait()
        _ = close(listener)
    }
}
