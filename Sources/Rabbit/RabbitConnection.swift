import CRabbit
import Glibc
import TLS

/// One AMQP connection with its single channel, confined to the thread that uses it.
///
/// It is a plain value without copies: sharing one between threads does not compile. Closing is `deinit`.
/// Every wait has an end, except that a publish can block on a peer that stopped reading; whoever watches
/// the thread ends that by shutting `socket` down.
package struct RabbitConnection: ~Copyable {
    package struct Options: Sendable {
        /// Seconds between heartbeats; a peer silent for twice as long is gone.
        package var heartbeatSeconds = 15
        /// Seconds that connecting and logging in may take, each.
        package var connectSeconds = 5
        /// Seconds that declaring, binding, subscribing and the like may take.
        package var rpcSeconds = 10
        /// What the broker's management pages show for the connection.
        package var name = "lapor"

        package init() {}
    }

    static let channel: amqp_channel_t = 1
    let state: amqp_connection_state_t
    let options: Options
    var assembly: Assembly?
    /// Events read before anybody asked for them.
    var early: ArraySlice<RabbitEvent> = []
    var window = ConfirmWindow()
    /// Why the broker holds publishers back, in its words; nil: it does not.
    package internal(set) var blockReason: String?
    var isOpen = true
    /// The account that it says it publishes by, which must be its own; nil: it says none.
    package var account: String?

    /// Connects, logs in and opens the channel, announcing every capability that is read here: cancels,
    /// alarms, nacks and confirms (the library by itself announces none of them).
    ///
    /// Of several nodes one is chosen by lot, and the next when it cannot be had.
    /// - Throws: `RabbitError` `cannotConnect` or `refused`: what the last node said.
    package init(to address: RabbitAddress, options: Options = Options()) throws(RabbitError) {
        var nodes = address.nodes.shuffled()
        while true {
            do throws(RabbitError) {
                state = try Self.connect(to: nodes.removeLast(), address, options)
                self.options = options
                return
            } catch {
                if nodes.isEmpty { throw error }
            }
        }
    }

    private static func connect(
        to node: RabbitAddress.Node, _ address: RabbitAddress, _ options: Options
    ) throws(RabbitError) -> amqp_connection_state_t {
        guard let state = amqp_new_connection() else { throw RabbitError(.cannotConnect, in: "connect", "no memory") }
        do throws(RabbitError) {
            try open(state, node, address, options)
            return state
        } catch {
            amqp_destroy_connection(state)
            throw error
        }
    }

    deinit {
        if isOpen {
            // A short goodbye, so that the broker requeues at once; a deaf broker must not hold us up.
            var patience = timeval(tv_sec: 1, tv_usec: 0)
            amqp_set_rpc_timeout(state, &patience)
            _ = amqp_connection_close(state, AMQP_REPLY_SUCCESS)
        }
        amqp_destroy_connection(state)
    }

    /// The socket's file descriptor, for a watchdog that shuts it down.
    package var socket: Int32 { amqp_get_sockfd(state) }

    /// Whether the broker holds publishers back now (as far as its frames were read).
    package var blocked: Bool { blockReason != nil }

    private static func open(
        _ state: amqp_connection_state_t, _ node: RabbitAddress.Node, _ address: RabbitAddress, _ options: Options
    ) throws(RabbitError) {
        let handshake = address.tls.map { TLSHandshake($0, host: node.host) }
        let socket = try newSocket(state, handshake, node)
        var patience = timeval(tv_sec: options.connectSeconds, tv_usec: 0)
        let status = amqp_socket_open_noblock(socket, node.host, Int32(node.port), &patience)
        guard status == AMQP_STATUS_OK.rawValue else {
            let failed = status == AMQP_STATUS_SSL_CONNECTION_FAILED.rawValue
            if let handshake, let fault = handshake.fault ?? (failed ? TLSHandshake.lastFailure : nil) {
                throw RabbitError(fault, of: node)
            }
            throw RabbitError(.cannotConnect, in: "connect", "\(node): \(words(for: status))")
        }
        _ = crabbit_set_user_timeout(amqp_get_sockfd(state), UInt32(options.heartbeatSeconds * 2000))
        amqp_set_handshake_timeout(state, &patience)
        var rpcPatience = timeval(tv_sec: options.rpcSeconds, tv_usec: 0)
        amqp_set_rpc_timeout(state, &rpcPatience)
        do throws(RabbitError) {
            try logIn(state, address, options)
        } catch {
            // In TLS 1.3 the broker judges our certificate when we are connected already; its word can be lost with the
            // connection when we have spoken meanwhile, and is heard by one who is silent.
            guard let handshake, error.code == .cannotConnect,
                let fault = handshake.fault ?? handshake.second(port: node.port, seconds: options.connectSeconds)
            else { throw error }
            throw RabbitError(fault, of: node)
        }
        amqp_channel_open(state, channel)
        try check(amqp_get_rpc_reply(state), "channel.open")
    }

    private static func newSocket(
        _ state: amqp_connection_state_t, _ handshake: TLSHandshake?, _ node: RabbitAddress.Node
    ) throws(RabbitError) -> OpaquePointer {
        guard let socket = handshake == nil ? amqp_tcp_socket_new(state) : amqp_ssl_socket_new(state) else {
            throw RabbitError(.cannotConnect, in: "connect", "no memory for a socket")
        }
        guard let handshake, let context = amqp_ssl_socket_get_context(socket) else { return socket }
        // OpenSSL itself compares the names while it shakes hands, addresses too; the library would do it afterwards, without.
        amqp_ssl_socket_set_verify_hostname(socket, 0)
        do throws(TLSFault) {
            try handshake.secure(context)
        } catch {
            throw RabbitError(error, of: node)
        }
        return socket
    }

    private static func logIn(
        _ state: amqp_connection_state_t, _ address: RabbitAddress, _ options: Options
    ) throws(RabbitError) {
        var arena = TableArena()
        var properties = arena.table([
            "connection_name": .text(options.name),
            "capabilities": .table([
                "consumer_cancel_notify": .boolean(true), "connection.blocked": .boolean(true),
                "basic.nack": .boolean(true), "publisher_confirms": .boolean(true),
            ]),
        ])
        let reply = crabbit_login_plain(
            state, address.virtualHost, Int32(AMQP_DEFAULT_FRAME_SIZE), Int32(options.heartbeatSeconds),
            &properties, address.user, address.password)
        do throws(RabbitError) {
            try check(reply, "connection.open")
        } catch {
            // Being shown the door during login is the broker's way to say: wrong account or virtual host.
            let refused = reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION || reply.library_error == -7
            throw RabbitError(refused ? .refused : .cannotConnect, in: "login", "\(address): \(error.reason)")
        }
    }

    /// Turns the library's answer to a synchronous method into an error.
    static func check(_ reply: amqp_rpc_reply_t, _ operation: String) throws(RabbitError) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL:
            return
        case AMQP_RESPONSE_SERVER_EXCEPTION:
            let text = closeText(method: crabbit_reply_method(reply), decoded: crabbit_reply_decoded(reply))
            throw RabbitError(.closedByBroker, in: operation, text)
        default:
            let timeout = reply.library_error == AMQP_STATUS_TIMEOUT.rawValue
            throw RabbitError(timeout ? .timeout : .connectionLost, in: operation, words(for: reply.library_error))
        }
    }

    static func closeText(method: UInt32, decoded: UnsafeMutableRawPointer?) -> String {
        guard let decoded else { return "closed without a reason" }
        if method == UInt32(crabbit_channel_close) {
            let close = decoded.assumingMemoryBound(to: amqp_channel_close_t.self).pointee
            return "\(close.reply_code) \(String(copying: close.reply_text))"
        }
        if method == UInt32(crabbit_connection_close) {
            let close = decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
            return "\(close.reply_code) \(String(copying: close.reply_text))"
        }
        return "unexpected method \(method)"
    }

    static func words(for status: Int32) -> String { String(cString: amqp_error_string2(status)) }
}
