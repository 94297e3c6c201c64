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

    /// Makes `easy` open and close its sockets here.
    func watch(_ easy: UnsafeMutableRawPointer) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, this)
        _ = ccurl_set_opensocket(easy) { client, _, address in
            guard let address, let sockets = OpenSockets.at(client) else { return -1 }
            return sockets.open(address.pointee)
        }
        _ = ccurl_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, this)
        _ = ccurl_set_closesocket(easy) { client, descriptor in
            OpenSockets.at(client)?.descriptors.remove(descriptor)
            return close(descriptor)
        }
    }

    private func open(_ address: curl_sockaddr) -> Int32 {
        let closeOnExec = Int32(bitPattern: SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, address.socktype | closeOnExec, address.protocol)
        if descriptor >= 0 { descriptors.insert(descriptor) }
        return descriptor
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> OpenSockets? {
        pointer.map { Unmanaged<OpenSockets>.fromOpaque($0).takeUnretainedValue() }
    }
}
