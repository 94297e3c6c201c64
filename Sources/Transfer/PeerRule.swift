import CCurl
import Glibc

/// To which addresses a request may go. It is the address that counts, looked at when a connection is opened and again before the request
/// goes over one that is kept: a name may lead elsewhere each time that somebody asks.
package enum PeerRule: String, Sendable, Hashable {
    /// Whatever the operator names: their own servers.
    case any
    /// What the whole internet can reach, and nothing else.
    case `public`
    /// That, this machine, and networks inside (RFC 1918, RFC 4193, RFC 6598); never what a cloud tells its machines.
    case alsoPrivate

    /// Whether the request may go to `address`, in digits; false for what is none.
    package func allows(_ address: String) -> Bool {
        self == .any || PeerAddress(address).map { allows($0) } ?? false
    }

    func allows(_ address: PeerAddress) -> Bool {
        switch (self, address.reach) {
        case (.any, _), (_, .world), (.alsoPrivate, .inside): true
        default: false
        }
    }
}

/// An address of IPv4 or IPv6.
struct PeerAddress: Equatable {
    enum Reach {
        /// Anybody's.
        case world
        /// This machine, or a network that only its own machines reach.
        case inside
        /// Nobody's to call: unspecified, link-local (cloud metadata), multicast, reserved, documentation, tunnels.
        case none
    }

    /// 4 bytes or 16.
    private let bytes: [UInt8]

    /// Nil for what is no address in digits; a zone such as `%eth0` makes it none.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four, Array.init)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six, Array.init)
        } else {
            return nil
        }
    }

    /// As libcurl is about to open a socket to it; nil for another family.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr, Array.init)
            }
        case AF_INET6:
            bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin6_addr, Array.init)
            }
        default: return nil
        }
    }

    var reach: Reach { bytes.count == 4 ? Self.reach(of4: bytes) : Self.reach(of6: bytes) }

    /// The registries of special addresses: RFC 6890 with its updates, and what a cloud gives its machines in public ranges.
    private static let inside4: [(prefix: [UInt8], bits: Int)] = [
        ([10], 8), ([100, 64], 10), ([127], 8), ([172, 16], 12), ([192, 168], 16),
    ]
    private static let nobodys4: [(prefix: [UInt8], bits: Int)] = [
        ([0], 8), ([169, 254], 16), ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([198, 18], 15),
        ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 3), ([168, 63, 129, 16], 32), ([100, 100, 100, 200], 32),
    ]
    private static let world6: [(prefix: [UInt8], bits: Int)] = [([0x20], 3)]
    /// Of those that the world could reach: tunnels, which lead to an address inside them, and documentation.
    private static let nobodys6: [(prefix: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF, 0x00], 20),
    ]
    private static let loopback6 = [UInt8](repeating: 0, count: 15) + [1]
    /// What a cloud tells its machines lies in a range of inside networks.
    private static let metadata6: [UInt8] = [0xFD, 0x00, 0x0E, 0xC2] + [UInt8](repeating: 0, count: 10) + [0x02, 0x54]
    private static let mapped4 = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    private static func reach(of4 bytes: [UInt8]) -> Reach {
        if lies(bytes, in: nobodys4) { return .none }
        return lies(bytes, in: inside4) ? .inside : .world
    }

    private static func reach(of6 bytes: [UInt8]) -> Reach {
        if bytes.starts(with: mapped4) { return reach(of4: Array(bytes.suffix(4))) }
        if bytes == loopback6 { return .inside }
        if bytes[0] & 0xFE == 0xFC { return bytes == metadata6 ? .none : .inside }
        return lies(bytes, in: world6) && !lies(bytes, in: nobodys6) ? .world : .none
    }

    private static func lies(_ bytes: [UInt8], in ranges: [(prefix: [UInt8], bits: Int)]) -> Bool {
        ranges.contains { range in
            (0..<range.bits).allSatisfy { bit in
                let mask: UInt8 = 0x80 >> UInt8(bit % 8)
                let wanted = bit / 8 < range.prefix.count ? range.prefix[bit / 8] & mask : 0
                return bytes[bit / 8] & mask == wanted
            }
        }
    }
}
