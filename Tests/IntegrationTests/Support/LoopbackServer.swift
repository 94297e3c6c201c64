import Foundation
import Glibc
import Synchronization

/// A TCP server on a free port of 127.0.0.1 that plays a script with every connection, each on a thread of its own.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Mutex(0)
    private let threads = DispatchGroup()

    /// How many connections came.
    var connections: Int { accepted.withLock { $0 } }

    private init(_ script: @escaping @Sendable (Peer) -> Void) {
        (listener, port) = Self.bound()
        listen(listener, 64)
        let (listener, threads) = (listener, threads)
        threads.enter()
        Thread.detachNewThread { [self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                accepted.withLock { $0 += 1 }
                threads.enter()
                Thread.detachNewThread {
                    script(Peer(descriptor))
                    close(descriptor)
                    threads.leave()
                }
            }
            threads.leave()
        }
    }

    /// Runs `body` while the server plays; returns when every connection has ended.
    static func run<T>(
        _ script: @escaping @Sendable (Peer) -> Void, _ body: (LoopbackServer) throws -> T
    ) rethrows -> T {
        let server = LoopbackServer(script)
        defer {
            shutdown(server.listener, Int32(SHUT_RDWR))
            server.threads.wait()
            close(server.listener)
        }
        return try body(server)
    }

    /// A port where nobody listens.
    static func deadPort() -> UInt16 {
        let (descriptor, port) = bound()
        close(descriptor)
        return port
    }

    private static func bound() -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(descriptor, $0, size) == 0)
                precondition(getsockname(descriptor, $0, &size) == 0)
            }
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

/// The server's end of one connection; used by one thread.
final class Peer {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its CRLF; nil when the client has closed.
    func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = buffer[..<end]
                buffer.removeSubrange(...end)
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            guard fill() else { return nil }
        }
    }

    func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    func say(_ text: String) { say(Array(text.utf8)) }

    func say(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    /// Says nothing until the client gives up.
    func staySilent() { while fill() { buffer.removeAll() } }

    /// Makes the coming close a TCP reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count > 0 { buffer += chunk[..<count] }
        return count > 0
    }
}
