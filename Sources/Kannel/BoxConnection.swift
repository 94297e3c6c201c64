import Glibc

/// Where bearerbox waits for boxes (`smsbox-port`).
package struct BoxAddress: Sendable, Equatable, CustomStringConvertible {
    /// Host name or IP address.
    package var host: String
    package var port: Int

    /// Reads `host:port`, an IPv6 address in brackets; nil when it is no such thing.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            1...65_535 ~= port
        else { return nil }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard !host.isEmpty, isBracketed || !host.contains(":") else { return nil }
        self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Why nothing more is heard from bearerbox.
package struct BoxError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// Nobody answers at the address.
        case cannotConnect
        /// The connection broke, or bearerbox takes nothing any more.
        case connectionLost
        /// bearerbox ends.
        case closed
        /// Bytes that are no message.
        case protocolViolation
    }

    package let code: Code
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { "bearerbox: \(reason)" }
}

/// A box: a connection to bearerbox, which hands out each SMS until that is acknowledged, and again after a new connection.
/// Confined to its thread.
package struct BoxConnection: ~Copyable {
    /// Milliseconds for which bearerbox may take nothing.
    private static let patience = 10_000
    /// Its descriptor, for a watchdog.
    package let socket: Int32
    private var buffer: [UInt8] = []
    /// How many bytes of `buffer` were read as messages.
    private var taken = 0

    /// Connects and says who it is.
    ///
    /// - Parameter name: nil: one of those that take whatever is for nobody else, such as all incoming SMS.
    /// - Throws: `BoxError` `cannotConnect`.
    package init(to address: BoxAddress, as name: String? = nil) throws(BoxError) {
        let descriptor = try Self.connect(to: address)
        do throws(BoxError) {
            try Self.write(BoxMessage.admin(.identify, box: name).frame, to: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        socket = descriptor
    }

    deinit { close(socket) }

    /// - Throws: `BoxError` `connectionLost`.
    package mutating func send(_ message: BoxMessage) throws(BoxError) { try send([message]) }

    /// Sends messages in one go.
    ///
    /// - Throws: `BoxError` `connectionLost`; some of them may have been sent.
    package mutating func send(_ messages: [BoxMessage]) throws(BoxError) {
        try Self.write(messages.flatMap(\.frame), to: socket)
    }

    private static func write(_ bytes: [UInt8], to socket: Int32) throws(BoxError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN || errno == EINTR {
                guard wait(for: POLLOUT, of: socket, milliseconds: patience) else {
                    throw BoxError(.connectionLost, "takes nothing for \(patience / 1000) seconds")
                }
            } else {
                throw BoxError(.connectionLost, words(errno))
            }
        }
    }

    /// The next message; nil: none came in time.
    ///
    /// - Throws: `BoxError`.
    package mutating func next(milliseconds: Int) throws(BoxError) -> BoxMessage? {
        if let message = try message() { return message }
        guard Self.wait(for: POLLIN, of: socket, milliseconds: milliseconds) else { return nil }
        try fill()
        return try message()
    }

    /// The first message of what was read; nil: there is no whole one.
    private mutating func message() throws(BoxError) -> BoxMessage? {
        let waiting = buffer.count - taken
        guard waiting >= 4 else { return nil }
        let length = buffer[taken..<taken + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= BoxMessage.longest else { throw BoxError(.protocolViolation, "a message has \(length) bytes") }
        guard waiting >= 4 + length else { return nil }
        let body = buffer[(taken + 4)..<(taken + 4 + length)]
        taken += 4 + length
        do throws(BoxFault) {
            return try BoxMessage(body)
        } catch {
            throw BoxError(.protocolViolation, error.description)
        }
    }

    private mutating func fill() throws(BoxError) {
        buffer.removeFirst(taken)
        taken = 0
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &chunk, chunk.count, 0)
        if count > 0 {
            buffer += chunk[..<count]
        } else if count == 0 {
            throw BoxError(.closed, "it has ended the connection")
        } else if errno != EAGAIN, errno != EINTR {
            throw BoxError(.connectionLost, Self.words(errno))
        }
    }

    private static func wait(for events: Int32, of socket: Int32, milliseconds: Int) -> Bool {
        var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
        return poll(&entry, 1, Int32(clamping: milliseconds)) > 0
    }
}

extension BoxConnection {
    /// A socket that never blocks, with somebody at its other end.
    private static func connect(to address: BoxAddress) throws(BoxError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let answer = getaddrinfo(address.host, String(address.port), &hints, &found)
        guard answer == 0 else {
            throw BoxError(.cannotConnect, "\(address): \(String(cString: gai_strerror(answer)))")
        }
        defer { freeaddrinfo(found) }
        var reason = "no address"
        var next = found
        while let candidate = next {
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
            let descriptor = Glibc.socket(candidate.pointee.ai_family, kind, 0)
            if let fault = fault(of: descriptor, connecting: candidate.pointee) {
                reason = fault
                close(descriptor)
            } else {
                watch(descriptor)
                return descriptor
            }
            next = candidate.pointee.ai_next
        }
        throw BoxError(.cannotConnect, "\(address): \(reason)")
    }

    /// Why it does not connect; nil: it does.
    private static func fault(of descriptor: Int32, connecting place: addrinfo) -> String? {
        if Glibc.connect(descriptor, place.ai_addr, place.ai_addrlen) == 0 { return nil }
        guard errno == EINPROGRESS else { return words(errno) }
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, Int32(patience)) > 0 else { return "nobody answers" }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return code == 0 ? nil : words(code)
    }

    /// Who is gone without a word is found: heartbeats must be acknowledged by the other's kernel.
    private static func watch(_ descriptor: Int32) {
        var (unacknowledged, atOnce) = (Int32(30_000), Int32(1))
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &unacknowledged, size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &atOnce, size)
    }

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
