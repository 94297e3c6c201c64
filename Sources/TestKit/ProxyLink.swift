import Glibc
import Synchronization

/// One connection through a `SilentProxy`, used by one thread.
final class ProxyLink {
    private struct Flow {
        let direction: SilentProxy.Direction
        let source: Int32
        let target: Int32
        var held: ArraySlice<UInt8> = []
    }

    private let number: Int
    private let client: Int32
    private let server: Int32?
    private let proxy: SilentProxy
    private var flows: [Flow] = []

    init(_ number: Int, _ client: Int32, _ server: Int32?, _ proxy: SilentProxy) {
        self.number = number
        self.client = client
        self.server = server
        self.proxy = proxy
        Sockets.neverBlock(client)
        if let server {
            Sockets.neverBlock(server)
            flows = [
                Flow(direction: .toServer, source: client, target: server),
                Flow(direction: .toClient, source: server, target: client),
            ]
        }
    }

    deinit {
        Sockets.reset(client)
        if let server { Sockets.reset(server) }
    }

    /// Passes bytes on until one side closes or the proxy drops the link.
    func run() {
        while let frozen = wanted {
            for index in flows.indices where !frozen.contains(flows[index].direction) {
                guard move(index) else { return }
            }
            // The state has no descriptor to wait on, so it is looked at again after 10 ms.
            Sockets.wait(flows.compactMap { interest($0, frozen) })
        }
    }

    /// The frozen directions, or nil when the link must end.
    private var wanted: Set<SilentProxy.Direction>? {
        proxy.state.withLock { $0.dropBefore > number ? nil : $0.frozen }
    }

    private func interest(_ flow: Flow, _ frozen: Set<SilentProxy.Direction>) -> (Int32, Int16)? {
        guard !frozen.contains(flow.direction) else { return nil }
        return flow.held.isEmpty ? (flow.source, Int16(POLLIN)) : (flow.target, Int16(POLLOUT))
    }

    private func move(_ index: Int) -> Bool {
        if flows[index].held.isEmpty {
            switch Sockets.read(flows[index].source) {
            case .bytes(let bytes): flows[index].held = bytes[...]
            case .nothing: return true
            case .ended: return false
            }
        }
        guard let sent = Sockets.write(flows[index].held, to: flows[index].target) else { return false }
        flows[index].held.removeFirst(sent)
        let direction = flows[index].direction
        proxy.state.withLock { $0.bytes[direction, default: 0] += sent }
        return true
    }
}
