package import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What is known of a request besides what it says: who is at the other end.
package struct FaceContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Address of whoever connected; nil where there is none.
    package let peer: String?
    let arrival: Arrival

    package init(source: Source) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
        arrival = Arrival(source.channel)
    }

    /// One without a connection, for tests.
    package init(peer: String?) {
        coreContext = .init(source: Unconnected())
        self.peer = peer
        arrival = Arrival(nil)
    }

    private struct Unconnected: RequestContextSource {
        let logger = Logger(label: "unconnected")
    }
}

/// Whether the whole body of a request has come. The server below reads on after the answer for as long as somebody sends: who drips
/// would hold a connection for ever.
final class Arrival: Sendable {
    /// For who reads the answer while they still send.
    private static let grace = TimeAmount.seconds(1)
    private let isWhole = Atomic(false)
    private let channel: (any Channel)?

    init(_ channel: (any Channel)?) { self.channel = channel }

    func noteWhole() { isWhole.store(true, ordering: .relaxed) }

    /// Whether something may still come of a request that is answered now.
    func isOpen(_ request: Request) -> Bool {
        let length = request.headers[.contentLength].map { $0 != "0" }
        return (length ?? (request.headers[.transferEncoding] != nil)) && !isWhole.load(ordering: .relaxed)
    }

    /// Closes the connection once the answer has gone.
    func close() {
        guard let channel else { return }
        channel.eventLoop.scheduleTask(in: Self.grace) { channel.close(promise: nil) }
    }
}

/// Whose words on where a request comes from count.
package struct TrustedProxies: Sendable, Equatable {
    private let addresses: Set<String>

    /// - Parameter list: addresses with commas between them.
    package init(_ list: String) {
        addresses = Set(
            list.split(whereSeparator: { $0 == "," || $0 == " " }).map { Self.canonical(String($0)) })
    }

    /// The address that a request counts as coming from: the last one that is no proxy's own.
    ///
    /// - Parameters:
    ///   - peer: whoever connected.
    ///   - forwarded: the header X-Forwarded-For, which each proxy adds to.
    package func client(peer: String?, forwarded: String?) -> String {
        guard let peer = peer.map(Self.canonical) else { return "unknown" }
        guard addresses.contains(peer), let forwarded else { return Self.network(of: peer) }
        let named = forwarded.split(separator: ",").map { Self.canonical($0.filter { $0 != " " }) }
        return Self.network(of: named.last { !addresses.contains($0) } ?? peer)
    }

    /// One spelling of an address.
    private static func canonical(_ address: String) -> String {
        let plain = address.lowercased()
        let mapped = "::ffff:"
        guard plain.hasPrefix(mapped), plain.contains(".") else {
            return (try? SocketAddress(ipAddress: plain, port: 0))?.ipAddress ?? plain
        }
        return String(plain.dropFirst(mapped.count))
    }

    /// Of IPv6 the /64, which is one household's or one machine's; of IPv4 the address.
    private static func network(of address: String) -> String {
        guard address.contains(":") else { return address }
        let halves = address.split(separator: "::", omittingEmptySubsequences: false).map { $0.split(separator: ":") }
        let zeros = [Substring](repeating: "0", count: max(0, 8 - halves.reduce(0) { $0 + $1.count }))
        let groups = halves.count == 2 ? halves[0] + zeros + halves[1] : halves[0]
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}

extension Request {
    /// All that a header says, with commas between; nil when it is not there.
    ///
    /// - Parameter name: in lower-case letters.
    package func header(_ name: String) -> String? {
        let values = headers.filter { $0.name.canonicalName == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}
