import Glibc

/// The few socket calls of the servers that tests play. Buffers are small so that they fill soon.
enum Sockets {
    enum Reading {
        case bytes([UInt8])
        case nothing
        case ended
    }

    /// A listening socket on a free port of 127.0.0.1.
    static func listen() -> (descriptor: Int32, port: Int) {
        let descriptor = stream()
        var size: Int32 = 65_536
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(unsafe bind(descriptor, $0, length) == 0)
                precondition(unsafe getsockname(descriptor, $0, &length) == 0)
            }
        }
        precondition(Glibc.listen(descriptor, 64) == 0)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// The next connection, or nil when the listener was shut down.
    static func accept(_ listener: Int32) -> Int32? {
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0 else { return nil }
        // Programs that a test starts must not keep it open.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// Reads and writes of `descriptor` never wait from now on.
    static func neverBlock(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }

    /// A connection to a port of 127.0.0.1, or nil when nobody listens.
    static func connect(_ port: Int) -> Int32? {
        let descriptor = stream()
        var address = loopback(port)
        let answer = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard answer == 0 else {
            _ = close(descriptor)
            return nil
        }
        return descriptor
    }

    static func read(_ descriptor: Int32) -> Reading {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        if count > 0 { return .bytes(Array(chunk[..<count])) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .ended
    }

    /// How many bytes were taken, or nil when the peer is gone.
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
        let count = unsafe bytes.withUnsafeBytes {
            unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// Waits at most 10 ms for one of the events.
    static func wait(_ interests: [(Int32, Int16)]) {
        var entries = interests.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
        _ = unsafe poll(&entries, nfds_t(entries.count), 10)
    }

    /// Makes the coming close a TCP reset.
    static func forgoGoodbye(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Closes without a goodbye.
    static func reset(_ descriptor: Int32) {
        forgoGoodbye(descriptor)
        _ = close(descriptor)
    }

    private static func stream() -> Int32 {
        socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return address
    }
}
