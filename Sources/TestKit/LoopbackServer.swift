import Foundation
import Glibc
import Synchronization

/// A TCP server on a free port of 127.0.0.1 that plays a script with every connection, each on a thread of its own.
package final class LoopbackServer: Sendable {
    /// The port on 127.0.0.1 to connect to.
    package let port: Int
    private let listener: Int32
    private let accepted = Mutex(0)
    private let threads = DispatchGroup()

    /// How many connections came.
    package var connections: Int { accepted.withLock { $0 } }

    private init() { (listener, port) = Sockets.listen() }

    /// Runs `body` while the server plays; returns when every connection has ended.
    ///
    /// - Throws: what `body` throws.
    package static func run<Result>(
        _ script: @escaping @Sendable (Peer) -> Void, _ body: (LoopbackServer) throws -> Result
    ) rethrows -> Result {
        let server = LoopbackServer()
        server.play(script)
        defer { server.end() }
        return try body(server)
    }

    /// A port of 127.0.0.1 where nobody listens.
    package static func deadPort() -> Int {
        let (descriptor, port) = Sockets.listen()
        _ = close(descriptor)
        return port
    }

    /// A port of 127.0.0.1 where nobody listens, and that the kernel gives to no outgoing connection: a server that is started
    /// again finds it free.
    package static func restingPort() -> Int {
        while true {
            let port = Int.random(in: 10_000..<20_000)
            guard let taken = Sockets.connect(port) else { return port }
            _ = close(taken)
        }
    }

    private func play(_ script: @escaping @Sendable (Peer) -> Void) {
        threads.enter()
        Thread.detachNewThread { [self] in
            while let descriptor = Sockets.accept(listener) {
                accepted.withLock { $0 += 1 }
                threads.enter()
                Thread.detachNewThread { [self] in
                    script(Peer(descriptor))
                    _ = close(descriptor)
                    threads.leave()
                }
            }
            threads.leave()
        }
    }

    private func end() {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        threads.wait()
        _ = close(listener)
    }
}
