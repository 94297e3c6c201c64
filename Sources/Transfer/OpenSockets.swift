import CCurl
import Glibc

struct ExchangeEnvironment {
    let connectTimeout: Duration
    let sockets = OpenSockets()
}

/// The sockets of a client. libcurl closes kept connections later than the exchange that opened them, so this lives
/// as long as the client.
final class OpenSockets {
    private var descriptors: Set<Int32> = []
    /// A mail that did not require TLS has been sent, so a kept connection can be one without.
    var maySpeakClear = false

    /// Lets the closing SMTP `QUIT` be sent without waiting (two minutes in libcurl) for a peer that does not answer.
    func stopReading() {
        for descriptor in descriptors { shutdown(descriptor, Int32(SHUT_RD)) }
    }

    /// Makes `easy` open its sockets by `gate`, and close them here.
    func watch(_ easy: UnsafeMutableRawPointer, _ gate: SocketGate) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(gate).toOpaque())
        _ = ccurl_set_opensocket(easy) { gate, _, address in
            guard let address, let gate else { return -1 }
            return Unmanaged<SocketGate>.fromOpaque(gate).takeUnretainedValue().open(address)
        }
        _ = ccurl_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, this)
        _ = ccurl_set_closesocket(easy) { client, descriptor in
            OpenSockets.at(client)?.descriptors.remove(descriptor)
            return close(descriptor)
        }
    }

    fileprivate func open(_ address: curl_sockaddr) -> Int32 {
        let closeOnExec = Int32(bitPattern: SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, address.socktype | closeOnExec, address.protocol)
        if descriptor >= 0 { descriptors.insert(descriptor) }
        return descriptor
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> OpenSockets? {
        pointer.map { Unmanaged<OpenSockets>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// Where the sockets of one request may lead. It lives as long as the request.
final class SocketGate {
    private let rule: PeerRule
    private let sockets: OpenSockets
    /// An address was refused.
    private(set) var hasRefused = false

    init(_ rule: PeerRule, _ sockets: OpenSockets) { (self.rule, self.sockets) = (rule, sockets) }

    fileprivate func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        guard rule == .any || mayCall(address) else { return -1 }
        return sockets.open(address.pointee)
    }

    private func mayCall(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
        // An address of IPv6 is longer than the field that it begins in.
        let place = MemoryLayout<curl_sockaddr>.offset(of: \.addr).map { UnsafeRawPointer(address) + $0 }
        let peer = place.flatMap { PeerAddress($0.assumingMemoryBound(to: sockaddr.self)) }
        let isAllowed = peer.map { rule.allows($0) } ?? false
        hasRefused = hasRefused || !isAllowed
        return isAllowed
    }

    /// Whether the request may go over a connection to `address`, which another request may have opened.
    func admits(_ address: UnsafePointer<CChar>?) -> Bool {
        let isAllowed = rule == .any || address.map { rule.allows(String(cString: $0)) } ?? false
        hasRefused = hasRefused || !isAllowed
        return isAllowed
    }
}
