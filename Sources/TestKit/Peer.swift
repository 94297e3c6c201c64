/// A server's end of one connection; used by one thread.
package final class Peer {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its CRLF; nil when the client has closed.
    package func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = buffer[..<end]
                buffer.removeSubrange(...end)
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            guard fill() else { return nil }
        }
    }

    /// The next `count` bytes; nil when the client closes before.
    package func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// Sends a text as it is.
    package func say(_ text: String) { say(Array(text.utf8)) }

    /// Sends bytes; those that nobody takes any more are dropped.
    package func say(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let sent = Sockets.write(rest, to: descriptor) else { return }
            rest = rest.dropFirst(sent)
        }
    }

    /// Says nothing until the client gives up.
    package func staySilent() { while fill() { buffer.removeAll() } }

    /// Makes the coming close a TCP reset.
    package func reset() { Sockets.forgoGoodbye(descriptor) }

    private func fill() -> Bool {
        while true {
            switch Sockets.read(descriptor) {
            case .bytes(let bytes):
                buffer += bytes
                return true
            case .nothing: continue  // interrupted by a signal
            case .ended: return false
            }
        }
    }
}

/// An HTTP request as it arrived.
package struct SeenRequest: Sendable {
    /// The request line and the header lines.
    package let head: [String]
    /// The body, as long as `Content-Length` says.
    package let body: [UInt8]
    package var line: String { head.first ?? "" }

    /// The value of the header `name`, however it is written; nil when there is none.
    package func header(_ name: String) -> String? { Self.value(of: name, in: head) }

    fileprivate static func value(of name: String, in head: [String]) -> String? {
        for line in head.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { continue }
            return String(parts[1].drop { $0 == " " })
        }
        return nil
    }
}

extension Peer {
    /// The next request of the connection; nil when the client has closed.
    package func httpRequest() -> SeenRequest? {
        var head: [String] = []
        while let line = line() {
            guard line.isEmpty else {
                head.append(line)
                continue
            }
            let length = SeenRequest.value(of: "Content-Length", in: head).flatMap { Int($0) } ?? 0
            return bytes(length).map { SeenRequest(head: head, body: $0) }
        }
        return nil
    }
}
